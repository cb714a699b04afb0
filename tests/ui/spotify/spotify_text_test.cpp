// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of what is on Spotify: every state of a source, of a list and of a row.
#include <catch2/catch.hpp>

#include "tests/ui/example_spotify.h"
#include "ui/words/format.h"
#include "ui/words/spotify_text.h"

using namespace segue;
using namespace segue::ui;
using namespace std::chrono;
using namespace std::chrono_literals;
using Catch::Contains;

namespace {

constexpr sys_seconds kNow{seconds{1'790'000'000}};

std::string said(const SpotifySource& source) { return spotifyStateText(source, kNow).toStdString(); }

std::string said(SpotifyState state) { return said(test::exampleAccount(state, kNow)); }

std::vector<SpotifyAct> actsOf(SpotifyState state) { return spotifyActs(test::exampleAccount(state, kNow), kNow); }

using Acts = std::vector<SpotifyAct>;

} // namespace

TEST_CASE("a source of Spotify is called by its number until the listener names it") {
    SpotifySource source = test::exampleImport();
    CHECK(spotifyName(source) == "Spotify #1");
    source.name = "Ann’s";
    CHECK(spotifyName(source) == "Ann’s");
}

TEST_CASE("an import says how far it is, what came of it, or why it failed") {
    SpotifySource source = test::exampleImport();
    source.state = SpotifyState::importing;
    CHECK(said(source) == "Importing…");
    source.done = 120;
    source.total = 900;
    CHECK(said(source) == "Importing: 120 of 900 songs…");
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::cancel});
    source.state = SpotifyState::imported;
    CHECK_THAT(said(source), Contains("my_spotify_data.zip") && Contains("271 songs") && Contains("118 of them in your music"));
    CHECK_THAT(said(source), Contains(dateText(source.at).toStdString()));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::importAgain});
    source.state = SpotifyState::importFailed;
    source.problem = Message("It ends too early.");
    CHECK_THAT(said(source), Contains("failed") && Contains("It ends too early.") && Contains("A copy as of"));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::importAgain});
}

TEST_CASE("a sign-in says what it waits for, and which address must be registered") {
    CHECK_THAT(said(SpotifyState::waitingForBrowser), Contains("agree in your browser") && Contains("http://127.0.0.1/callback"));
    CHECK(actsOf(SpotifyState::waitingForBrowser) == Acts{SpotifyAct::openBrowser, SpotifyAct::copyAddress, SpotifyAct::cancel});
    CHECK_THAT(said(SpotifyState::denied), Contains("did not agree"));
    CHECK(actsOf(SpotifyState::denied) == Acts{SpotifyAct::signIn});
    CHECK_THAT(said(SpotifyState::connecting), Contains("Connecting"));
    CHECK(actsOf(SpotifyState::connecting) == Acts{SpotifyAct::cancel});
}

TEST_CASE("a sync says how far it is, when it ended, or that what is shown is a copy") {
    CHECK(said(SpotifyState::syncing) == "Syncing: page 7 of 25…");
    CHECK(actsOf(SpotifyState::syncing) == Acts{SpotifyAct::cancel});
    CHECK_THAT(said(SpotifyState::upToDate), Contains("Up to date as of"));
    CHECK(actsOf(SpotifyState::upToDate) == Acts{SpotifyAct::syncNow});
    CHECK_THAT(said(SpotifyState::offline), Contains("not reached") && Contains("Host not found.") && Contains("A copy as of"));
    CHECK(actsOf(SpotifyState::offline) == Acts{SpotifyAct::tryAgain});
}

TEST_CASE("a pause that Spotify asks for counts its seconds, and what is used up offers no try before its time") {
    CHECK_THAT(said(SpotifyState::rateLimited), Contains("in 21 s"));
    CHECK(actsOf(SpotifyState::rateLimited) == Acts{SpotifyAct::cancel});
    auto source = test::exampleAccount(SpotifyState::rateLimited, kNow);
    CHECK_THAT(spotifyStateText(source, kNow + 1min).toStdString(), Contains("by itself") && !Contains("in "));
    CHECK_THAT(said(SpotifyState::quotaUsed), Contains("used up") && Contains("before"));
    CHECK(actsOf(SpotifyState::quotaUsed).empty());
    source = test::exampleAccount(SpotifyState::quotaUsed, kNow);
    CHECK(spotifyActs(source, source.until) == Acts{SpotifyAct::tryAgain});
}

TEST_CASE("what keeps an account out says where that is mended") {
    CHECK_THAT(said(SpotifyState::notOnUserList), Contains("User Management"));
    CHECK(actsOf(SpotifyState::notOnUserList) == Acts{SpotifyAct::tryAgain, SpotifyAct::openDashboard});
    CHECK_THAT(said(SpotifyState::appDisabled), Contains("Premium"));
    CHECK(actsOf(SpotifyState::appDisabled) == Acts{SpotifyAct::tryAgain, SpotifyAct::openDashboard});
    CHECK_THAT(said(SpotifyState::clientRefused), Contains("client id"));
    CHECK(actsOf(SpotifyState::clientRefused) == Acts{SpotifyAct::signIn, SpotifyAct::openDashboard});
    CHECK_THAT(said(SpotifyState::signInAgain), Contains("six months"));
    CHECK(actsOf(SpotifyState::signInAgain) == Acts{SpotifyAct::signIn});
    CHECK_THAT(said(SpotifyState::signedOut), Contains("keyring"));
    CHECK(actsOf(SpotifyState::signedOut) == Acts{SpotifyAct::signIn});
}

TEST_CASE("a sign-in that ends within fifteen days says so, and can be renewed before") {
    SpotifySource source = test::exampleAccount();
    source.signInEnds = kNow + days{16};
    CHECK_THAT(said(source), !Contains("sign-in ends"));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::syncNow});
    source.signInEnds = kNow + days{12};
    CHECK_THAT(said(source), Contains("ends in 12 days"));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::syncNow, SpotifyAct::signIn});
    source.signInEnds = kNow + 3h;
    CHECK_THAT(said(source), Contains("today or tomorrow"));
}

TEST_CASE("a secret that the keyring did not take is said to be forgotten, and can be kept in a file") {
    SpotifySource source = test::exampleAccount();
    source.secret = SpotifySecret::sessionOnly;
    CHECK_THAT(said(source), Contains("forgets it when it ends"));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::syncNow, SpotifyAct::keepInFile});
    source.secret = SpotifySecret::file;
    CHECK_THAT(said(source), Contains("only you can read"));
    CHECK(spotifyActs(source, kNow) == Acts{SpotifyAct::syncNow});
}

TEST_CASE("under the name in the sidebar stands what runs or is wrong, else where it comes from") {
    CHECK(spotifyBelow(test::exampleImport()) == "my_spotify_data.zip");
    CHECK(spotifyBelow(test::exampleAccount()) == "Ann Example");
    for (int state = 0; state <= static_cast<int>(SpotifyState::signedOut); ++state) {
        const auto source = test::exampleAccount(static_cast<SpotifyState>(state), kNow);
        CHECK_FALSE(spotifyBelow(source).isEmpty());
        CHECK_FALSE(spotifyStateText(source, kNow).isEmpty());
        CHECK_FALSE(spotifySpoken(source).endsWith(", "));
        for (const auto act : spotifyActs(source, kNow))
            CHECK_FALSE(spotifyActName(act).isEmpty());
    }
}

TEST_CASE("every state of a list has its words, and a count that is not known is no number") {
    SpotifyList list{.id = 3, .name = "Sunday", .count = 42};
    CHECK(spotifyListCount(list) == "42");
    CHECK(spotifyListTitle(list).isEmpty());
    list.count = std::nullopt;
    CHECK(spotifyListCount(list) == "—");
    for (const auto state : {SpotifyListState::empty, SpotifyListState::notAvailable, SpotifyListState::podcastsOnly}) {
        list.state = state;
        CHECK_FALSE(spotifyListTitle(list).isEmpty());
        CHECK_FALSE(spotifyListSentence(list).isEmpty());
    }
    list.state = SpotifyListState::notAvailable;
    list.count = 0;
    CHECK(spotifyListCount(list) == "—");
    CHECK(spotifyListName({.kind = SpotifyListKind::liked}) == "Liked songs");
    CHECK(spotifyListName({.kind = SpotifyListKind::albums}) == "Albums");
    CHECK(spotifyListName({.name = {}}) == "Playlist without a name");
}

TEST_CASE("a row says how sure it is that it is a song of the listener's own") {
    SpotifyRow row{.title = "T", .artist = "A", .album = "B", .tracks = {1}};
    row.match = SpotifyMatch::exact;
    CHECK(spotifyBadge(row) == "In my music");
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("ISRC"));
    row.isConfirmed = true;
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("you said"));
    row = {.title = "T", .duration = 3min, .match = SpotifyMatch::strong, .tracks = {1}};
    CHECK(spotifyBadge(row) == "In my music");
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("length agree"));
    row.duration = {};
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("album agree"));
    row.match = SpotifyMatch::probable;
    CHECK(spotifyBadge(row) == "Probably in my music");
    row.match = SpotifyMatch::several;
    row.tracks = {1, 2};
    CHECK(spotifyBadge(row) == "Several could be it");
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("2 songs"));
    row = {.title = "T"};
    CHECK(spotifyBadge(row).isEmpty());
    CHECK(spotifyMatchText(row) == "Not in your music.");
    row.isUnlinked = true;
    CHECK_THAT(spotifyMatchText(row).toStdString(), Contains("none of your songs"));
    row.availability = SpotifyAvailability::unavailable;
    CHECK_THAT(spotifyRowTip(row).toStdString(), Contains("country"));
    row.availability = SpotifyAvailability::localFile;
    CHECK_THAT(spotifyRowTip(row).toStdString(), Contains("of your own"));
}

TEST_CASE("a row's tip and what is read aloud hold all that was told, as it was told") {
    const SpotifyRow row{.title = "<b>Title</b>", .artist = "A, B", .album = "C", .duration = 187s, .match = SpotifyMatch::none};
    CHECK(spotifyRowTip(row) == "<b>Title</b>\nA, B\nC\n3:07\nNot in your music.");
    CHECK(spotifyRowSpoken(row) == "<b>Title</b>, A, B, C, 3:07, Not in your music.");
    const SpotifyRow album{.artist = "A", .album = "C", .match = SpotifyMatch::strong, .tracks = {1, 2, 3}};
    CHECK(spotifyRowSpoken(album) == "C, A, In your music: 3 songs of it.");
}

TEST_CASE("only letters and numbers of a Spotify address get into a link; without one it is searched for") {
    CHECK(spotifyLink("spotify:track:4uLU6hMCjMI75M1A2tKUQC") == "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC");
    CHECK(spotifyAddress("spotify:album:4uLU6hMCjMI75M1A2tKUQC") == "spotify:album:4uLU6hMCjMI75M1A2tKUQC");
    for (const char* bad :
         {"", "spotify:track:", "spotify:track:a b", "spotify:track:abc\n", "spotify:track:../../x", "spotify:user:ann",
          "file:///etc/passwd", "https://elsewhere.example/track/abc", "spotify:track:abc?si=1"}) {
        INFO(bad);
        CHECK(spotifyLink(std::string(bad)).isEmpty());
        CHECK(spotifyAddress(bad).isEmpty());
    }
    CHECK(spotifyLink(SpotifyRow{.title = "What is / this?", .artist = "Æ & Ö"}) ==
          "https://open.spotify.com/search/What%20is%20%2F%20this%3F%20%C3%86%20%26%20%C3%96");
    CHECK(spotifyLink(SpotifyRow{.uri = "spotify:local:A:B:C:1", .title = "T", .availability = SpotifyAvailability::localFile})
              .isEmpty());
    CHECK(spotifyLink(SpotifyList{.kind = SpotifyListKind::liked}) == "https://open.spotify.com/collection/tracks");
    CHECK(spotifyRedirect(0) == "http://127.0.0.1/callback");
    CHECK(spotifyRedirect(8888) == "http://127.0.0.1:8888/callback");
}

TEST_CASE("what was left out is said by kind, and nothing is said of nothing") {
    CHECK(spotifySkippedText({}).isEmpty());
    CHECK(spotifySkippedText({.episodes = 1, .twice = 3}) == "Left out: 1 episode of a podcast, 3 that were there twice.");
    CHECK_THAT(spotifySkippedText({.nameless = 2, .unreadable = 1, .other = 5}).toStdString(),
               Contains("2 entries without a name") && Contains("1 file or playlist") && Contains("5 artists"));
}

TEST_CASE("removing says what goes for good and what stays") {
    CHECK_THAT(spotifyRemovalText(test::exampleImport()).toStdString(),
               Contains("271 songs") && Contains("cannot be undone") && Contains("imported again") && Contains("stay as they are"));
    CHECK_THAT(spotifyRemovalText(test::exampleAccount()).toStdString(), Contains("sign-in is forgotten"));
}

TEST_CASE("a wanted album says whether it is wanted as a whole") {
    CHECK(spotifyWantedText({.isWhole = true, .titles = {}}) == "the album");
    CHECK(spotifyWantedText({.titles = {"A", "B"}}) == "2 songs");
    CHECK(spotifyWantedText({.isWhole = true, .titles = {"A"}}) == "the album, and 1 song");
}
