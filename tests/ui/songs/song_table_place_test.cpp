// SPDX-License-Identifier: GPL-3.0-or-later
// Where the listener is in the song table: the row that is chosen, and the row that is at the top.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"

#include <QScrollBar>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;

namespace {

constexpr QSize kNarrow{500, 700};

/// A window that shows songs, at the top of which the table can be found again.
struct TableFixture : test::WindowFixture {
    TableFixture(QSize size, std::size_t count)
        : WindowFixture(size)
        , songs(test::exampleSongs(count)) {
        open(songs);
        window.activateWindow();
        QApplication::processEvents();
    }

    int current() { return view().currentIndex().row(); }
    int scrolled() { return view().verticalScrollBar()->value(); }
    TrackId top() { return pane().model().track(view().rowAt(0)).id; }
    TrackId idAt(int row) { return pane().model().track(row).id; }
    void press(Qt::Key key) { QTest::keyClick(&view(), key); }
    void scrollTo(int pixels) {
        view().verticalScrollBar()->setValue(pixels);
        QApplication::processEvents();
    }
    bool isInSight(int row) {
        const int y = view().rowViewportPosition(row);
        return y >= 0 && y + view().rowHeight(row) <= view().viewport()->height();
    }
    void removeRows(int from, int to) {
        std::vector<TrackId> gone;
        for (int row = from; row < to; ++row)
            gone.push_back(idAt(row));
        say(TracksRemoved{gone});
    }

    std::vector<Track> songs;
};

} // namespace

TEST_CASE("the keys move from song to song in a narrow window, and the table scrolls along") {
    TableFixture f(kNarrow, 500);
    f.pane().focusTable();
    CHECK(f.current() == 0);
    f.press(Qt::Key_Down);
    f.press(Qt::Key_Down);
    CHECK(f.current() == 2);
    f.press(Qt::Key_End);
    CHECK(f.current() == 499);
    CHECK(f.isInSight(499));
    f.press(Qt::Key_Up);
    CHECK(f.current() == 498);
    f.press(Qt::Key_Home);
    CHECK(f.current() == 0);
    CHECK(f.scrolled() == 0);
    f.press(Qt::Key_PageDown);
    CHECK(f.current() > 3);
}

TEST_CASE("the keys move on after the filter in a narrow window, set or cleared") {
    TableFixture f(kNarrow, 500);
    f.view().setFilter("night");
    f.pane().focusTable();
    f.press(Qt::Key_Down);
    CHECK(f.current() == 1);
    f.view().setFilter("");
    const int row = f.current();
    CHECK(f.isInSight(row));
    f.press(Qt::Key_Down);
    CHECK(f.current() == row + 1);
}

TEST_CASE("the keys move on from a cell whose column has been hidden") {
    TableFixture f({1100, 700}, 100);
    f.view().setCurrentIndex(f.view().model()->index(5, 0));
    SECTION("by the listener") { f.view().setColumnHidden(0, true); }
    SECTION("by the narrow window") {
        f.window.resize(kNarrow);
        QApplication::processEvents();
    }
    f.press(Qt::Key_Down);
    CHECK(f.current() == 6);
    f.press(Qt::Key_End);
    CHECK(f.current() == 99);
    CHECK(f.isInSight(99));
}

TEST_CASE("a song chosen from elsewhere comes into sight in a narrow window") {
    TableFixture f(kNarrow, 500);
    f.view().chooseTrack(f.idAt(250));
    CHECK(f.current() == 250);
    CHECK(f.isInSight(250));
}

TEST_CASE("a narrow table stays where it is scrolled to while songs change, appear and go") {
    TableFixture f(kNarrow, 500);
    f.scrollTo(4321);
    const TrackId top = f.top();
    for (std::size_t i = 400; i < 430; ++i) {
        f.songs[i].heardGenre = "Folk";
        f.say(TracksChanged{{f.songs[i]}});
    }
    CHECK(f.scrolled() == 4321);
    auto more = test::exampleSongs(560);
    f.say(TracksChanged{{more.begin() + 500, more.end()}});
    CHECK(f.top() == top);
    f.removeRows(0, 10);
    CHECK(f.top() == top);
}

TEST_CASE("a table that is scrolled to the right stays there while songs change") {
    TableFixture f({1100, 700}, 500);
    for (int column = 0; column < kSongColumns; ++column)
        f.view().setColumnHidden(column, false);
    QApplication::processEvents();
    auto* across = f.view().horizontalScrollBar();
    across->setValue(across->maximum());
    f.scrollTo(4321);
    const int before = across->value();
    REQUIRE(before > 0);
    f.songs[400].heardGenre = "Folk";
    f.say(TracksChanged{{f.songs[400]}});
    CHECK(across->value() == before);
    CHECK(f.scrolled() == 4321);
}

TEST_CASE("a table that shows its beginning goes on showing it, wherever the chosen song is") {
    TableFixture f({1100, 700}, 2000);
    f.view().chooseTrack(f.idAt(1500));
    const TrackId chosen = f.idAt(1500);
    f.scrollTo(0);
    SECTION("when the songs are loaded anew") { f.view().setTracks(f.songs); }
    SECTION("when many go at once") { f.removeRows(100, 200); }
    SECTION("when a few go, the first one among them") { f.removeRows(0, 3); }
    QApplication::processEvents();
    CHECK(f.scrolled() == 0);
    CHECK(f.idAt(f.current()) == chosen);
}

TEST_CASE("when the song at the top goes, the nearest that is left takes its place") {
    TableFixture f({1100, 700}, 1000);
    f.view().chooseTrack(f.idAt(5));
    f.view().scrollTo(f.view().model()->index(500, 1), QAbstractItemView::PositionAtTop);
    QApplication::processEvents();
    REQUIRE(f.top() == f.idAt(500));
    SECTION("one below it") {
        const TrackId next = f.idAt(600);
        f.removeRows(450, 600);
        CHECK(f.top() == next);
    }
    SECTION("else one above it, in sight at the end") {
        f.removeRows(500, 1000);
        CHECK(f.isInSight(499));
    }
}

TEST_CASE("a library that is shown again shows the song that was chosen in it") {
    TableFixture f({1100, 700}, 500);
    f.view().chooseTrack(f.idAt(400));
    f.view().setTracks({});
    f.view().setTracks(f.songs);
    QApplication::processEvents();
    CHECK(f.current() == 400);
    CHECK(f.isInSight(400));
}

TEST_CASE("a click on a header keeps the chosen song when another no longer matches the filter") {
    TableFixture f({1100, 700}, 300);
    f.view().setFilter("night");
    f.click(2);
    const TrackId chosen = f.idAt(2);
    const int before = f.pane().model().rowCount();
    QSignalSpy seeds(&f.view(), &SongTableView::trackChosen);
    const auto retag = [&](int row) {
        Track track = f.pane().model().track(row);
        track.title = track.artist = track.album = "zzz";
        track.genre = track.heardGenre = "";
        f.say(TracksChanged{{track}});
    };
    retag(5);
    CHECK(f.pane().model().rowCount() == before);
    f.view().sortByColumn(static_cast<int>(SongColumn::title), Qt::AscendingOrder);
    CHECK(f.pane().model().rowCount() == before - 1);
    REQUIRE(f.view().currentIndex().isValid());
    CHECK(f.idAt(f.current()) == chosen);
    CHECK(f.view().selectionModel()->isRowSelected(f.current(), {}));

    retag(f.current()); // the chosen one itself: no other takes its place unasked
    f.view().sortByColumn(static_cast<int>(SongColumn::length), Qt::AscendingOrder);
    CHECK(f.view().selectedRows().empty());
    CHECK(seeds.isEmpty());
}
