// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/said.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/scope_switch.h"
#include "ui/kit/toggle_switch.h"
#include "ui/playback/play_items.h"
#include "ui/settings/kept_rules.h"
#include "ui/settings/learned_card.h"
#include "ui/settings/settings_page.h"
#include "ui/similar/filter_bar.h"
#include "ui/similar/recommendation_view.h"
#include "ui/similar/why_card.h"
#include "ui/songs/song_menu.h"
#include "ui/words/list_text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QToolButton>

#include <thread>

using namespace segue;
using namespace segue::ui;

namespace {

RecommendationQuery lastQuery(const QSignalSpy& queries) { return queries.last()[0].value<RecommendationQuery>(); }

} // namespace

TEST_CASE("one click on a song makes it the seed") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    f.click(4);
    REQUIRE(queries.size() == 1);
    CHECK(lastQuery(queries).track == songs[4].id);
    CHECK(lastQuery(queries).count == 10);
    CHECK(lastQuery(queries).scope == Scope::wholeLibrary);
    QTest::keyClick(&f.view(), Qt::Key_Down);
    REQUIRE(queries.size() == 2);
    CHECK(lastQuery(queries).track == songs[5].id);
}

TEST_CASE("the answer fills the list, best first") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    const auto answer = test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5);
    f.say(answer);
    REQUIRE(f.panel().model().rowCount() == 5);
    const auto row = f.panel().model().index(0);
    CHECK(row.data().toString().toStdString() == answer.songs[0].track.title);
    CHECK(row.data(RecommendationModel::lengthRole) == "0:30");
    CHECK(row.data(Qt::AccessibleTextRole).toString().contains("97 %"));
    CHECK(row.data(Qt::AccessibleTextRole).toString().contains("very close"));
    CHECK(row.data(RecommendationModel::reasonRole).toString().contains("124 and 122 BPM"));
    CHECK(f.panel().model().index(1).data(RecommendationModel::reasonRole).toString().startsWith("+2 versions"));
    CHECK(f.panel().message().isEmpty());
}

TEST_CASE("an answer to an older question is dropped") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    const auto old = f.bridge.lastRequest();
    f.click(6);
    f.say(test::exampleAnswer(old, songs, 4, 5));
    CHECK(f.panel().model().rowCount() == 0);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 6, 3));
    CHECK(f.panel().model().rowCount() == 3);
}

TEST_CASE("events from another thread arrive on the window's, in order") {
    EngineBridge bridge;
    std::vector<std::string> heard;
    const auto windowThread = std::this_thread::get_id();
    bool sameThread = true;
    QObject::connect(&bridge, &EngineBridge::noticed, &bridge, [&](const Notice& notice) {
        heard.push_back(segue::test::said(notice.message));
        sameThread = sameThread && std::this_thread::get_id() == windowThread;
    });
    {
        const std::jthread engine([listen = bridge.listener()] {
            for (const char* word : {"one", "two", "three"})
                listen(Notice{Notice::Level::information, word});
        });
    }
    CHECK(heard.empty());
    REQUIRE(test::waitUntil([&] { return heard.size() == 3; }));
    CHECK(heard == std::vector<std::string>{"one", "two", "three"});
    CHECK(sameThread);
}

TEST_CASE("n and the scope take effect at once") {
    test::WindowFixture f;
    f.open(test::exampleSongs(60));
    f.click(4);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    auto* count = f.window.pages().settings().findChild<QSpinBox*>();
    REQUIRE(count);
    count->setValue(12);
    REQUIRE(queries.size() == 1);
    CHECK(lastQuery(queries).count == 12);
    f.settings.setScope(Scope::sameGenre);
    REQUIRE(queries.size() == 2);
    CHECK(lastQuery(queries).scope == Scope::sameGenre);
    for (auto* scope : f.window.findChildren<ScopeSwitch*>())
        CHECK(scope->scope() == Scope::sameGenre);
}

TEST_CASE("the list asks again when its seed has been analysed, and when everything has") {
    test::WindowFixture f;
    auto songs = test::exampleSongs(60);
    f.open(songs);
    REQUIRE(songs[15].state == AnalysisState::waiting);
    f.click(15);
    RecommendationsReady notYet;
    notYet.request = f.bridge.lastRequest();
    notYet.seed = songs[15];
    notYet.problem = "This song has not been analysed yet.";
    f.say(notYet);
    CHECK(f.panel().message().contains("has not been analysed yet"));
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    songs[15].state = AnalysisState::done;
    songs[15].heardGenre = "Pop";
    f.say(TracksChanged{{songs[15]}});
    CHECK(queries.size() == 1);
    f.say(Progress{.stage = Progress::Stage::analysing, .running = false, .timeLeft = {}});
    CHECK(queries.size() == 2);
}

TEST_CASE("an empty list says why") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    CHECK(f.panel().message().contains("Choose a song"));
    f.click(9);
    RecommendationsReady failed;
    failed.request = f.bridge.lastRequest();
    failed.seed = songs[9];
    failed.problem = songs[9].problem;
    f.say(failed);
    CHECK(f.panel().message().contains("cannot be compared"));
    CHECK(f.panel().message().contains(QString::fromStdString(segue::test::said(songs[9].problem))));
}

TEST_CASE("with previews the list plays 30 seconds of each song, without them the whole") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    QSignalSpy previews(&f.library(), &LibraryPage::previewWanted);
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    auto* list = f.panel().findChild<RecommendationView*>();
    const QRect row = list->visualRect(f.panel().model().index(2));
    QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, row.center());
    CHECK(plays.isEmpty());
    REQUIRE(previews.size() == 1);
    const auto items = previews[0][0].value<std::vector<playback::PlayItem>>();
    CHECK(items.size() == 5);
    CHECK(previews[0][1].value<std::size_t>() == 2);
    CHECK(items[2].length == kPreviewLength);
    f.panel().findChild<ToggleSwitch*>()->click();
    CHECK_FALSE(f.settings.previews());
    CHECK(f.panel().model().index(2).data(RecommendationModel::lengthRole) != "0:30");
    f.panel().playFrom(2);
    REQUIRE(plays.size() == 1);
    CHECK(previews.size() == 1);
    CHECK(plays[0][0].value<std::vector<QueueSong>>()[2].track == f.panel().model().track(2).id);
    CHECK(plays[0][2].value<QueueContext>().kind == QueueContext::Kind::recommendation);
}

TEST_CASE("the three dots open the song's menu, and recommend from this makes a new seed") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    auto* list = f.panel().findChild<RecommendationView*>();
    const QRect dots = RecommendationDelegate::menuArea(list->visualRect(f.panel().model().index(1)), list->fontMetrics());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, dots.center());
    auto* menu = f.window.findChild<SongMenu*>();
    REQUIRE(menu);
    REQUIRE(menu->isVisible());
    QStringList names;
    for (const auto* action : menu->actions())
        if (!action->isSeparator())
            names << action->text();
    CHECK(names == QStringList{"Play", "Play next", "Add to queue", "Start radio", "Recommend from this", "Why this song",
                               QStringLiteral("Path to…"), "From its album or artist", "In recommendations", "Add to playlist",
                               QStringLiteral("Save the list as a playlist…"), "Go to album", "Go to artist", "Rating",
                               QStringLiteral("Correct…"), "Song details", "Show in folder"});
    const TrackId wanted = f.panel().model().track(1).id;
    emit menu->recommendWanted();
    menu->close();
    REQUIRE_FALSE(queries.isEmpty());
    CHECK(lastQuery(queries).track == wanted);
    CHECK(f.pane().model().track(f.view().currentIndex().row()).id == wanted);
}

TEST_CASE("the number of the recommendation that plays pauses it and lets it go on, and never restarts it") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    auto* list = f.panel().findChild<RecommendationView*>();
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = f.panel().model().track(1);
    f.say(PlaybackChanged{status});
    CHECK(list->model()->index(1, 0).data(RecommendationModel::heardRole).toBool());
    CHECK_FALSE(list->model()->index(0, 0).data(RecommendationModel::heardRole).toBool());
    QSignalSpy plays(&f.panel(), &RecommendationPanel::previewWanted);
    QSignalSpy toggles(&f.panel(), &RecommendationPanel::toggleWanted);
    const auto number = [&](int row) {
        return RecommendationDelegate::numberArea(list->visualRect(list->model()->index(row, 0))).center();
    };
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, number(1));
    CHECK(toggles.size() == 1);
    CHECK(plays.isEmpty());
    status.state = playback::PlayState::paused;
    f.say(PlaybackChanged{status});
    CHECK_FALSE(list->model()->index(1, 0).data(RecommendationModel::heardRole).toBool());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, number(1));
    CHECK(toggles.size() == 2);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, number(2));
    CHECK(plays.size() == 1);
}

TEST_CASE("the list of a library that was removed goes with it") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    auto answer = test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5);
    SECTION("its seed's") {
        f.say(answer);
        f.say(LibraryRemoved{.library = 1});
        CHECK_FALSE(f.panel().hasSeed());
        CHECK(f.panel().model().rowCount() == 0);
    }
    SECTION("that of some songs in it") {
        answer.songs[1].track.library = 3;
        answer.songs[1].track.id = 4711;
        f.say(answer);
        QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
        f.say(LibraryRemoved{.library = 3});
        CHECK(f.panel().model().rowCount() == 4);
        CHECK(queries.size() >= 1);
    }
    CHECK(f.window.pages().place() == MainPages::Place::library);
}

TEST_CASE("filters are kept for each library, shown as chips, and taken away with a click") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    auto* bar = f.panel().findChild<FilterBar*>();
    REQUIRE(bar);
    ListRules rules{.decades = {1990}, .shortest = std::chrono::seconds(60)};
    Q_EMIT bar->rulesChosen(rules);
    CHECK(keptRules(f.settings, songs[4].library) == rules);
    CHECK(keptRules(f.settings, songs[4].library + 1) == ListRules{});
    f.click(5);
    CHECK(lastQuery(queries).rules == rules);
    const auto named = [bar](const char* name) {
        const auto chips = bar->findChildren<QToolButton*>();
        const auto found = std::ranges::find_if(
            chips, [&](const QToolButton* chip) { return !chip->isHidden() && chip->text() == QLatin1String(name); });
        return found == chips.end() ? nullptr : *found;
    };
    REQUIRE(named("1990s"));
    REQUIRE(named("Reset"));
    named("1990s")->click();
    CHECK(lastQuery(queries).rules == ListRules{.shortest = std::chrono::seconds(60)});
    CHECK_FALSE(named("Reset")); // there is one filter left
    REQUIRE(named("At least 1 min"));
    named("At least 1 min")->click();
    CHECK(lastQuery(queries).rules == ListRules{});
}

TEST_CASE("the filters offer the genres of the library's own songs and the decades that any is from, not those of the network") {
    test::WindowFixture f;
    auto songs = test::exampleSongs(30);
    for (auto& one : songs) {
        one.genre = one.id % 3 == 0 ? "Reggae; Dub" : "Metal";
        one.year = one.id % 2 == 0 ? 1975 : 2003;
        one.heardGenre = "Rock";
    }
    f.open(songs);
    auto* bar = f.panel().findChild<FilterBar*>();
    bar->findChild<QToolButton*>()->click();
    QStringList offered;
    for (const auto* menu : bar->findChildren<QMenu*>())
        for (const auto* action : menu->actions())
            offered += action->text();
    for (const char* name : {"Dub", "Metal", "Reggae", "1970s", "2000s"})
        CHECK(offered.contains(QLatin1String(name)));
    for (const char* name : {"Rock", "1950s", "1990s"})
        CHECK_FALSE(offered.contains(QLatin1String(name)));
    for (auto* menu : bar->findChildren<QMenu*>())
        menu->close();
}

TEST_CASE("rules survive being stored, whatever they are, and what cannot be read is as usual") {
    QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    const ListRules rules{.isPlain = true,
                          .mostOfArtist = 0,
                          .hidesVersions = false,
                          .keepsLiveApart = true,
                          .hubStrength = 0.25F,
                          .usesFeedback = false,
                          .sameLibrary = true,
                          .genres = {"Rock", "Überraschung"},
                          .decades = {1950, 2020},
                          .tempoWithin = 0.5F,
                          .keysThatMix = true,
                          .loudnessWithinDb = 3.F,
                          .shortest = std::chrono::seconds(61),
                          .longest = std::chrono::seconds(720),
                          .folders = {"/m/\xff"},
                          .leastRating = 3,
                          .notPlayedFor = std::chrono::days(30),
                          .neverPlayed = true,
                          .leavesOutSpoken = false};
    keepRules(settings, 3, rules);
    CHECK(keptRules(settings, 3) == rules);
    keepRules(settings, 3, {});
    CHECK(keptRules(settings, 3) == ListRules{});
    settings.setLayout(QStringLiteral("listRules3"), "{\"rating\": 99, \"genres\": 4, \"decades\": \"x\"");
    CHECK(keptRules(settings, 3) == ListRules{});
}

TEST_CASE("a list can go on to a hundred, and a new seed begins anew") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    const int n = f.settings.count();
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, n));
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    QPushButton* more = nullptr;
    for (auto* button : f.panel().findChildren<QPushButton*>())
        if (button->text() == "Show more")
            more = button;
    REQUIRE(more);
    CHECK_FALSE(more->isHidden());
    more->click();
    CHECK(lastQuery(queries).count == n + 10);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, n + 3));
    CHECK(more->isHidden());
    f.click(6);
    CHECK(lastQuery(queries).count == n);
}

TEST_CASE("a song can be added as a seed or as what the list is to be far from, and taken away again") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    f.panel().addSeed(songs[6], false);
    CHECK(lastQuery(queries).also == std::vector<TrackId>{songs[6].id});
    f.panel().addSeed(songs[7], true);
    CHECK(lastQuery(queries).against == std::vector<TrackId>{songs[7].id});
    f.panel().addSeed(songs[6], true);
    CHECK(lastQuery(queries).also.empty());
    CHECK(lastQuery(queries).against.size() == 2);
    f.click(5);
    CHECK(lastQuery(queries).against.empty());
}

TEST_CASE("a card says why a song is listed") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    f.panel().tellWhy(1);
    auto* card = f.panel().findChild<WhyCard*>();
    REQUIRE(card);
    QString all;
    for (const auto* label : card->findChildren<QLabel*>())
        all += label->text() + '\n';
    CHECK(all.contains("124 and 122 BPM (true of 4.0 % of the songs here)"));
    CHECK(all.contains("Other versions of it here"));
    card->close();
}

TEST_CASE("a card asks where both songs sound most alike, and lets hear either and both in turn") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    QSignalSpy asked(&f.panel(), &RecommendationPanel::momentsWanted);
    QSignalSpy heard(&f.panel(), &RecommendationPanel::momentWanted);
    QSignalSpy compared(&f.panel(), &RecommendationPanel::comparisonWanted);
    f.panel().tellWhy(0);
    auto* card = f.panel().findChild<WhyCard*>();
    REQUIRE(card);
    REQUIRE(asked.size() == 1);
    const auto query = asked[0][0].value<MomentsQuery>();
    CHECK(query.seed == songs[4].id);
    CHECK(query.song == f.panel().model().track(0).id);
    CHECK(card->findChildren<QPushButton*>().isEmpty());
    MomentsFound found{.request = f.bridge.lastRequest(), .seed = songs[4], .song = f.panel().model().track(0)};
    found.ofSeed = {.start = std::chrono::seconds(80), .length = std::chrono::seconds(30)};
    found.ofSong = {.start = std::chrono::seconds(10), .length = std::chrono::seconds(20)};
    found.similarity = 0.91F;
    f.say(MomentsFound{.request = found.request - 1, .seed = {}, .song = {}, .problem = "An older one."});
    CHECK(card->findChildren<QPushButton*>().isEmpty());
    f.say(found);
    const auto buttons = card->findChildren<QPushButton*>();
    REQUIRE(buttons.size() == 3);
    CHECK(buttons[0]->text().startsWith("1:20 to 1:50"));
    CHECK(buttons[2]->accessibleName().endsWith("Both in turn (91 % alike)"));
    buttons[1]->click();
    REQUIRE(heard.size() == 1);
    const auto item = heard[0][0].value<playback::PlayItem>();
    CHECK(item.start == std::chrono::seconds(10));
    CHECK(item.length == std::chrono::seconds(20));
    buttons[2]->click();
    REQUIRE(compared.size() == 1);
    const auto items = compared[0][0].value<std::vector<playback::PlayItem>>();
    REQUIRE(items.size() == 8); // four turns of each, the last one two seconds
    CHECK(items[2].start == std::chrono::seconds(86));
    CHECK(items[3].start == std::chrono::seconds(16));
    CHECK(items[7].length == std::chrono::seconds(2));
    card->close();
}

TEST_CASE("several chosen songs, an album, an artist and what a filter leaves begin a list and a radio") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    QSignalSpy radios(&f.library(), &LibraryPage::radioWanted);
    const auto menuAt = [&](int row) {
        const QRect place = f.view().visualRect(f.pane().model().index(row, static_cast<int>(SongColumn::title)));
        QContextMenuEvent event(QContextMenuEvent::Mouse, place.center(), f.view().viewport()->mapToGlobal(place.center()));
        QApplication::sendEvent(f.view().viewport(), &event);
        auto* menu = f.window.findChild<SongMenu*>();
        REQUIRE(menu);
        return menu;
    };
    f.click(3);
    for (const int row : {6, 8})
        QTest::mouseClick(f.view().viewport(), Qt::LeftButton, Qt::ControlModifier,
                          f.view().visualRect(f.pane().model().index(row, static_cast<int>(SongColumn::title))).center());
    auto* menu = menuAt(6);
    Q_EMIT menu->recommendWanted();
    CHECK(lastQuery(queries).track == songs[3].id);
    CHECK(lastQuery(queries).also == std::vector<TrackId>{songs[6].id, songs[8].id});
    Q_EMIT menu->radioWanted();
    REQUIRE(radios.size() == 1);
    auto seeds = radios[0][0].value<RadioSeeds>();
    CHECK(seeds.songs == std::vector<TrackId>{songs[3].id, songs[6].id, songs[8].id});
    CHECK(seeds.name == songs[3].title + " and 2 more");
    delete menu;
    f.click(5);
    menu = menuAt(5);
    Q_EMIT menu->radioOfWanted(SeedsOf::artist);
    seeds = radios[1][0].value<RadioSeeds>();
    CHECK(seeds.of == SeedsOf::artist);
    CHECK(seeds.name == songs[5].artist);
    Q_EMIT menu->recommendOfWanted(SeedsOf::album);
    CHECK(lastQuery(queries).of == SeedsOf::album);
    CHECK(lastQuery(queries).track == songs[5].id);
    delete menu;
    f.pane().setFilter(QString::fromStdString(songs[5].artist));
    REQUIRE(f.pane().model().rowCount() >= 2);
    menu = menuAt(0);
    Q_EMIT menu->radioListedWanted();
    seeds = radios[2][0].value<RadioSeeds>();
    CHECK(seeds.songs.size() == std::min<std::size_t>(kMostSeeds, static_cast<std::size_t>(f.pane().model().rowCount())));
    CHECK(seeds.name == songs[5].artist);
    delete menu;
}

TEST_CASE("songs that are dropped on the list become its seed, join it or are kept away, by the field they fall on") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    const auto drop = [&](const std::vector<TrackId>& ids, double height) {
        const auto data = songsToDrag(ids, {});
        const QPointF place(20.0, height * f.panel().height());
        QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.panel(), &enter);
        CHECK(enter.isAccepted());
        QDropEvent event(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&f.panel(), &event);
        std::vector<Track> found;
        for (const TrackId id : ids)
            found.push_back(*std::ranges::find(songs, id, &Track::id));
        f.say(QueueSongsLoaded{.request = f.bridge.lastRequest(), .asked = ids, .songs = found});
    };
    drop({songs[6].id, songs[7].id}, 0.5);
    CHECK(lastQuery(queries).track == songs[4].id);
    CHECK(lastQuery(queries).also == std::vector<TrackId>{songs[6].id, songs[7].id});
    drop({songs[8].id}, 0.9);
    CHECK(lastQuery(queries).against == std::vector<TrackId>{songs[8].id});
    drop({songs[10].id, songs[11].id}, 0.1);
    CHECK(lastQuery(queries).track == songs[10].id);
    CHECK(lastQuery(queries).also == std::vector<TrackId>{songs[11].id});
    CHECK(lastQuery(queries).against.empty());
    const auto stranger = std::make_unique<QMimeData>();
    stranger->setData(QStringLiteral("application/x-segue-songs"), "1 7 8");
    CHECK(draggedSongs(*stranger).empty()); // another process's
    stranger->setData(QStringLiteral("application/x-segue-songs"), "no numbers");
    CHECK(draggedSongs(*stranger).empty());
}

TEST_CASE("a list has at most twenty seeds and as many to be far from, and files that no library has leave it with a sentence") {
    SeedSet seeds;
    const auto songs = test::exampleSongs(60);
    CHECK_FALSE(seeds.add({songs[0]}, true)); // nothing to be far from yet
    CHECK(seeds.add(songs, false));
    CHECK(seeds.also.size() == kMostSeeds - 1);
    CHECK_FALSE(seeds.add({songs[0]}, true)); // the first one stays
    CHECK_FALSE(seeds.add({songs[40]}, false));
    CHECK(seeds.add({songs[5]}, true));
    CHECK(seeds.also.size() == kMostSeeds - 2);
    seeds.also.clear();
    Track file;
    file.path = "/elsewhere/one.mp3";
    Track known;
    known.path = songs[9].path;
    CHECK(seeds.add({file, known}, false));
    RecommendationQuery query;
    seeds.fill(query);
    CHECK(query.alsoFiles == std::vector{file.path, known.path});
    RecommendationsReady answer{.seed = songs[0], .also = {songs[9]}, .strangers = {file.path}};
    seeds.take(answer);
    REQUIRE(seeds.also.size() == 1);
    CHECK(seeds.also[0].id == songs[9].id);
    CHECK(strangersText(answer.strangers) == QStringLiteral("“one.mp3” is in no library, so it does not count."));
}

TEST_CASE("only the seed's library can be asked for, as a filter with a chip") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.click(4);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    auto* bar = f.panel().findChild<FilterBar*>();
    const auto chips = filterChips({.sameLibrary = true});
    REQUIRE(chips.size() == 1);
    CHECK(chips[0].first == "This library only");
    Q_EMIT bar->rulesChosen({.sameLibrary = true});
    CHECK(keptRules(f.settings, songs[4].library).sameLibrary);
    f.click(5);
    CHECK(lastQuery(queries).rules.sameLibrary);
}

TEST_CASE("what the listener said of songs is listed, and each can be taken back") {
    LearnedCard card;
    QSignalSpy back(&card, &LearnedCard::takeBackWanted);
    card.showFeedback({{{.id = 7, .kind = FeedbackKind::moreLike, .title = "One", .isThere = true},
                        {.id = 5, .kind = FeedbackKind::notThisArtist, .title = "Two", .artist = "Band"}}});
    const auto buttons = card.findChildren<QToolButton*>();
    REQUIRE(buttons.size() == 2);
    buttons[1]->click();
    REQUIRE(back.size() == 1);
    CHECK(back[0][0].toLongLong() == 5);
    card.showFeedback({});
    CHECK(card.count() == 0);
}
