// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/said.h"
#include "tests/ui/window_fixture.h"
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

#include <QLabel>
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
    CHECK(names == QStringList{"Play", "Play next", "Add to queue", "Recommend from this", "Why this song", "Start radio",
                               QStringLiteral("Path to…"), "In recommendations", "Show in folder", "Song details", "Rating",
                               QStringLiteral("Save as playlist…")});
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

TEST_CASE("rules survive being stored, whatever they are, and what cannot be read is as usual") {
    QTemporaryDir folder;
    Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    const ListRules rules{.isPlain = true,
                          .mostOfArtist = 0,
                          .hidesVersions = false,
                          .keepsLiveApart = true,
                          .hubStrength = 0.25F,
                          .usesFeedback = false,
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
