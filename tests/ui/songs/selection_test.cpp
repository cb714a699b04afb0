// SPDX-License-Identifier: GPL-3.0-or-later
// Several songs of the table at once, and what the keys and the filter choose.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/playback/playback_bar.h"
#include "ui/songs/song_menu.h"
#include "ui/window/main_menu.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;

namespace {

using Songs = std::vector<QueueSong>;

struct SelectionFixture : test::WindowFixture {
    explicit SelectionFixture(std::size_t count = 60) {
        open(test::exampleSongs(count));
        window.activateWindow();
        view().setFocus();
        QApplication::processEvents();
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers) {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, view().visualRect(view().model()->index(row, 1)).center());
    }
    std::vector<int> rows() { return view().selectedRows(); }
    std::vector<TrackId> idsOf(const Songs& songs) {
        std::vector<TrackId> ids;
        for (const auto& song : songs)
            ids.push_back(song.track);
        return ids;
    }
    TrackId idAt(int row) { return pane().model().idOf(row); }
    QLineEdit& filter() { return *pane().findChild<QLineEdit*>(); }
    SongMenu& openMenu(int row) {
        emit view().menuWanted(row, window.mapToGlobal(QPoint(100, 100)));
        auto* menu = window.findChild<SongMenu*>();
        REQUIRE(menu);
        return *menu;
    }
    static QAction* actionOf(const QMenu& menu, const QString& start) {
        for (auto* action : menu.actions())
            if (action->text().startsWith(start))
                return action;
        return nullptr;
    }
};

} // namespace

TEST_CASE("several songs are chosen with Ctrl, Shift and Ctrl+A, and the list of similar ones stays meanwhile") {
    SelectionFixture f;
    f.click(2);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    f.clickRow(5, Qt::ControlModifier);
    f.clickRow(7, Qt::ControlModifier);
    CHECK(f.rows() == std::vector{2, 5, 7});
    f.clickRow(9, Qt::ShiftModifier);
    CHECK(f.rows() == std::vector{2, 5, 7, 8, 9});
    QTest::keyClick(&f.view(), Qt::Key_A, Qt::ControlModifier);
    CHECK(f.rows().size() == 60);
    CHECK(queries.isEmpty());
    f.click(3);
    CHECK(f.rows() == std::vector{3});
    CHECK(queries.size() == 1);
    QTest::keyClick(&f.view(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&f.view(), Qt::Key_Down, Qt::ShiftModifier);
    CHECK(f.rows() == std::vector{3, 4, 5});
    CHECK(queries.size() == 1);
}

TEST_CASE("a song that is gone to from elsewhere is the only one chosen, though a key is held") {
    SelectionFixture f(60);
    f.click(2);
    const auto held = GENERATE(Qt::Key_Control, Qt::Key_Shift);
    QTest::keyPress(&f.view(), held, held == Qt::Key_Control ? Qt::ControlModifier : Qt::ShiftModifier);
    f.window.pages().library().showSong(f.pane().model().track(2));
    CHECK(f.rows() == std::vector{2});
    f.window.pages().library().showSong(f.pane().model().track(7));
    CHECK(f.rows() == std::vector{7});
    QTest::keyRelease(&f.view(), held);
}

TEST_CASE("what is chosen is counted, and survives the filter, a sort and changes as far as it is shown") {
    SelectionFixture f(200);
    f.click(2);
    f.clickRow(5, Qt::ControlModifier);
    f.clickRow(7, Qt::ControlModifier);
    std::set<TrackId> chosen;
    for (const int row : f.rows())
        chosen.insert(f.idAt(row));
    const auto isChosen = [&] {
        std::set<TrackId> now;
        for (const int row : f.rows())
            now.insert(f.idAt(row));
        return now == chosen;
    };
    bool isCounted = false;
    for (const auto* label : f.pane().findChildren<QLabel*>())
        isCounted = isCounted || label->text().contains("3 chosen");
    CHECK(isCounted);
    f.view().sortByColumn(static_cast<int>(SongColumn::title), Qt::DescendingOrder);
    CHECK(isChosen());
    f.say(TracksChanged{{f.pane().model().track(0)}});
    CHECK(isChosen());
    auto added = test::exampleSongs(201);
    f.say(TracksChanged{{added.back()}});
    CHECK(isChosen());
    f.say(TracksLoaded{f.bridge.lastRequest(), 1, test::exampleSongs(200)});
    CHECK(isChosen());
    f.filter().setText("zzzz");
    CHECK(f.rows().empty());
}

TEST_CASE("play, play next and stars are for all that are chosen") {
    SelectionFixture f;
    f.click(2);
    f.clickRow(5, Qt::ControlModifier);
    f.clickRow(7, Qt::ControlModifier);
    const std::vector expected{f.idAt(2), f.idAt(5), f.idAt(7)};
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    QTest::keyClick(&f.view(), Qt::Key_Return);
    REQUIRE(plays.size() == 1);
    CHECK(f.idsOf(plays[0][0].value<Songs>()) == expected);
    CHECK(plays[0][1].value<std::size_t>() == 0);

    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = test::exampleSongs(60)[20];
    f.say(PlaybackChanged{status});
    auto& menu = f.openMenu(5);
    CHECK(f.actionOf(menu, "Recommend from these"));
    CHECK_FALSE(f.actionOf(menu, "Recommend from this"));
    QSignalSpy next(&f.library(), &LibraryPage::playNextWanted);
    QSignalSpy rates(&f.library(), &LibraryPage::rateWanted);
    REQUIRE(f.actionOf(menu, "Play 3 songs next"));
    f.actionOf(menu, "Play 3 songs next")->trigger();
    REQUIRE(next.size() == 1);
    CHECK(f.idsOf(next[0][0].value<Songs>()) == expected);
    CHECK(next[0][1] == "3 songs play next.");
    QSignalSpy added(&f.library(), &LibraryPage::addWanted);
    REQUIRE(f.actionOf(menu, "Add 3 songs to queue"));
    f.actionOf(menu, "Add 3 songs to queue")->trigger();
    REQUIRE(added.size() == 1);
    CHECK(f.idsOf(added[0][0].value<Songs>()) == expected);
    emit menu.rated(4);
    std::vector<TrackId> rated;
    for (const auto& one : rates)
        rated.push_back(one[0].toLongLong());
    CHECK(rated == expected);
    menu.close();
    QApplication::processEvents();
    QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

    auto& single = f.openMenu(30); // a row that is not chosen
    CHECK(f.actionOf(single, "Recommend from"));
    f.actionOf(single, "Play next")->trigger();
    CHECK(f.idsOf(next.last()[0].value<Songs>()) == std::vector{f.idAt(30)});
}

TEST_CASE("after a start Space and Play play the chosen song, else the first one") {
    SelectionFixture f;
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    SECTION("nothing is chosen") {
        emit f.window.findChild<MainMenu*>()->toggleWanted();
        REQUIRE(plays.size() == 1);
        const auto items = plays[0][0].value<Songs>();
        CHECK(items[plays[0][1].value<std::size_t>()].track == f.idAt(0));
        CHECK(items.size() > 1);
    }
    SECTION("a song is chosen") {
        f.click(6);
        emit f.window.findChild<MainMenu*>()->toggleWanted();
        REQUIRE(plays.size() == 1);
        CHECK(plays[0][0].value<Songs>()[plays[0][1].value<std::size_t>()].track == f.idAt(6));
    }
    SECTION("Space itself, over the table") {
        f.click(6);
        QTest::keyClick(&f.view(), Qt::Key_Space);
        QApplication::processEvents();
        REQUIRE(plays.size() == 1);
        CHECK(f.rows() == std::vector{6});
    }
    SECTION("no library has songs") {
        f.say(TracksLoaded{f.bridge.lastRequest(), 1, std::vector<Track>{}});
        emit f.window.findChild<MainMenu*>()->toggleWanted();
        CHECK(plays.isEmpty());
    }
}

TEST_CASE("Down leads from the filter to the first song found, Return plays it") {
    SelectionFixture f(300);
    f.click(200 % 10);
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    f.library().findSong();
    QTest::keyClicks(&f.filter(), "night");
    REQUIRE(f.pane().model().rowCount() > 2);
    SECTION("Down") {
        QTest::keyClick(&f.filter(), Qt::Key_Down);
        CHECK(QApplication::focusWidget() == &f.view());
        CHECK(f.rows() == std::vector{0});
        QTest::keyClick(&f.view(), Qt::Key_Down);
        CHECK(f.rows() == std::vector{1});
        CHECK(plays.isEmpty());
    }
    SECTION("Return") {
        QTest::keyClick(&f.filter(), Qt::Key_Return);
        REQUIRE(plays.size() == 1);
        CHECK(plays[0][0].value<Songs>()[plays[0][1].value<std::size_t>()].track == f.idAt(0));
        CHECK(f.rows() == std::vector{0});
    }
    SECTION("nothing found") {
        f.filter().setText("zzzz");
        QTest::keyClick(&f.filter(), Qt::Key_Down);
        QTest::keyClick(&f.filter(), Qt::Key_Return);
        CHECK(plays.isEmpty());
    }
}

TEST_CASE("columns stay where they are when the scroll bar comes and goes") {
    SelectionFixture f(300);
    const auto places = [&] {
        std::vector<int> all;
        for (int column = 0; column < kSongColumns; ++column)
            all.push_back(f.view().header()->sectionViewportPosition(column));
        return all;
    };
    QApplication::processEvents();
    REQUIRE(f.view().verticalScrollBar()->isVisible());
    const auto before = places();
    f.filter().setText(f.pane().model().index(4, 1).data().toString());
    QApplication::processEvents();
    REQUIRE(f.pane().model().rowCount() > 0);
    REQUIRE_FALSE(f.view().verticalScrollBar()->isVisible());
    CHECK(places() == before);
    f.filter().clear();
    QApplication::processEvents();
    CHECK(places() == before);
}
