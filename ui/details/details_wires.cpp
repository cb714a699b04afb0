// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/details_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/details/details_page.h"
#include "ui/kit/notice_board.h"

namespace segue::ui {

void wireDetails(EngineBridge& bridge, DetailsPage& page, NoticeBoard& board) {
    QObject::connect(&page, &DetailsPage::coverWanted, &bridge, &EngineBridge::loadCover);
    QObject::connect(&page, &DetailsPage::detailsWanted, &bridge, &EngineBridge::loadDetails);
    QObject::connect(&page, &DetailsPage::extrasWanted, &bridge, &EngineBridge::loadExtras);
    QObject::connect(&bridge, &EngineBridge::songExtrasLoaded, &page, &DetailsPage::takeExtras);
    QObject::connect(&page, &DetailsPage::outlineWanted, &bridge, &EngineBridge::loadOutline);
    QObject::connect(&page, &DetailsPage::tilesWanted, &bridge, &EngineBridge::loadSpectrogram);
    QObject::connect(&page, &DetailsPage::playWanted, &bridge, &EngineBridge::playContext);
    QObject::connect(&page, &DetailsPage::seekWanted, &bridge, &EngineBridge::seek);
    QObject::connect(&page, &DetailsPage::stretchWanted, &bridge, [&bridge](const Track& track, const SongSpan& stretch) {
        bridge.preview({{.track = track, .start = stretch.start, .length = stretch.length}}, 0, {});
    });
    QObject::connect(&page, &DetailsPage::toggleWanted, &bridge, &EngineBridge::togglePlay);
    QObject::connect(&page, &DetailsPage::rateWanted, &bridge, &EngineBridge::rate);
    QObject::connect(&bridge, &EngineBridge::libraryRemoved, &page, [&page](const LibraryRemoved& event) {
        if (page.dropLibrary(event.library))
            Q_EMIT page.emptied();
    });
    QObject::connect(&page, &DetailsPage::noticed, &board, &NoticeBoard::post);
    QObject::connect(&bridge, &EngineBridge::coverLoaded, &page, &DetailsPage::takeCover);
    QObject::connect(&bridge, &EngineBridge::songDetailsLoaded, &page, &DetailsPage::takeDetails);
    QObject::connect(&bridge, &EngineBridge::outlineLoaded, &page, &DetailsPage::takeOutline);
    QObject::connect(&bridge, &EngineBridge::spectrogramTileLoaded, &page, &DetailsPage::takeTile);
    QObject::connect(&bridge, &EngineBridge::tracksChanged, &page,
                     [&page](const TracksChanged& event) { page.applyChanges(event.tracks); });
    QObject::connect(&bridge, &EngineBridge::playbackChanged, &page,
                     [&page](const PlaybackChanged& event) { page.takePlayback(event.status); });
}

} // namespace segue::ui
