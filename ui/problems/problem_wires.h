// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class ProblemsPage;

/// Connects the Problems page with the engine: what could not be read, and trying it again.
void wireProblems(EngineBridge& bridge, ProblemsPage& page);

} // namespace segue::ui
