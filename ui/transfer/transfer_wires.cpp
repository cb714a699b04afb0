// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/transfer_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/transfer/transfer_dialogs.h"

namespace segue::ui {

void wireTransfer(EngineBridge& bridge, TransferDialogs& dialogs) {
    QObject::connect(&dialogs, &TransferDialogs::exportWanted, &bridge, &EngineBridge::exportLibraries);
    QObject::connect(&dialogs, &TransferDialogs::importWanted, &bridge, &EngineBridge::importLibraries);
    QObject::connect(&dialogs, &TransferDialogs::doubtsWanted, &bridge, &EngineBridge::exportGenreDoubts);
    QObject::connect(&dialogs, &TransferDialogs::playlistWanted, &bridge, &EngineBridge::savePlaylist);
}

} // namespace segue::ui
