// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/radio_strip.h"
#include "ui/words/format.h"
#include "ui/words/queue_text.h"

#include <memory>
#include <unordered_map>

namespace segue::ui {

namespace {

void wireLibraries(EngineBridge& bridge, QueueModel& model) {
    QObject::connect(&model, &QueueModel::songsWanted, &bridge, &EngineBridge::loadQueueSongs);
    QObject::connect(&bridge, &EngineBridge::queueSongsLoaded, &model, &QueueModel::takeSongs);
    QObject::connect(&model, &QueueModel::filesWanted, &bridge, &EngineBridge::describeFiles);
    QObject::connect(&bridge, &EngineBridge::filesDescribed, &model, &QueueModel::takeFiles);
    QObject::connect(&bridge, &EngineBridge::tracksChanged, &model,
                     [&model](const TracksChanged& event) { model.applyChanges(event.tracks); });
    QObject::connect(&bridge, &EngineBridge::tracksRemoved, &model,
                     [&model](const TracksRemoved& event) { model.removeTracks(event.tracks); });
    QObject::connect(&bridge, &EngineBridge::libraryRemoved, &model,
                     [&model](const LibraryRemoved& event) { model.removeLibrary(event.library); });
    QObject::connect(&bridge, &EngineBridge::librariesChanged, &model,
                     [&model](const LibrariesChanged& event) { model.setLibraries(event.libraries); });
}

/// By its tags, if somebody looked at it in the queue.
Track fileSong(const QueueModel& model, const std::filesystem::path& file) {
    const Track* const known = model.fileTrack(file);
    return known != nullptr ? *known : Track{.path = file, .title = file.stem().string()};
}

/// What the songs are called is asked for first.
void wireSaving(EngineBridge& bridge, QueuePage& page) {
    struct Saving {
        RequestId request = 0;
        std::vector<QueueSong> songs;
    };
    const auto saving = std::make_shared<Saving>();
    QObject::connect(&page, &QueuePage::saveWanted, &bridge, [&bridge, &page, saving] {
        saving->songs = page.songs();
        std::vector<TrackId> tracks;
        for (const QueueSong& song : saving->songs)
            if (song.track != 0)
                tracks.push_back(song.track);
        bridge.loadQueueSongs(tracks);
        saving->request = bridge.lastRequest();
    });
    QObject::connect(&bridge, &EngineBridge::queueSongsLoaded, &page, [&page, saving](const QueueSongsLoaded& event) {
        if (event.request != saving->request)
            return;
        saving->request = 0;
        std::unordered_map<TrackId, const Track*> known;
        for (const Track& track : event.songs)
            known.emplace(track.id, &track);
        std::vector<Track> songs;
        for (const QueueSong& song : saving->songs) {
            if (const auto found = known.find(song.track); found != known.end())
                songs.push_back(*found->second);
            else if (song.track == 0)
                songs.push_back(fileSong(page.model(), song.file));
        }
        Q_EMIT page.savePlaylistWanted(QueuePage::tr("Queue"), songs);
    });
}

} // namespace

void wireQueue(EngineBridge& bridge, QueuePage& page, PlaybackBar& bar, NoticeBoard& board) {
    wireLibraries(bridge, page.model());
    wireSaving(bridge, page);
    const auto tell = [&bridge, &board](const QString& sentence) {
        board.post({.level = BoardNotice::Level::information,
                    .sentence = sentence,
                    .matter = QStringLiteral("queue"),
                    .action = QueuePage::tr("Undo"),
                    .act = [&bridge] { bridge.undoQueue(); }});
    };
    QObject::connect(&bridge, &EngineBridge::radioChanged, &page.model(), &QueueModel::setRadio);
    QObject::connect(&bridge, &EngineBridge::radioChanged, &page.radio(), &RadioStrip::takeRadio);
    QObject::connect(&page.radio(), &RadioStrip::stopWanted, &bridge, &EngineBridge::stopRadio);
    QObject::connect(&bridge, &EngineBridge::queueChanged, &page, &QueuePage::takeQueue);
    QObject::connect(&bridge, &EngineBridge::queueChanged, &bar,
                     [&bar](const QueueChanged& event) { bar.showModes(event.queue.lists.isShuffled, event.queue.repeat); });
    QObject::connect(&bridge, &EngineBridge::playbackChanged, &page,
                     [&page](const PlaybackChanged& event) { page.takePlayback(event.status); });
    QObject::connect(&page, &QueuePage::jumpWanted, &bridge, &EngineBridge::jumpTo);
    QObject::connect(&page, &QueuePage::removeWanted, &bridge, [&bridge, tell](const std::vector<EntryId>& entries) {
        bridge.removeFromQueue(entries);
        tell(removedText(entries.size()));
    });
    QObject::connect(&page, &QueuePage::clearWanted, &bridge, [&bridge, tell] {
        bridge.clearQueue();
        tell(QueuePage::tr("The queue is empty now."));
    });
    // What a notice would undo is not the last change any more.
    const auto settle = [&board] { board.settle(QStringLiteral("queue")); };
    QObject::connect(&page, &QueuePage::moveWanted, &bridge,
                     [&bridge, settle](const std::vector<EntryId>& entries, const QueueTarget& target) {
                         bridge.moveInQueue(entries, target);
                         settle();
                     });
    QObject::connect(&page, &QueuePage::songsDropped, &bridge, [&bridge, tell](const std::vector<TrackId>& tracks, EntryId after) {
        std::vector<QueueSong> songs;
        for (const TrackId track : tracks)
            songs.push_back({.track = track});
        if (after == 0)
            bridge.addToQueue(songs);
        else
            bridge.insertInQueue(after, songs, false);
        tell(QueuePage::tr("%1 put into the queue.").arg(songsText(songs.size())));
    });
    QObject::connect(&page, &QueuePage::undoWanted, &bridge, [&bridge, settle] {
        bridge.undoQueue();
        settle();
    });
    QObject::connect(&page, &QueuePage::redoWanted, &bridge, [&bridge, settle] {
        bridge.redoQueue();
        settle();
    });
    QObject::connect(&bar, &PlaybackBar::shuffleWanted, &bridge, &EngineBridge::setShuffled);
    QObject::connect(&bar, &PlaybackBar::repeatWanted, &bridge, &EngineBridge::setRepeat);
    QObject::connect(&bar, &PlaybackBar::wholeWanted, &bridge, &EngineBridge::playWhole);
    QObject::connect(&bar, &PlaybackBar::previewEndWanted, &bridge, &EngineBridge::endPreview);
}

} // namespace segue::ui
