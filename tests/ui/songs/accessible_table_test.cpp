// SPDX-License-Identifier: GPL-3.0-or-later
// What a screen reader finds in the lists, while their rows come and go.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/problems/problems_page.h"
#include "ui/similar/recommendation_view.h"

#include <QAccessible>
#include <QListView>

using namespace segue;
using namespace segue::ui;

namespace {

QAccessibleInterface* interfaceOf(QObject& object) { return QAccessible::queryAccessibleInterface(&object); }

/// Everything that a reader may ask of a cell.
QString readAll(QAccessibleInterface* cell) {
    if (!cell || !cell->isValid())
        return {};
    (void)cell->rect();
    (void)cell->role();
    (void)cell->state();
    if (auto* place = cell->tableCellInterface()) {
        (void)place->rowIndex();
        (void)place->columnIndex();
        (void)place->isSelected();
        (void)place->columnHeaderCells();
    }
    CHECK(cell->parent());
    return cell->text(QAccessible::Name);
}

struct AccessibleFixture : test::WindowFixture {
    explicit AccessibleFixture(std::size_t count)
        : songs(test::exampleSongs(count)) {
        open(songs);
    }
    QAccessibleTableInterface& table() { return *interfaceOf(view())->tableInterface(); }

    std::vector<Track> songs;
};

} // namespace

TEST_CASE("each row of the song table is one sentence to a screen reader, each cell what is painted in it") {
    AccessibleFixture f(60);
    f.songs[3].rating = 4;
    f.songs[3].title = "Jóga";
    f.songs[3].artist = "Björk";
    f.songs[3].album = "Homogenic";
    f.songs[3].duration = std::chrono::seconds{201};
    f.say(TracksChanged{{f.songs[3]}});
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = f.songs[3];
    f.say(PlaybackChanged{status});
    const int row = f.pane().model().rowOf(f.songs[3].id);
    CHECK(f.table().rowDescription(row) == "Jóga, Björk, Homogenic, 4 stars, 3:21, playing");
    CHECK(f.table().cellAt(row, static_cast<int>(SongColumn::rating))->text(QAccessible::Name) == "4 stars of 5");
    CHECK(f.table().cellAt(row, static_cast<int>(SongColumn::title))->text(QAccessible::Name) == "Jóga");
    CHECK(f.table().columnDescription(static_cast<int>(SongColumn::album)) == "Album");
    f.window.activateWindow();
    f.view().chooseTrack(f.songs[3].id);
    f.view().setFocus();
    auto* focused = interfaceOf(f.view())->focusChild();
    REQUIRE(focused);
    CHECK(focused->text(QAccessible::Name) == "Jóga, Björk, Homogenic, 4 stars, 3:21, playing");
    CHECK(focused->state().focused);
    CHECK(focused->state().selected);
}

TEST_CASE("a table without a current row can be walked") {
    AccessibleFixture f(40);
    f.view().selectionModel()->clear();
    auto* whole = interfaceOf(f.view());
    REQUIRE(whole);
    CHECK(whole->focusChild() == nullptr);
    CHECK(f.table().rowCount() == 40);
    CHECK(f.table().columnCount() == kSongColumns);
    for (int number = 0; number < whole->childCount(); ++number) {
        auto* child = whole->child(number);
        REQUIRE(child);
        REQUIRE(whole->indexOfChild(child) == number);
        (void)readAll(child);
    }
    for (int row = 0; row < 40; ++row)
        for (int column = 0; column < kSongColumns; ++column) {
            auto* cell = f.table().cellAt(row, column);
            REQUIRE(cell);
            CHECK(cell->tableCellInterface()->rowIndex() == row);
            CHECK(cell->tableCellInterface()->columnIndex() == column);
            CHECK(cell == f.table().cellAt(row, column));
        }
    CHECK_FALSE(f.table().cellAt(40, 0));
    CHECK_FALSE(f.table().cellAt(0, kSongColumns));
    CHECK_FALSE(f.table().cellAt(-1, -1));
    CHECK_FALSE(whole->child(-1));
    CHECK_FALSE(whole->child(whole->childCount()));
    CHECK(whole->indexOfChild(nullptr) == -1);
}

TEST_CASE("50,000 rows are walked while the table is loaded anew, filtered, sorted and emptied") {
    AccessibleFixture f(50'000);
    auto* held = f.table().cellAt(49'999, 1);
    REQUIRE(held->isValid());
    int steps = 0;
    const auto change = [&](int row) {
        switch (row / 4'000 % 5) {
        case 0:
            return f.say(TracksLoaded{f.bridge.lastRequest(), 1, f.songs});
        case 1:
            return f.view().setFilter(QStringLiteral("a"));
        case 2:
            return f.view().setFilter({});
        case 3:
            return f.view().sortByColumn(static_cast<int>(SongColumn::title),
                                         row % 8'000 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
        default:
            return f.say(TracksRemoved{{f.pane().model().idOf(0), f.pane().model().idOf(1)}});
        }
    };
    for (int row = 0; row < f.table().rowCount(); ++row) {
        auto* cell = f.table().cellAt(row, row % kSongColumns);
        REQUIRE(cell);
        if (row % 4'000 == 0)
            change(row); // the cell is held meanwhile
        if (cell->isValid())
            (void)readAll(cell);
        else
            CHECK(cell->state().invalid);
        if (row % 7 == 0)
            CHECK(f.table().rowDescription(std::min(row, f.table().rowCount() - 1)).contains(", "));
        ++steps;
    }
    CHECK(steps > 40'000);
    auto* last = f.table().cellAt(f.table().rowCount() - 1, 1);
    f.say(TracksLoaded{f.bridge.lastRequest(), 1, std::vector<Track>{}});
    CHECK(f.table().rowCount() == 0);
    CHECK_FALSE(last->isValid());
    CHECK(last->text(QAccessible::Name).isEmpty());
    CHECK(last->rect().isNull());
    CHECK_FALSE(f.table().cellAt(0, 0));
    CHECK(interfaceOf(f.view())->childCount() == kSongColumns + 1); // the header
}

TEST_CASE("events of the table name the cells that they are about") {
    AccessibleFixture f(60);
    QAccessible::setActive(true);
    f.window.activateWindow();
    f.view().setFocus();
    for (const int row : {5, 6, 30, 2}) {
        f.view().chooseTrack(f.pane().model().idOf(row));
        f.view().selectAll();
        f.view().clearSelection();
        const auto current = f.view().currentIndex();
        // As QTableView numbers them.
        const int number = (current.row() + 1) * (kSongColumns + 1) + current.column() + 1;
        QAccessibleEvent event(&f.view(), QAccessible::Focus);
        event.setChild(number);
        REQUIRE(event.accessibleInterface());
        CHECK(event.accessibleInterface()->tableCellInterface()->rowIndex() == row);
    }
    f.view().setFilter(QStringLiteral("night"));
    f.view().setTracks({});
    QAccessible::setActive(false);
}

TEST_CASE("the other lists can be walked, too, and every one has a name") {
    AccessibleFixture f(60);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), f.songs, 4, 5));
    Problem problem;
    problem.path = "/music/broken.mp3";
    problem.reason = "It is broken.";
    f.window.pages().problems().takeProblems({.request = 0, .problems = {problem}});
    auto* list = f.panel().findChild<RecommendationView*>();
    for (QAbstractItemView* view :
         {static_cast<QAbstractItemView*>(list), static_cast<QAbstractItemView*>(&f.window.sidebar().list()),
          static_cast<QAbstractItemView*>(&f.window.pages().problems().list())}) {
        auto* whole = interfaceOf(*view);
        REQUIRE(whole);
        CHECK_FALSE(whole->text(QAccessible::Name).isEmpty());
        CHECK(whole->role() == QAccessible::List);
        REQUIRE(whole->childCount() == view->model()->rowCount());
        for (int row = 0; row < whole->childCount(); ++row)
            CHECK_FALSE(readAll(whole->child(row)).isEmpty());
        auto* first = whole->child(0);
        CHECK(first->role() == QAccessible::ListItem);
    }
    auto* first = interfaceOf(*list)->child(0);
    f.say(LibraryRemoved{.library = 1});
    f.say(LibrariesChanged{});
    CHECK_FALSE(first->isValid());
}
