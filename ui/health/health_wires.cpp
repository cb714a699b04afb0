// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/health_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/health/doubts_view.h"
#include "ui/health/health_page.h"
#include "ui/health/quality_view.h"
#include "ui/kit/notice_board.h"
#include "ui/playback/play_items.h"
#include "ui/words/health_text.h"

namespace segue::ui {

namespace {

QueueContext healthContext() {
    return {.kind = QueueContext::Kind::playlist, .name = HealthPage::tr("Library health").toStdString(), .id = 0};
}

/// Each answer is told with a button that takes it back.
void tellAnswer(EngineBridge& bridge, NoticeBoard& board, const GenreAnswersChanged& event) {
    const bool isUndoOffered = event.canUndo && event.answer != GenreAnswer::none;
    board.post({.level = BoardNotice::Level::information,
                .sentence = answeredText(event),
                .matter = QStringLiteral("genre answer"),
                .action = isUndoOffered ? HealthPage::tr("Undo") : QString(),
                .act = isUndoOffered ? std::function<void()>([&bridge] { bridge.undoGenreAnswer(); }) : std::function<void()>()});
}

void wireQuality(EngineBridge& bridge, QualityView& quality) {
    QObject::connect(&quality, &QualityView::measureWanted, &bridge, &EngineBridge::measureQuality);
    QObject::connect(&quality, &QualityView::cancelWanted, &bridge, &EngineBridge::cancelMeasuring);
    QObject::connect(&bridge, &EngineBridge::qualityProgressed, &quality, &QualityView::takeProgress);
    QObject::connect(&bridge, &EngineBridge::qualityMeasured, &quality, &QualityView::takeQuality);
}

} // namespace

void wireHealth(EngineBridge& bridge, HealthPage& page, NoticeBoard& board) {
    auto& doubts = page.doubts();
    QObject::connect(&doubts, &DoubtsView::doubtsWanted, &bridge, &EngineBridge::listGenreDoubts);
    QObject::connect(&doubts, &DoubtsView::answerWanted, &bridge, &EngineBridge::answerGenre);
    QObject::connect(&doubts, &DoubtsView::undoWanted, &bridge, &EngineBridge::undoGenreAnswer);
    QObject::connect(&doubts, &DoubtsView::playWanted, &bridge, [&bridge](const std::vector<QueueSong>& songs, std::size_t index) {
        bridge.playContext(songs, index, healthContext());
    });
    QObject::connect(&doubts, &DoubtsView::previewWanted, &bridge,
                     [&bridge](const Track& track) { bridge.preview({playItem(track, true)}, 0, healthContext()); });
    QObject::connect(&bridge, &EngineBridge::genreDoubtsLoaded, &doubts, &DoubtsView::takeDoubts);
    QObject::connect(&bridge, &EngineBridge::genresHeard, &doubts, &DoubtsView::takeProgress);
    QObject::connect(&bridge, &EngineBridge::genreAnswersChanged, &doubts,
                     [&bridge, &board, &doubts](const GenreAnswersChanged& event) {
                         tellAnswer(bridge, board, event);
                         Q_EMIT doubts.doubtsWanted();
                     });
    QObject::connect(&bridge, &EngineBridge::genreDoubtsExported, &doubts, [&board](const GenreDoubtsExported& event) {
        board.post({.level = BoardNotice::Level::information, .sentence = exportedText(event)});
    });
    wireQuality(bridge, page.quality());
}

} // namespace segue::ui
