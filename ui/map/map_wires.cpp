// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/kit/notice_board.h"
#include "ui/map/map_page.h"
#include "ui/map/path_page.h"

namespace segue::ui {

void wireMap(EngineBridge& bridge, MapPage& page, PathPage& path, NoticeBoard& board) {
    QObject::connect(&page, &MapPage::mapWanted, &bridge, &EngineBridge::loadMap);
    QObject::connect(&page, &MapPage::makeWanted, &bridge, &EngineBridge::makeMap);
    QObject::connect(&page, &MapPage::cancelWanted, &bridge, &EngineBridge::cancelMap);
    QObject::connect(&bridge, &EngineBridge::mapLoaded, &page, &MapPage::takeMap);
    QObject::connect(&bridge, &EngineBridge::mapProgressed, &page, &MapPage::takeProgress);
    QObject::connect(&bridge, &EngineBridge::recommendationsReady, &page, &MapPage::takeAnswer);
    QObject::connect(&bridge, &EngineBridge::tracksChanged, &page, [&page](const TracksChanged& event) {
        if (event.heard)
            page.songsChanged();
    });
    QObject::connect(&bridge, &EngineBridge::tracksRemoved, &page, &MapPage::songsChanged);
    QObject::connect(&bridge, &EngineBridge::libraryRemoved, &page, &MapPage::songsChanged);
    QObject::connect(&bridge, &EngineBridge::librariesChanged, &page, &MapPage::songsChanged);
    QObject::connect(&bridge, &EngineBridge::modelsChanged, &page, &MapPage::songsChanged);
    QObject::connect(&page, &MapPage::playWanted, &bridge, &EngineBridge::playContext);
    const auto tell = [&bridge, &board](const QString& sentence) {
        board.post({.level = BoardNotice::Level::information,
                    .sentence = sentence,
                    .matter = QStringLiteral("queue"),
                    .action = MapPage::tr("Undo"),
                    .act = [&bridge] { bridge.undoQueue(); }});
    };
    QObject::connect(&page, &MapPage::playNextWanted, &bridge,
                     [&bridge, tell](const std::vector<QueueSong>& songs, const QString& told) {
                         bridge.playNext(songs);
                         tell(told);
                     });
    const auto add = [&bridge, tell](const std::vector<QueueSong>& songs, const QString& told) {
        bridge.addToQueue(songs);
        tell(told);
    };
    QObject::connect(&page, &MapPage::addWanted, &bridge, add);
    QObject::connect(&path, &PathPage::addWanted, &bridge, add);
    QObject::connect(&path, &PathPage::playWanted, &bridge, &EngineBridge::playContext);
    QObject::connect(&path, &PathPage::pathWanted, &bridge, &EngineBridge::findPath);
    QObject::connect(&bridge, &EngineBridge::pathReady, &path, &PathPage::takePath);
    QObject::connect(&bridge, &EngineBridge::pathReady, &page, &MapPage::takePath);
    QObject::connect(&page, &MapPage::previewWanted, &bridge,
                     [&bridge](const playback::PlayItem& item) { bridge.preview({item}, 0, {}); });
    QObject::connect(&page, &MapPage::previewEndWanted, &bridge, &EngineBridge::endPreview);
}

} // namespace segue::ui
