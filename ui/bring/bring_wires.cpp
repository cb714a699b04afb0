// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bring/bring_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/bring/bring_dialog.h"

namespace segue::ui {

void wireBringing(EngineBridge& bridge, BringDialog& dialog) {
    QObject::connect(&bridge, &EngineBridge::sourcesFound, &dialog, &BringDialog::showSources);
    QObject::connect(&bridge, &EngineBridge::bringProgressed, &dialog, &BringDialog::showProgress);
    QObject::connect(&bridge, &EngineBridge::bringPlanned, &dialog, &BringDialog::showPlan);
    QObject::connect(&bridge, &EngineBridge::bringDone, &dialog, &BringDialog::showDone);
    QObject::connect(&bridge, &EngineBridge::bringUndone, &dialog, &BringDialog::showUndone);
    QObject::connect(&dialog, &BringDialog::findWanted, &bridge, &EngineBridge::findSources);
    QObject::connect(&dialog, &BringDialog::planWanted, &dialog,
                     [&bridge, &dialog](auto source, const auto& file, const auto& options) {
                         dialog.expect(bridge.planBringing(source, file, options));
                     });
    QObject::connect(&dialog, &BringDialog::bringWanted, &dialog,
                     [&bridge, &dialog](auto source, const auto& file, const auto& options) {
                         dialog.expect(bridge.bringAlong(source, file, options));
                     });
    QObject::connect(&dialog, &BringDialog::undoWanted, &bridge, &EngineBridge::undoBringing);
    QObject::connect(&dialog, &BringDialog::cancelWanted, &bridge, &EngineBridge::cancelBringing);
    bridge.findSources();
}

} // namespace segue::ui
