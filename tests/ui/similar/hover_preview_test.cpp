// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/example_songs.h"
#include "ui/settings/settings.h"
#include "ui/similar/hover_preview.h"

#include <QApplication>
#include <QListView>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTemporaryDir>
#include <QTest>

using namespace segue;
using namespace segue::ui;

namespace {

struct HoverFixture {
    HoverFixture() {
        view.setModel(&model);
        view.show();
        view.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&view));
    }
    void moveTo(int row) {
        const QPointF place = row < 0 ? QPointF(2, view.viewport()->height() - 2) : view.visualRect(model.index(row)).center();
        QMouseEvent move(QEvent::MouseMove, place, view.viewport()->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(view.viewport(), &move);
    }

    QTemporaryDir folder;
    Settings settings{folder.filePath(QStringLiteral("settings.ini"))};
    std::vector<Track> songs = test::exampleSongs(3);
    QStringListModel model{{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}};
    QListView view;
    HoverPreview hover{view, settings, [this](int row) { return std::optional(songs[static_cast<std::size_t>(row)]); }};
    QSignalSpy begun{&hover, &HoverPreview::previewWanted};
    QSignalSpy ended{&hover, &HoverPreview::endWanted};
};

} // namespace

TEST_CASE("a song is heard while the pointer rests on its row, where that is wanted") {
    HoverFixture f;
    f.settings.setHoverPreviews(true);
    f.moveTo(1);
    REQUIRE(f.begun.wait(10'000));
    CHECK(f.begun.at(0).at(0).value<playback::PlayItem>().track.id == f.songs[1].id);
    CHECK(f.begun.at(0).at(0).value<playback::PlayItem>().isPreview());
    f.moveTo(1);
    CHECK(f.ended.isEmpty());
    f.moveTo(-1);
    CHECK(f.ended.size() == 1);
}

TEST_CASE("a pointer that passes by, a listener who does not want it, and the song that plays begin no preview") {
    HoverFixture f;
    f.moveTo(0); // it is off
    f.settings.setHoverPreviews(true);
    f.moveTo(1);
    playback::PlaybackStatus playing;
    playing.item.track = f.songs[2];
    f.hover.takePlayback(playing);
    f.moveTo(2);
    CHECK_FALSE(f.begun.wait(1'500));
    CHECK(f.ended.isEmpty());
}

TEST_CASE("a click while a song is heard under the pointer keeps what it starts") {
    HoverFixture f;
    f.settings.setHoverPreviews(true);
    f.moveTo(0);
    REQUIRE(f.begun.wait(10'000));
    QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.visualRect(f.model.index(0)).center());
    f.moveTo(-1);
    CHECK(f.ended.isEmpty());
}
