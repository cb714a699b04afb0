// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"

namespace segue::ui {

void wireSettings(EngineBridge& bridge, Settings& settings) {
    QObject::connect(&settings, &Settings::workersChanged, &bridge, &EngineBridge::setWorkers);
    QObject::connect(&settings, &Settings::pauseOnBatteryChanged, &bridge, &EngineBridge::setPauseOnBattery);
    QObject::connect(&settings, &Settings::outlinesChanged, &bridge, &EngineBridge::setOutlinesWanted);
    QObject::connect(&settings, &Settings::watchingChanged, &bridge, &EngineBridge::setWatchWanted);
}

} // namespace segue::ui
