// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/settings/start_folders.h"
#include "ui/words/format.h"

namespace segue::ui {

void wireSettings(EngineBridge& bridge, Settings& settings) {
    QObject::connect(&bridge, &EngineBridge::engineChanged, &bridge, [&bridge, &settings] {
        std::vector<std::filesystem::path> folders;
        for (const QString& folder : settings.startFolders().toLookFor())
            folders.push_back(toPath(folder));
        bridge.findFolders(folders);
    });
    QObject::connect(&bridge, &EngineBridge::foldersFound, &settings, [&settings](const FoldersFound& event) {
        QStringList folders;
        for (const auto& folder : event.folders)
            folders << pathText(folder);
        settings.startFolders().setThere(folders);
    });
    QObject::connect(&bridge, &EngineBridge::engineChanged, &bridge, [&bridge, &settings] { bridge.setRadio(settings.radio()); });
    QObject::connect(&settings, &Settings::radioChanged, &bridge, &EngineBridge::setRadio);
    QObject::connect(&settings, &Settings::workersChanged, &bridge, &EngineBridge::setWorkers);
    QObject::connect(&settings, &Settings::pauseOnBatteryChanged, &bridge, &EngineBridge::setPauseOnBattery);
    QObject::connect(&settings, &Settings::outlinesChanged, &bridge, &EngineBridge::setOutlinesWanted);
    QObject::connect(&settings, &Settings::watchingChanged, &bridge, &EngineBridge::setWatchWanted);
    QObject::connect(&settings, &Settings::guessCodePageChanged, &bridge, &EngineBridge::setGuessCodePage);
    QObject::connect(&settings, &Settings::coverMegabytesChanged, &bridge,
                     [&bridge](int megabytes) { bridge.limitCoverShelf(static_cast<std::uint64_t>(megabytes) * 1'000'000); });
}

} // namespace segue::ui
