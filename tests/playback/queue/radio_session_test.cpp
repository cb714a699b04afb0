// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_queue.h"
#include "engine/playback/queue/radio_session.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::playback;
using namespace std::chrono_literals;

namespace {

std::vector<QueueSong> radioSessionSongs(TrackId from, TrackId to) {
    std::vector<QueueSong> all;
    for (TrackId track = from; track <= to; ++track)
        all.push_back({.track = track, .file = {}, .artist = 0});
    return all;
}

PlaybackStatus at(const PlayQueue& queue, std::chrono::milliseconds position) {
    PlaybackStatus status{.state = PlayState::playing, .position = position, .length = 200s};
    status.item.entry = queue.state().current->id;
    status.item.track.id = queue.state().current->song;
    return status;
}

/// The current song is heard up to a position; then the next one begins.
void hearAndGoOn(RadioSession& session, PlayQueue& queue, std::chrono::milliseconds position) {
    session.hear(at(queue, 0ms));
    session.hear(at(queue, position));
    REQUIRE(queue.next());
    session.hear(at(queue, 0ms));
}

} // namespace

TEST_CASE("radio begins by itself two songs before the end, and only where that is wanted") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 6), 0, {}, 1);
    CHECK_FALSE(session.wish(queue.state(), 5));
    hearAndGoOn(session, queue, 200s);
    hearAndGoOn(session, queue, 200s);
    CHECK_FALSE(session.wish(queue.state(), 5)); // three songs come yet
    CHECK_FALSE(session.isOn());
    hearAndGoOn(session, queue, 200s);
    const auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(session.isOn());
    CHECK(wish->count == RadioSession::kAhead);
    CHECK(wish->seeds == std::vector<TrackId>{1, 2, 3}); // what was heard
    CHECK(wish->before == std::vector<TrackId>{1, 2, 3, 4, 5, 6});
    RadioSession unwanted;
    unwanted.set({.startsByItself = false});
    CHECK_FALSE(unwanted.wish(queue.state(), 5));
    queue.setRepeat(RepeatMode::all);
    RadioSession round;
    CHECK_FALSE(round.wish(queue.state(), 5));
}

TEST_CASE("five songs are kept ahead, and one more is planned with each that begins") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    REQUIRE(session.wish(queue.state(), 5)->count == 5);
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    CHECK_FALSE(session.wish(queue.state(), 5));
    hearAndGoOn(session, queue, 190s);
    const auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->keep == 4);
    CHECK(wish->count == 1);
    CHECK(wish->before.back() == 15);
}

TEST_CASE("a skip after five seconds and before the half plans anew; hunting through the list and hearing half do not") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    REQUIRE(session.wish(queue.state(), 5));
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    hearAndGoOn(session, queue, 2s);
    auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->skipped.empty());
    CHECK(wish->keep == 4);
    queue.replaceAutomatic(4, radioSessionSongs(16, 16));
    hearAndGoOn(session, queue, 30s); // song 11
    wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->skipped == std::vector<TrackId>{11});
    CHECK(wish->keep == 0);
    CHECK(wish->count == 5);
    CHECK(session.isCurrent(wish->turn));
    queue.replaceAutomatic(0, radioSessionSongs(21, 25));
    hearAndGoOn(session, queue, 110s); // song 12
    wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->keep == 4);
    CHECK(wish->seeds == std::vector<TrackId>{12});
    for (const TrackId heard : {1, 11, 12})
        CHECK(std::ranges::find(wish->session, heard) != wish->session.end());
}

TEST_CASE("radio follows the last five songs that were heard, or stays with its seed") {
    for (const bool follows : {true, false}) {
        RadioSession session;
        session.set({.follows = follows});
        PlayQueue queue;
        queue.start(radioSessionSongs(1, 1), 0, {}, 1);
        session.start({.songs = {1}}, 9);
        queue.replaceAutomatic(0, radioSessionSongs(11, 20));
        for (int i = 0; i < 7; ++i)
            hearAndGoOn(session, queue, 150s);
        const auto wish = session.wish(queue.state(), 5);
        REQUIRE(wish);
        CHECK(wish->seeds == (follows ? std::vector<TrackId>{12, 13, 14, 15, 16} : std::vector<TrackId>{1}));
        CHECK(wish->dice == 9);
    }
}

TEST_CASE("what played before radio was started from another song leads it nowhere, heard or left") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 2), 0, {}, 1);
    session.hear(at(queue, 0ms));
    session.hear(at(queue, 150s));
    session.start({.songs = {50}}, 5);
    REQUIRE(session.wish(queue.state(), 5)->seeds == std::vector<TrackId>{50});
    queue.replaceAutomatic(0, radioSessionSongs(51, 55));
    hearAndGoOn(session, queue, 160s); // past its half
    auto wish = session.wish(queue.state(), 5);
    CHECK((!wish || wish->seeds == std::vector<TrackId>{50}));
    hearAndGoOn(session, queue, 190s); // song 2 is of this radio
    wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->seeds == std::vector<TrackId>{2});
    RadioSession other;
    other.hear(at(queue, 60s));
    other.start({.songs = {50}}, 5);
    REQUIRE(queue.next());
    other.hear(at(queue, 0ms));
    wish = other.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->skipped.empty());
}

TEST_CASE("radio that begins by itself goes by what was played, not by what a list had before") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 6), 4, {}, 1); // in its middle
    const auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->seeds == std::vector<TrackId>{5});
}

TEST_CASE("what the listener puts in makes radio plan behind it; what is taken out does not come again") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    REQUIRE(session.wish(queue.state(), 5));
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    CHECK_FALSE(session.wish(queue.state(), 5));
    queue.add(radioSessionSongs(50, 50));
    auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->keep == 0);
    CHECK(wish->before.back() == 50);
    queue.replaceAutomatic(0, radioSessionSongs(21, 25));
    const EntryId taken = queue.state().lists.automatic->at(2).id;
    queue.remove({&taken, 1});
    session.refuse(std::vector<TrackId>{23});
    wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->keep == 4);
    CHECK(std::ranges::find(wish->session, TrackId{23}) != wish->session.end());
}

TEST_CASE("another setting plans anew, stopping plans nothing, and another list ends radio until its own end") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    session.start({.songs = {1}}, 3);
    const auto first = session.wish(queue.state(), 5);
    REQUIRE(first);
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    session.set({.reach = RadioReach::adventurous});
    const auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->keep == 0);
    CHECK(wish->reach == RadioReach::adventurous);
    CHECK_FALSE(session.isCurrent(first->turn));
    session.stop();
    CHECK_FALSE(session.isOn());
    CHECK_FALSE(session.wish(queue.state(), 5));
    queue.start(radioSessionSongs(60, 80), 0, {}, 1);
    session.listStarted(0);
    CHECK_FALSE(session.isOn());
    CHECK_FALSE(session.wish(queue.state(), 5));
}

TEST_CASE("files outside every library are no seed of radio") {
    RadioSession session;
    PlayQueue queue;
    queue.start({{.track = 0, .file = "/music/a.mp3", .artist = 0}}, 0, {}, 1);
    CHECK_FALSE(session.wish(queue.state(), 5));
}

TEST_CASE("radio's entries are replaced without a step of undo, and stay behind all others") {
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 2), 0, {}, 1);
    const bool couldUndo = queue.canUndo();
    const auto first = queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    CHECK(first.size() == 5);
    const auto more = queue.replaceAutomatic(2, radioSessionSongs(31, 33));
    CHECK(queue.canUndo() == couldUndo);
    REQUIRE(queue.state().lists.automatic->size() == 5);
    CHECK(queue.state().lists.automatic->at(0).id == first[0]);
    CHECK(queue.state().lists.automatic->at(2).id == more[0]);
    CHECK(queue.next()->song == 2);
    CHECK(queue.next()->song == 11);
    queue.replaceAutomatic(99, radioSessionSongs(41, 41)); // keeps all there are
    CHECK(queue.state().lists.automatic->size() == 5);
}

TEST_CASE("several seeds count beside the songs that were heard until there are five of these") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    session.start({.songs = {1, 2, 3}, .of = SeedsOf::songs, .name = "Three"}, 9);
    queue.replaceAutomatic(0, radioSessionSongs(11, 20));
    for (int i = 0; i < 6; ++i) {
        hearAndGoOn(session, queue, 150s);
        session.set({.reach = i % 2 == 0 ? RadioReach::close : RadioReach::varied}); // so that it plans
        const auto wish = session.wish(queue.state(), 5);
        REQUIRE(wish);
        CHECK(wish->began.name == "Three");
        if (i < 4) {
            CHECK(wish->seeds == std::vector<TrackId>{1, 2, 3});
            CHECK(wish->heard.size() == static_cast<std::size_t>(i) + 1);
        } else {
            CHECK(wish->seeds.size() == 5);
            CHECK(wish->heard.empty());
        }
    }
    CHECK(std::ranges::find(session.state().session, TrackId{2}) == session.state().session.end()); // it may come
}

TEST_CASE("an album stays an album while radio stays with it") {
    RadioSession session;
    session.set({.follows = false});
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    session.start({.songs = {1}, .of = SeedsOf::album, .name = "Album"}, 9);
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    hearAndGoOn(session, queue, 150s);
    const auto wish = session.wish(queue.state(), 5);
    REQUIRE(wish);
    CHECK(wish->of == SeedsOf::album);
    CHECK(wish->seeds == std::vector<TrackId>{1});
    CHECK(wish->heard.empty());
}

TEST_CASE("radio goes on after a restart: what is planned stays, also when the listener's settings are told then") {
    RadioSession session;
    session.set({.follows = false});
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 1), 0, {}, 1);
    session.start({.songs = {1}, .of = SeedsOf::songs, .name = "One"}, 9);
    REQUIRE(session.wish(queue.state(), 5));
    queue.replaceAutomatic(0, radioSessionSongs(11, 15));
    hearAndGoOn(session, queue, 30s);
    RadioSession again;
    PlayQueue asKept(queue.state());
    again.restore(session.state(), asKept.state());
    again.set({.follows = false});
    CHECK(again.isOn());
    CHECK(again.isAsked());
    CHECK(again.state() == session.state());
    CHECK(again.state().session == std::vector<TrackId>{1, 11});
    const auto wish = again.wish(asKept.state(), 5);
    REQUIRE(wish); // the one that plays was planned: one more is wanted
    CHECK(wish->keep == 4);
    CHECK(wish->skipped == std::vector<TrackId>{1});
    CHECK(wish->dice == 9);
    again.set({.follows = true});
    CHECK(again.wish(asKept.state(), 5)->keep == 0);
}

TEST_CASE("a song that could not be played to its end was not skipped, nor was the one before another list") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 3), 0, {}, 1);
    session.hear(at(queue, 30s));
    auto broken = at(queue, 30s);
    broken.failedEntry = broken.item.entry;
    queue.next();
    auto next = at(queue, 0ms);
    next.failedEntry = broken.item.entry;
    CHECK(session.hear(next));
    CHECK(session.skipped() == 0);
    session.hear(at(queue, 30s));
    queue.start(radioSessionSongs(7, 9), 0, {}, 1);
    session.listStarted(0);
    CHECK(session.hear(at(queue, 0ms)));
    CHECK(session.skipped() == 0);
    session.hear(at(queue, 30s));
    queue.next();
    CHECK(session.hear(at(queue, 0ms)));
    CHECK(session.skipped() == 7);
    CHECK_FALSE(session.hear(at(queue, 5s)));
    CHECK(session.skipped() == 0);
}

TEST_CASE("after a restart only the last hundred songs that played do not come again") {
    RadioSession session;
    PlayQueue queue;
    queue.start(radioSessionSongs(1, 150), 0, {}, 1);
    session.start({.songs = {1}}, 9);
    for (int i = 0; i < 149; ++i)
        hearAndGoOn(session, queue, 150s);
    REQUIRE(session.state().session.size() == 150);
    RadioSession again;
    again.restore(session.state(), queue.state());
    CHECK(again.state().session.size() == RadioSession::kNotAgain + 1); // and the one that plays
    CHECK(again.state().session.front() == 50);
}
