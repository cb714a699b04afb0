// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class TransferDialogs;

/// What the dialogs were told is done by the engine, which says by itself how it went.
void wireTransfer(EngineBridge& bridge, TransferDialogs& dialogs);

} // namespace segue::ui
