// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/listening_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;
using namespace std::chrono_literals;
using std::chrono::sys_seconds;

namespace {

struct ListeningFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    LibraryStore libraries{database};
    TrackStore tracks{database, "m/1"};
    AnalysisStore analyses{database, "m/1"};
    ListeningStore listening{database};
    LibraryId library = libraries.add("Local Music #1", "/music");

    TrackId add(const std::string& name, FileStamp stamp = {100, 1}) {
        return tracks.save({.library = library, .path = std::filesystem::path("/music") / name, .title = name}, "/music", stamp);
    }
    void hear(TrackId track, const std::string& identity) {
        analyses.save(track, {.identity = identity, .embedding = {1.F}, .probabilities = {1.F}, .heardGenre = "Rock"}, 1);
    }
    int rows() { return database.connection().execAndGet("SELECT count(*) FROM listening").getInt(); }
    void setAdded(TrackId track, int seconds) {
        database.connection().exec("UPDATE listening SET added = " + std::to_string(seconds) + " WHERE recording = 'track-" +
                                   std::to_string(track) + "'");
    }
};

} // namespace

TEST_CASE_METHOD(ListeningFixture, "a song has today's date when it is first stored, and the same when it changes or moves") {
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto song = add("a.mp3");
    CHECK(tracks.find(song)->added >= before);
    CHECK(tracks.find(song)->added <= std::chrono::system_clock::now());
    setAdded(song, 1000);
    add("a.mp3", {101, 2});
    tracks.move(song, library, "b.mp3");
    CHECK(tracks.find(song)->added == sys_seconds{1000s});
}

TEST_CASE_METHOD(ListeningFixture, "plays and rating are kept before and after the recording is known") {
    const auto song = add("a.mp3");
    listening.rate(song, 3);
    listening.countPlay(song, sys_seconds{5000s});
    hear(song, "one");
    listening.countPlay(song, sys_seconds{6000s});
    const auto found = tracks.find(song);
    CHECK(found->rating == 3);
    CHECK(found->plays == 2);
    CHECK(found->lastPlayed == sys_seconds{6000s});
    CHECK(found->added > sys_seconds{6000s});
    CHECK(rows() == 1);
    listening.rate(song, 0);
    CHECK(tracks.find(song)->rating == 0);
    CHECK(tracks.songs(library)[0].plays == 2);
}

TEST_CASE_METHOD(ListeningFixture, "when two songs turn out to be one recording what is known of both comes together") {
    const auto first = add("a.mp3");
    const auto second = add("b.mp3");
    setAdded(first, 2000);
    setAdded(second, 1000);
    listening.rate(first, 2);
    listening.countPlay(first, sys_seconds{9000s});
    listening.countPlay(second, sys_seconds{8000s});
    hear(first, "one");
    hear(second, "one");
    const Listening both{.added = sys_seconds{2000s}, .lastPlayed = sys_seconds{9000s}, .plays = 2, .rating = 2};
    CHECK(listening.find(first) == both);
    CHECK(listening.find(second) == both);
    CHECK(listening.sharing(first) == std::vector{first, second});
    const auto third = add("c.mp3");
    listening.rate(third, 5); // the listener thought so last
    hear(third, "one");
    CHECK(listening.find(first)->rating == 5);
    CHECK(rows() == 1);
}

TEST_CASE_METHOD(ListeningFixture, "what was heard of a recording outlives its files, and is there when it comes back") {
    const auto song = add("a.mp3");
    setAdded(song, 1000);
    hear(song, "one");
    listening.rate(song, 4);
    libraries.remove(library);
    CHECK(rows() == 1);
    library = libraries.add("Again", "/music");
    const auto again = add("renamed.mp3");
    CHECK(listening.find(again)->rating == 0); // nobody knows yet
    hear(again, "one");
    CHECK(listening.find(again) == Listening{.added = sys_seconds{1000s}, .rating = 4});
}

TEST_CASE_METHOD(ListeningFixture,
                 "a song that goes before its recording was known leaves nothing behind, and nobody gets its id") {
    const auto song = add("a.mp3");
    listening.rate(song, 5);
    tracks.remove(std::vector{song});
    CHECK(rows() == 0);
    const auto next = add("b.mp3");
    CHECK(next > song);
    CHECK(tracks.find(next)->rating == 0);
    listening.rate(next, 1);
    libraries.remove(library);
    CHECK(rows() == 0);
}

TEST_CASE_METHOD(ListeningFixture, "another sound in the file begins anew; the old one keeps what was its own") {
    const auto song = add("a.mp3");
    hear(song, "one");
    listening.rate(song, 5);
    listening.countPlay(song, sys_seconds{5000s});
    add("a.mp3", {101, 2});
    CHECK(tracks.find(song)->rating == 5); // until somebody has listened
    hear(song, "two");
    CHECK(tracks.find(song)->rating == 0);
    CHECK(tracks.find(song)->plays == 0);
    CHECK(tracks.find(song)->added > sys_seconds{5000s});
    add("a.mp3", {102, 3});
    hear(song, "one");
    CHECK(tracks.find(song)->rating == 5);
    CHECK(tracks.find(song)->plays == 1);
}

TEST_CASE_METHOD(ListeningFixture, "a recording's date stays when another file of it comes, whatever the clock says by then") {
    const auto song = add("a.mp3");
    setAdded(song, 5000);
    hear(song, "one");
    for (const int clock : {1000, 9000}) {
        const auto copy = add("copy" + std::to_string(clock) + ".mp3");
        setAdded(copy, clock);
        hear(copy, "one");
        CHECK(listening.find(copy)->added == sys_seconds{5000s});
    }
}

TEST_CASE_METHOD(ListeningFixture, "a recording without a date takes the first one that is told") {
    const auto song = add("a.mp3");
    setAdded(song, 0);
    hear(song, "one");
    const auto copy = add("copy.mp3");
    setAdded(copy, 7000);
    hear(copy, "one");
    CHECK(listening.find(song)->added == sys_seconds{7000s});
}

TEST_CASE_METHOD(
    ListeningFixture,
    "the last play's time is what the clock said at it, so that a clock that was wrong is wrong until the next play only") {
    const auto song = add("a.mp3");
    listening.countPlay(song, sys_seconds{5000s});
    listening.countPlay(song, sys_seconds{9'000'000s}); // far ahead
    listening.countPlay(song, sys_seconds{6000s});
    CHECK(listening.find(song)->lastPlayed == sys_seconds{6000s});
    listening.countPlay(song, sys_seconds{1000s}); // set back
    listening.countPlay(song, sys_seconds{7000s});
    CHECK(listening.find(song)->lastPlayed == sys_seconds{7000s});
    CHECK(listening.find(song)->plays == 5);
}

TEST_CASE_METHOD(ListeningFixture, "stars are one to five, and a song that is gone has none") {
    const auto song = add("a.mp3");
    listening.rate(song, 9);
    CHECK(listening.find(song)->rating == 5);
    listening.rate(song, -1);
    CHECK(listening.find(song)->rating == 0);
    listening.rate(4711, 3);
    listening.countPlay(4711, sys_seconds{1s});
    CHECK_FALSE(listening.find(4711));
    CHECK(rows() == 1);
}
