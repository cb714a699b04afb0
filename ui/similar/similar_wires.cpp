// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/similar_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/play_items.h"
#include "ui/similar/recommendation_panel.h"
#include "ui/words/format.h"
#include "ui/words/list_text.h"

#include <memory>

namespace segue::ui {

namespace {

/// Songs that were dropped are numbers: what they are is asked for first.
void wireDrops(EngineBridge& bridge, RecommendationPanel& panel) {
    struct Dropped {
        RequestId request = 0;
        SeedRole role = SeedRole::also;
    };
    const auto dropped = std::make_shared<Dropped>();
    QObject::connect(&panel, &RecommendationPanel::songsDropped, &bridge,
                     [&bridge, dropped](const std::vector<TrackId>& songs, SeedRole role) {
                         bridge.loadQueueSongs(spread(songs));
                         *dropped = {.request = bridge.lastRequest(), .role = role};
                     });
    QObject::connect(&bridge, &EngineBridge::queueSongsLoaded, &panel, [&panel, dropped](const QueueSongsLoaded& event) {
        if (dropped->request == 0 || event.request != dropped->request)
            return;
        dropped->request = 0;
        std::vector<Track> inOrder;
        for (const TrackId asked : event.asked)
            for (const Track& song : event.songs)
                if (song.id == asked) {
                    inOrder.push_back(song);
                    break;
                }
        panel.takeSeeds(inOrder, dropped->role);
    });
}

} // namespace

void wireSimilar(EngineBridge& bridge, RecommendationPanel& panel) {
    QObject::connect(&panel, &RecommendationPanel::queryWanted, &bridge, &EngineBridge::recommend);
    QObject::connect(&panel, &RecommendationPanel::toggleWanted, &bridge, &EngineBridge::togglePlay);
    QObject::connect(&panel, &RecommendationPanel::versionWanted, &bridge,
                     [&bridge](const Track& version) { bridge.preview({playItem(version, true)}, 0, {}); });
    QObject::connect(&panel, &RecommendationPanel::momentsWanted, &bridge, &EngineBridge::findMoments);
    QObject::connect(&panel, &RecommendationPanel::momentWanted, &bridge,
                     [&bridge](const playback::PlayItem& item) { bridge.preview({item}, 0, {}); });
    QObject::connect(&panel, &RecommendationPanel::comparisonWanted, &bridge, &EngineBridge::compare);
    QObject::connect(&bridge, &EngineBridge::momentsFound, &panel, &RecommendationPanel::showMoments);
    wireDrops(bridge, panel);
    QObject::connect(&bridge, &EngineBridge::libraryRemoved, &panel,
                     [&panel](const LibraryRemoved& event) { panel.dropLibrary(event.library); });
    QObject::connect(&bridge, &EngineBridge::recommendationsReady, &panel, &RecommendationPanel::showAnswer);
    QObject::connect(&bridge, &EngineBridge::feedbackChanged, &panel, [&panel](const FeedbackChanged&) { panel.takeFeedback(); });
}

void sayOf(EngineBridge& bridge, NoticeBoard& board, FeedbackKind kind, const Track& track) {
    if (track.id == 0)
        return;
    // What was said last is the first of what is known: that is what Undo takes back.
    auto* once = new QObject(&board);
    const QString words = feedbackDoneText(kind, text(track.title), text(track.artist), text(track.album));
    QObject::connect(&bridge, &EngineBridge::feedbackChanged, once, [&bridge, &board, once, words](const FeedbackChanged& event) {
        once->deleteLater();
        QObject::disconnect(&bridge, nullptr, once, nullptr);
        if (event.all.empty())
            return;
        board.post({.sentence = words,
                    .matter = QStringLiteral("feedback"),
                    .action = QObject::tr("Undo"),
                    .act = [&bridge, id = event.all.front().id] { bridge.takeBackFeedback(id); }});
    });
    bridge.sayOf(kind, track.id);
}

} // namespace segue::ui
