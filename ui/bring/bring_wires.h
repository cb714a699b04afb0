// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class BringDialog;
class EngineBridge;

/// Connects a dialog with the engine, as long as it is open, and asks what can be brought along.
void wireBringing(EngineBridge& bridge, BringDialog& dialog);

} // namespace segue::ui
