// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/details/details_page.h"
#include "ui/details/timed_lines.h"
#include "ui/kit/toggle_switch.h"
#include "ui/playback/chapter_steps.h"
#include "ui/settings/scrobble_card.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

struct ExtrasFixture : test::WindowFixture {
    ExtrasFixture() {
        open(songs);
        window.pages().showDetails(song());
        QApplication::processEvents();
    }

    const Track& song() { return songs[4]; }
    DetailsPage& page() { return window.pages().details(); }
    void extras(SongExtras found) {
        page().takeExtras({.request = 1, .song = song().path, .extras = std::move(found)});
        QApplication::processEvents();
    }
    void play(milliseconds position) {
        playback::PlaybackStatus status{.state = playback::PlayState::playing, .position = position, .length = 240s};
        status.item.track = song();
        page().takePlayback(status);
    }

    std::vector<Track> songs = test::exampleSongs(60);
};

const SongExtras kBoth{.lyrics = {.lines = {{1s, "One"}, {2s, ""}, {3s, "Three"}}, .isTimed = true},
                       .chapters = {{0s, "Begin"}, {60s, ""}}};

playback::PlaybackStatus heard(milliseconds position) {
    playback::PlaybackStatus status{.state = playback::PlayState::playing, .position = position, .length = 240s};
    status.item.track.path = "/music/book.m4b";
    return status;
}

} // namespace

TEST_CASE("lyrics and chapters are shown only where there are some", "[extras]") {
    ExtrasFixture fixture;
    CHECK_FALSE(fixture.page().lyrics().isVisible());
    fixture.extras(kBoth);
    CHECK(fixture.page().lyrics().isVisible());
    CHECK(fixture.page().lyrics().count() == 3);
    CHECK(fixture.page().chapters().item(0)->text() == QStringLiteral("0:00   Begin"));
    CHECK(fixture.page().chapters().item(1)->text() == QStringLiteral("1:00   Chapter 2"));
    fixture.page().takeExtras({.request = 2, .song = "/another.mp3", .extras = {}});
    CHECK(fixture.page().lyrics().isVisible());
    fixture.extras({});
    CHECK_FALSE(fixture.page().lyrics().isVisible());
    CHECK_FALSE(fixture.page().chapters().isVisible());
}

TEST_CASE("the line that is heard stands out while its song plays, and a click goes to a line", "[extras]") {
    ExtrasFixture fixture;
    fixture.extras(kBoth);
    auto& lyrics = fixture.page().lyrics();
    CHECK(lyrics.heardLine() == -1);
    fixture.play(500ms);
    CHECK(lyrics.heardLine() == -1);
    fixture.play(1s);
    CHECK(lyrics.heardLine() == 0);
    CHECK(lyrics.item(0)->font().weight() > QFont::Normal);
    fixture.play(3500ms);
    CHECK(lyrics.heardLine() == 2);
    CHECK(lyrics.item(0)->font().weight() == QFont::Normal);
    CHECK(fixture.page().chapters().heardLine() == 0);
    QSignalSpy sought(&fixture.page(), &DetailsPage::seekWanted);
    QTest::mouseClick(lyrics.viewport(), Qt::LeftButton, {}, lyrics.visualItemRect(lyrics.item(2)).center());
    REQUIRE(sought.count() == 1);
    CHECK(sought[0][0].value<milliseconds>() == 3s);
}

TEST_CASE("lyrics without times are read, and lead nowhere", "[extras]") {
    ExtrasFixture fixture;
    fixture.extras({.lyrics = {.lines = {{0s, "One"}, {0s, "Two"}}, .isTimed = false}, .chapters = {}});
    fixture.play(1s);
    auto& lyrics = fixture.page().lyrics();
    CHECK(lyrics.heardLine() == -1);
    QSignalSpy chosen(&lyrics, &TimedLines::chosen);
    QTest::mouseClick(lyrics.viewport(), Qt::LeftButton, {}, lyrics.visualItemRect(lyrics.item(1)).center());
    CHECK(chosen.isEmpty());
}

TEST_CASE("chapters are asked for once a song, and stepped through from where it is heard", "[extras]") {
    ChapterSteps steps;
    QSignalSpy wanted(&steps, &ChapterSteps::extrasWanted), sought(&steps, &ChapterSteps::seekWanted);
    steps.takeStatus(heard(0s));
    steps.takeStatus(heard(70s));
    CHECK(wanted.count() == 1);
    steps.next();
    steps.previous();
    CHECK(sought.isEmpty());
    steps.takeExtras({.request = 1, .song = "/music/book.m4b", .extras = {.chapters = {{0s, "a"}, {60s, "b"}, {120s, "c"}}}});
    steps.next();
    steps.previous(); // to the beginning of this one
    steps.takeStatus(heard(61s));
    steps.previous(); // to the one before
    steps.takeStatus(heard(130s));
    steps.next(); // there is none
    REQUIRE(sought.count() == 3);
    CHECK(sought[0][0].value<milliseconds>() == 120s);
    CHECK(sought[1][0].value<milliseconds>() == 60s);
    CHECK(sought[2][0].value<milliseconds>() == 0s);
}

TEST_CASE("songs with five stars are loved only if the listener says so, and which ones can be is said there", "[extras]") {
    test::WindowFixture fixture;
    ScrobbleCard card(fixture.settings);
    CHECK_FALSE(fixture.settings.scrobbleLoves());
    auto* loves = card.findChild<ToggleSwitch*>();
    REQUIRE(loves != nullptr);
    CHECK_FALSE(loves->isChecked());
    CHECK(loves->accessibleDescription().contains(QStringLiteral("MusicBrainz")));
    QSignalSpy chosen(&card, &ScrobbleCard::lovesChosen);
    loves->click();
    REQUIRE(chosen.count() == 1);
    CHECK(chosen[0][0].toBool());
    CHECK(fixture.settings.scrobbleLoves());
    ScrobbleCard again(fixture.settings);
    CHECK(again.findChild<ToggleSwitch*>()->isChecked());
}

TEST_CASE("scrobbling is switched on with a token, which is shown to nobody, and off again", "[extras]") {
    test::WindowFixture fixture;
    ScrobbleCard card(fixture.settings);
    const auto fields = card.findChildren<QLineEdit*>();
    REQUIRE(fields.size() == 2);
    QLineEdit& token = fields[0]->echoMode() == QLineEdit::Password ? *fields[0] : *fields[1];
    QLineEdit& server = &token == fields[0] ? *fields[1] : *fields[0];
    QPushButton& button = *card.findChildren<QPushButton*>().at(0);
    QSignalSpy given(&card, &ScrobbleCard::tokenGiven), chosen(&card, &ScrobbleCard::serverChosen);
    CHECK_FALSE(button.isEnabled());
    server.setText(QStringLiteral(" http://localhost:1 "));
    token.setText(QStringLiteral(" secret "));
    button.click();
    REQUIRE(given.count() == 1);
    CHECK(given[0][0].toString() == QStringLiteral("secret"));
    REQUIRE(chosen.count() == 1);
    CHECK(fixture.settings.scrobbleServer() == QStringLiteral("http://localhost:1"));
    CHECK(token.text().isEmpty());
    card.showState(
        {.state = ScrobblingChanged::State::waiting, .user = {}, .waiting = 2, .problem = {MessageId::scrobbleNoServer, {"why"}}});
    bool isSaid = false;
    for (const auto* label : card.findChildren<QLabel*>())
        isSaid = isSaid || label->text().endsWith(QStringLiteral("2 songs wait to be sent."));
    CHECK(isSaid);
    button.click();
    REQUIRE(given.count() == 2);
    CHECK(given[1][0].toString().isEmpty());
}
