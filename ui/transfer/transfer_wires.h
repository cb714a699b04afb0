// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class TransferDialogs;

/// Connects the dialogs with the engine, which does the work and reports how it went.
void wireTransfer(EngineBridge& bridge, TransferDialogs& dialogs);

} // namespace segue::ui
