// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class ProblemsPage;

/// The Problems page asks the engine for what could not be read, and has it tried again.
void wireProblems(EngineBridge& bridge, ProblemsPage& page);

} // namespace segue::ui
