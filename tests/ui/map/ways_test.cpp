// SPDX-License-Identifier: GPL-3.0-or-later
// Paths and radio in the window.
#include "tests/ui/example_queue.h"
#include "tests/ui/window_fixture.h"
#include "ui/map/map_page.h"
#include "ui/map/map_tools.h"
#include "ui/map/path_choice.h"
#include "ui/map/path_page.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/queue_view.h"
#include "ui/playback/radio_strip.h"
#include "ui/words/radio_text.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::ui;

namespace {

PathReady examplePath(const std::vector<Track>& songs) {
    return {.songs = {songs[0], songs[1], songs[2]}, .progress = {0.F, 0.4F, 1.F}};
}

} // namespace

TEST_CASE("a path is asked for with both ends, listed, played from a row, and saved") {
    test::WindowFixture window;
    const auto songs = test::exampleSongs(20);
    auto& page = window.window.pages().path();
    QSignalSpy asked(&page, &PathPage::pathWanted);
    QSignalSpy played(&page, &PathPage::playWanted);
    QSignalSpy saved(&page, &PathPage::savePlaylistWanted);
    page.showPath(songs[0], songs[2]);
    REQUIRE(asked.count() == 1);
    CHECK(asked[0][0].value<PathQuery>().from == songs[0].id);
    CHECK(asked[0][0].value<PathQuery>().songs == 12);
    auto path = examplePath(songs);
    path.request = window.bridge.lastRequest();
    window.say(path);
    CHECK(page.model().rowCount() == 3);
    CHECK(page.model().index(1).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("40")));
    Q_EMIT page.list().activated(page.model().index(1));
    REQUIRE(played.count() == 1);
    CHECK(played[0][1].value<std::size_t>() == 1);
    for (auto* button : page.findChildren<QToolButton*>())
        if (button->accessibleName().startsWith(QStringLiteral("Save")))
            button->click();
    CHECK(saved.count() == 1);
    path.problem = MessageId::pathRepeatsArtists;
    window.say(path);
    CHECK(page.remark().contains(QStringLiteral("artists")));
    window.say(PathReady{.request = path.request, .problem = MessageId::pathSameSong});
    CHECK(page.model().rowCount() == 0);
    CHECK(page.remark().contains(QStringLiteral("same song")));
}

TEST_CASE("the end of a path is the next song that is chosen, or the second of two") {
    NoticeBoard board;
    PathChoice choice(board, nullptr);
    QSignalSpy chosen(&choice, &PathChoice::chosen);
    QSignalSpy told(&board, &NoticeBoard::posted);
    const auto songs = test::exampleSongs(3);
    choice.offer(songs[0]); // nobody asked
    choice.begin({songs[0], songs[1]});
    CHECK(chosen.count() == 1);
    choice.begin({songs[0]});
    CHECK(told.count() == 1);
    choice.offer(songs[0]); // the same one
    CHECK(choice.isWaiting());
    choice.offer(songs[2]);
    CHECK_FALSE(choice.isWaiting());
    CHECK(chosen.count() == 2);
    choice.begin({songs[1]});
    told.back()[0].value<BoardNotice>().act(); // Cancel
    CHECK_FALSE(choice.isWaiting());
}

TEST_CASE("a path is drawn on the map, and leads to its songs") {
    test::WindowFixture window;
    const auto songs = test::exampleSongs(20);
    window.say(LibrariesChanged{test::exampleLibraries()});
    window.window.pages().go(MainPages::Place::map);
    MapLoaded map{.request = window.bridge.lastRequest(), .state = MapLoaded::State::ready, .laidOut = 20};
    map.songs = songs;
    for (std::size_t i = 0; i < songs.size(); ++i)
        map.points.push_back({0.1F * static_cast<float>(i) - 1.F, 0.02F * static_cast<float>(i % 5)});
    window.say(map);
    auto path = examplePath(songs);
    Q_EMIT window.window.pages().path().pathWanted({.from = songs[0].id, .to = songs[2].id});
    path.request = window.bridge.lastRequest();
    window.say(path);
    CHECK(window.window.pages().map().scene().path == std::vector<std::uint32_t>{0, 1, 2});
    auto& tools = window.window.pages().map().tools();
    tools.search().setFocus();
    tools.search().setText("something");
    QTest::keyClick(&tools.search(), Qt::Key_Escape); // the words go first
    CHECK(tools.words().isEmpty());
    CHECK(window.window.pages().place() == MainPages::Place::map);
    Q_EMIT window.window.pages().map().pathPageWanted();
    CHECK(window.window.pages().place() == MainPages::Place::path);
    window.window.pages().go(MainPages::Place::map);
    Q_EMIT tools.dismissed();
    CHECK(window.window.pages().map().scene().path.empty());
}

TEST_CASE("radio says in the queue where it comes from and why each song is there; its settings are remembered") {
    test::WindowFixture window;
    const auto songs = test::exampleSongs(60);
    window.window.pages().go(MainPages::Place::queue);
    auto& page = window.window.pages().queue();
    auto queue = test::exampleQueue(songs);
    const EntryId entry = ++queue.lastId;
    queue.lists.automatic =
        std::make_shared<const QueueEntries>(QueueEntries{{.id = entry, .song = songs[50].id, .artist = 0, .rank = 0}});
    window.say(QueueChanged{.queue = queue});
    RadioChanged radio{.isOn = true, .seed = "Beginning"};
    radio.notes[entry] = {.like = "Something", .relaxed = RadioRelaxed::albums};
    window.say(radio);
    auto& model = page.model();
    bool isSaid = false;
    for (int row = 0; row < model.rowCount(); ++row)
        isSaid = isSaid || model.index(row).data(QueueModel::artistRole).toString().contains(QStringLiteral("Like “Something”"));
    CHECK(isSaid);
    CHECK(page.radio().sentence().contains(QStringLiteral("Beginning")));
    radio.problem = MessageId::radioExhausted;
    window.say(radio);
    CHECK(page.radio().sentence().contains(QStringLiteral("ends here")));
    QSignalSpy chosen(&page.radio(), &RadioStrip::settingsChosen);
    Q_EMIT page.radio().settingsChosen({.startsByItself = false, .follows = false, .reach = RadioReach::varied});
    CHECK(window.settings.radio() == RadioSettings{.startsByItself = false, .follows = false, .reach = RadioReach::varied});
    QSignalSpy stopped(&page.radio(), &RadioStrip::stopWanted);
    page.radio().findChild<QPushButton*>()->click();
    CHECK(stopped.count() == 1);
}

TEST_CASE("every reach of radio and every rule that gave way has words of its own") {
    QSet<QString> words;
    for (int reach = 0; reach < kRadioReaches; ++reach)
        words.insert(reachText(static_cast<RadioReach>(reach)));
    CHECK(words.size() == kRadioReaches);
    CHECK(relaxedText(RadioRelaxed::none).isEmpty());
    CHECK_FALSE(relaxedText(RadioRelaxed::steps).isEmpty());
    RadioNote note{.like = "Title", .similarity = 0.9F, .isSteered = true};
    note.reasons = {{.id = ReasonId::tempo, .first = 120.F, .second = 121.F}};
    CHECK(radioNoteText(note) == QStringLiteral("Like “Title” · 120 and 121 BPM · chosen before songs like those you skipped"));
    CHECK(radioNoteText({}).isEmpty());
}
