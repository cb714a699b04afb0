// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/example_problems.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/empty_state.h"
#include "ui/problems/problems_page.h"
#include "ui/songs/visible_songs.h"
#include "ui/window/main_menu.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::ui;
using Place = segue::ui::MainPages::Place;

namespace {

struct ProblemsFixture : test::WindowFixture {
    ProblemsPage& page() { return window.pages().problems(); }
    QListView& list() { return page().list(); }
    QAbstractItemModel& model() { return *list().model(); }

    void show(std::vector<Problem> problems) {
        open(test::exampleSongs(5));
        say(ProblemsChanged{problems.size()});
        window.pages().go(Place::problems);
        QApplication::processEvents();
        say(ProblemsLoaded{bridge.lastRequest(), std::move(problems)});
    }
    QPushButton* button(const char* text) {
        for (auto* one : page().findChildren<QPushButton*>())
            if (one->text() == QLatin1String(text))
                return one;
        return nullptr;
    }
    void choose(int row) { list().selectionModel()->select(model().index(row, 0), QItemSelectionModel::Select); }
    QString name(int row) { return model().index(row, 0).data().toString(); }
};

QToolButton* sidebarButton(ProblemsFixture& f) {
    for (auto* button : f.window.sidebar().findChildren<QToolButton*>())
        if (button->text().contains(QStringLiteral("Problems")))
            return button;
    return nullptr;
}

} // namespace

TEST_CASE("sidebar and menu lead to the problems while there are some, and tell how many") {
    ProblemsFixture f;
    f.open(test::exampleSongs(5));
    auto* menu = f.window.findChild<MainMenu*>();
    const auto entry = [&] {
        for (auto* action : menu->actions())
            if (action->text().startsWith(QStringLiteral("Problems")))
                return action;
        return static_cast<QAction*>(nullptr);
    };
    CHECK_FALSE(sidebarButton(f)->isVisible());
    CHECK_FALSE(entry()->isVisible());
    f.say(ProblemsChanged{3});
    REQUIRE(sidebarButton(f)->isVisible());
    CHECK(sidebarButton(f)->text().contains(QStringLiteral("(3)")));
    CHECK(entry()->isVisible());
    sidebarButton(f)->click();
    CHECK(f.window.pages().place() == Place::problems);
    CHECK(sidebarButton(f)->isChecked());
    QTest::keyClick(&f.window, Qt::Key_Escape);
    CHECK(f.window.pages().place() == Place::library);
    entry()->trigger();
    CHECK(f.window.pages().place() == Place::problems);
    f.say(ProblemsChanged{0});
    CHECK_FALSE(sidebarButton(f)->isVisible());
}

TEST_CASE("a problem shows file, reason and since when; without one it is said that every song could be read") {
    ProblemsFixture f;
    f.show({});
    auto* empty = f.page().findChild<EmptyState*>();
    CHECK(empty->isVisible());
    CHECK(empty->title() == QStringLiteral("Every song could be read."));
    CHECK_FALSE(f.list().isVisible());
    f.say(ProblemsLoaded{f.bridge.lastRequest(), test::exampleProblems(4)});
    CHECK(f.list().isVisible());
    CHECK_FALSE(empty->isVisible());
    REQUIRE(f.model().rowCount() == 4);
    const auto first = f.model().index(0, 0);
    CHECK_FALSE(first.data().toString().isEmpty());
    CHECK_FALSE(first.data(ProblemModel::reasonRole).toString().isEmpty());
    CHECK_FALSE(first.data(ProblemModel::sinceRole).toString().isEmpty());
    CHECK(first.data(Qt::AccessibleTextRole).toString().contains(first.data().toString()));
}

TEST_CASE("problems are sorted by name, by reason or by age, and what was chosen stays chosen") {
    ProblemsFixture f;
    using namespace std::chrono_literals;
    f.show({{.track = 1, .path = "/m/b.mp3", .reason = "Cut.", .since = std::chrono::sys_seconds{100s}},
            {.track = 2, .path = "/m/A.mp3", .reason = "Empty.", .since = std::chrono::sys_seconds{300s}},
            {.track = 3, .path = "/m/c.mp3", .reason = "Broken.", .since = std::chrono::sys_seconds{200s}}});
    const auto names = [&] { return f.name(0) + f.name(1) + f.name(2); };
    CHECK(names() == QStringLiteral("A.mp3b.mp3c.mp3"));
    f.choose(0);
    auto* order = f.page().findChild<QComboBox*>();
    emit order->activated(order->findText(QStringLiteral("By reason")));
    CHECK(names() == QStringLiteral("c.mp3b.mp3A.mp3"));
    emit order->activated(order->findText(QStringLiteral("Newest first")));
    CHECK(names() == QStringLiteral("A.mp3c.mp3b.mp3"));
    REQUIRE(f.list().selectionModel()->selectedRows().size() == 1);
    CHECK(f.list().selectionModel()->selectedRows()[0].data().toString() == QStringLiteral("A.mp3"));
}

TEST_CASE("a reason does not repeat the name that stands beside it") {
    ProblemsFixture f;
    f.show({{.track = 1, .path = "/m/b.mp3", .reason = "“b.mp3” holds no sound."},
            {.track = 2, .path = "/m/c.mp3", .reason = "“b.mp3” is meant."}});
    CHECK(f.model().index(0, 0).data(ProblemModel::reasonRole).toString() == QStringLiteral("Holds no sound."));
    CHECK(f.model().index(1, 0).data(ProblemModel::reasonRole).toString() == QStringLiteral("“b.mp3” is meant."));
}

TEST_CASE("trying again is meant for the chosen ones, or for all; a folder is looked at again") {
    ProblemsFixture f;
    f.show({{.track = 7, .library = 1, .path = "/m/a.mp3", .reason = "Cut."},
            {.kind = Problem::Kind::unlisted, .library = 2, .path = "/m/b", .reason = "Permission denied."},
            {.track = 9, .library = 1, .path = "/m/c.mp3", .reason = "Cut."}});
    std::vector<TrackId> again;
    QObject::connect(&f.page(), &ProblemsPage::tryAgainWanted, &f.page(),
                     [&](const std::vector<TrackId>& tracks) { again = tracks; });
    QSignalSpy rescans(&f.page(), &ProblemsPage::rescanWanted);
    REQUIRE(f.button("Try all again"));
    f.button("Try all again")->click();
    CHECK(again == std::vector<TrackId>{7, 9});
    CHECK(rescans.size() == 1);
    f.choose(2);
    REQUIRE(f.button("Try again"));
    f.button("Try again")->click();
    CHECK(again == std::vector<TrackId>{9});
    CHECK(rescans.size() == 1);
}

TEST_CASE("problems are copied as lines with tabs, those chosen or all") {
    ProblemsFixture f;
    f.show({{.track = 7,
             .path = "/m/a.mp3",
             .reason = "It is\tcut.",
             .since = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}}},
            {.track = 9, .path = "/m/b.mp3", .reason = "It is empty."}});
    f.button("Copy all")->click();
    const QStringList lines = QGuiApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].startsWith(QStringLiteral("/m/a.mp3\tIt is cut.\t2023-11-1")));
    CHECK(lines[1] == QStringLiteral("/m/b.mp3\tIt is empty."));
    f.choose(1);
    f.button("Copy")->click();
    CHECK(QGuiApplication::clipboard()->text() == lines[1] + QLatin1Char('\n'));
}

TEST_CASE("ten thousand problems are a list, not ten thousand widgets") {
    ProblemsFixture f;
    f.show(test::exampleProblems(10'000));
    CHECK(f.model().rowCount() == 10'000);
    CHECK(f.page().findChildren<QWidget*>().size() < 60);
    f.list().selectAll();
    f.list().verticalScrollBar()->setValue(f.list().verticalScrollBar()->maximum());
    const int scrolled = f.list().verticalScrollBar()->value();
    auto fewer = test::exampleProblems(10'000);
    fewer.pop_back();
    f.say(ProblemsLoaded{f.bridge.lastRequest(), std::move(fewer)});
    CHECK(f.list().selectionModel()->selectedRows().size() == 9'999);
    CHECK(std::abs(f.list().verticalScrollBar()->value() - scrolled) < 200);
}

TEST_CASE("while the page is shown it asks anew when something failed, not when nobody looks") {
    ProblemsFixture f;
    f.open(test::exampleSongs(5));
    QSignalSpy asked(&f.page(), &ProblemsPage::problemsWanted);
    f.say(ProblemsChanged{1});
    f.say(ProblemsChanged{2});
    CHECK(asked.isEmpty());
    f.window.pages().go(Place::problems);
    QApplication::processEvents();
    CHECK(asked.size() == 1);
    constexpr std::size_t kChanges = 200;
    for (std::size_t count = 0; count < kChanges; ++count)
        f.say(ProblemsChanged{count});
    CHECK(test::waitUntil([&] { return asked.size() >= 2; }));
    CHECK(asked.size() < static_cast<int>(kChanges) / 2); // one that is slow may ask more than once meanwhile
}

TEST_CASE("songs on the screen that may have to be heard are told, top to bottom, also after scrolling") {
    test::WindowFixture f;
    auto songs = test::exampleSongs(400);
    for (auto& song : songs)
        song.state = AnalysisState::waiting;
    songs[1].state = AnalysisState::failed;
    songs[2].state = AnalysisState::done; // perhaps by an older rule
    std::vector<TrackId> told;
    int times = 0;
    QObject::connect(&f.pane(), &SongPane::visibleSongsChanged, &f.window, [&](const std::vector<TrackId>& tracks) {
        told = tracks;
        ++times;
    });
    f.open(songs);
    REQUIRE(test::waitUntil([&] { return !told.empty(); }));
    CHECK(told[0] == songs[0].id);
    CHECK(told[1] == songs[2].id);
    CHECK(told.size() < 40);
    const int before = times;
    for (int i = 1; i <= 100; ++i)
        f.view().verticalScrollBar()->setValue(f.view().verticalScrollBar()->maximum() * i / 100);
    REQUIRE(test::waitUntil([&] { return !told.empty() && told.back() == songs[399].id; }));
    CHECK(times - before <= 3);
}
