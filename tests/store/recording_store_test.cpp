// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/listening_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/recording_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <ctime>

using namespace segue;
using namespace segue::store;
using namespace std::chrono_literals;

namespace {

using Rest = std::vector<std::uint32_t>;

struct RecordingFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    LibraryStore libraries{database};
    TrackStore tracks{database, "m/1"};
    AnalysisStore analyses{database, "m/1"};
    RecordingStore recordings{database};
    LibraryId library = libraries.add("Local Music #1", "/music");

    TrackId add(const std::string& name, std::uint64_t bytes, std::chrono::milliseconds duration = 0ms,
                const std::string& title = "T") {
        return tracks.save(
            {.library = library, .path = std::filesystem::path("/music") / name, .title = title, .duration = duration}, "/music",
            {bytes, 1});
    }
    std::string hear(TrackId track, const std::string& identity, Rest rest = {}, std::chrono::milliseconds duration = 180s) {
        return analyses.save(track,
                             {.identity = identity,
                              .embedding = {1.F},
                              .probabilities = {1.F},
                              .heardGenre = "Rock",
                              .duration = duration,
                              .features = SoundFeatures{},
                              .rest = std::move(rest)},
                             1);
    }
    bool isProbablyKnown(TrackId track) const { return recordings.isProbablyKnown(track, "m/1"); }
};

} // namespace

TEST_CASE("the rest of two songs may be the same while most of the places that both know agree") {
    CHECK(mayBeTheSame(Rest{}, Rest{1, 2, 3}));
    CHECK(mayBeTheSame(Rest{1, 2, 3, 4, 5, 6}, Rest{1, 2, 3, 4, 5, 6}));
    CHECK(mayBeTheSame(Rest{1, 2, 3, 4, 5, 6}, Rest{1, 2, 0, 0, 5, 7}));
    CHECK(mayBeTheSame(Rest{1, 2, 3, 4, 5, 6}, Rest{1, 2, 3, 4, 7, 7}));
    CHECK_FALSE(mayBeTheSame(Rest{1, 2, 3, 4, 5, 6}, Rest{1, 2, 3, 7, 7, 7}));
    CHECK_FALSE(mayBeTheSame(Rest{0, 0, 0, 0, 5, 6}, Rest{0, 1, 1, 0, 7, 7}));
    CHECK(mayBeTheSame(Rest{0, 0, 0, 0, 0, 6}, Rest{0, 0, 0, 0, 0, 7})); // one place may be damaged
}

TEST_CASE_METHOD(RecordingFixture, "recordings with one identity and different rests are stored apart, and each is found again") {
    const Rest one(12, 1), two(12, 2), three(12, 3);
    const auto first = add("a.wav", 1), second = add("b.wav", 2), third = add("c.wav", 3), copy = add("d.wav", 4);
    CHECK(hear(first, "mix", one) == "mix");
    CHECK(hear(second, "mix", two) == "mix#2");
    CHECK(hear(third, "mix", three) == "mix#3");
    CHECK(hear(copy, "mix", two) == "mix#2");
    CHECK(recordings.storedIdentity({.identity = "mix", .rest = one}) == "mix");
    CHECK(recordings.storedIdentity({.identity = "mix", .rest = Rest(12, 4)}) == "mix#4");

    ListeningStore listening(database);
    OutlineStore outlines(database, 1);
    listening.rate(first, 1);
    listening.rate(second, 2);
    CHECK(tracks.find(first)->rating == 1);
    CHECK(tracks.find(copy)->rating == 2);
    CHECK(tracks.find(third)->rating == 0);
    CHECK(outlines.waiting().size() == 3);
    const Waveform waveform{std::vector<std::uint8_t>(Waveform::kColumns, 9), std::vector<std::uint8_t>(Waveform::kColumns, 3)};
    outlines.save(outlines.identityOf(first), {.waveform = waveform, .loudnessLufs = -5.F});
    CHECK_FALSE(outlines.find(outlines.identityOf(second)));
    CHECK(tracks.find(first)->features->loudnessLufs == -5.F);
    CHECK(tracks.find(second)->features->loudnessLufs == -70.F);
}

TEST_CASE_METHOD(RecordingFixture,
                 "a recording stored before rests were kept is taken for the first that claims it, and has its rest then") {
    const auto old = add("a.wav", 1), same = add("b.wav", 2), other = add("c.wav", 3);
    CHECK(hear(old, "mix") == "mix");
    CHECK(hear(same, "mix", Rest(12, 1)) == "mix");
    CHECK(hear(other, "mix", Rest(12, 2)) == "mix#2");
}

TEST_CASE_METHOD(RecordingFixture,
                 "a file of the size of one that was heard is probably known, whether or not that is still there") {
    const auto song = add("a.mp3", 5000);
    CHECK_FALSE(isProbablyKnown(song));
    hear(song, "mp3-1000-x");
    CHECK(isProbablyKnown(add("copy.mp3", 5000)));
    CHECK_FALSE(isProbablyKnown(add("other.mp3", 5001)));
    CHECK_FALSE(recordings.isProbablyKnown(song, "other/1")); // which heard nothing
    tracks.remove(std::vector{song});
    CHECK(isProbablyKnown(add("again.mp3", 5000)));
}

TEST_CASE_METHOD(RecordingFixture, "whether a file is known is told by the few recordings like it, however many there are") {
    const auto instructions = [&](TrackId track) { // of SQLite's machine, in hundreds
        int hundreds = 0;
        ::sqlite3_progress_handler(
            database.connection().getHandle(), 100, [](void* count) { return ++*static_cast<int*>(count), 0; }, &hundreds);
        CHECK_FALSE(isProbablyKnown(track));
        ::sqlite3_progress_handler(database.connection().getHandle(), 0, nullptr, nullptr);
        return hundreds;
    };
    const auto fresh = add("new.mp3", 5000, 180s);
    const int few = instructions(fresh);
    for (int i = 0; i < 500; ++i) {
        const auto name = std::to_string(i);
        hear(add(name + ".mp3", 10'000U + static_cast<unsigned>(i), 300s), "mp3-" + name, {}, 300s + std::chrono::seconds(i));
    }
    CHECK(instructions(fresh) <= few + 2);
}

TEST_CASE_METHOD(RecordingFixture, "of thousands of recordings of one size and length only some are looked at for each song") {
    const auto instructions = [&](TrackId track) { // of SQLite's machine, in hundreds
        int hundreds = 0;
        ::sqlite3_progress_handler(
            database.connection().getHandle(), 100, [](void* count) { return ++*static_cast<int*>(count), 0; }, &hundreds);
        CHECK_FALSE(isProbablyKnown(track));
        ::sqlite3_progress_handler(database.connection().getHandle(), 0, nullptr, nullptr);
        return hundreds;
    };
    const auto more = [&](int from, int to, bool isHeard) {
        SQLite::Transaction transaction(database.connection());
        for (int i = from; i < to; ++i) {
            const auto name = std::to_string(i);
            const auto song = add(name + ".wav", isHeard ? 6000 : 5000, 50ms, "Title " + name);
            if (isHeard)
                hear(song, "wav-" + name, {}, 50ms);
            else
                recordings.assign(song, {.identity = "wav-" + name, .duration = 50ms}); // too little sound to be compared
        }
        transaction.commit();
    };
    const auto fresh = add("new.wav", 5000, 50ms, "Another title");
    SECTION("that nothing was heard in") {
        more(0, 400, false);
        const int some = instructions(fresh);
        more(400, 2'000, false);
        CHECK(instructions(fresh) <= some + 2);
    }
    SECTION("that were heard, and are there under other titles") {
        more(0, 400, true);
        const int some = instructions(fresh);
        more(400, 2'000, true);
        CHECK(instructions(fresh) <= some + 2);
    }
}

TEST_CASE_METHOD(RecordingFixture,
                 "one file of thousands as long is recognised when it was moved, copied or, retagged, is the nearest") {
    {
        SQLite::Transaction transaction(database.connection());
        for (int i = 0; i < 1'000; ++i) {
            const auto name = std::to_string(i);
            hear(add(name + ".mp3", 10'000U + static_cast<unsigned>(i), 30s, "Title " + name), "mp3-" + name, {},
                 29'900ms + std::chrono::milliseconds(i / 5));
        }
        transaction.commit();
    }
    CHECK(isProbablyKnown(add("elsewhere/700.mp3", 10'700, 30s, "Title 700")));
    CHECK(isProbablyKnown(add("elsewhere/0.mp3", 10'000, 30s, "Another title")));
    CHECK_FALSE(isProbablyKnown(add("retagged.mp3", 500, 30s, "Another title")));
    CHECK(isProbablyKnown(add("retagged too.mp3", 501, 29'900ms + 140ms, "Title 700")));
    database.connection().exec("UPDATE track SET missing_since = 1 WHERE title = 'Title 500'");
    CHECK(isProbablyKnown(add("moved and retagged.mp3", 502, 30s, "Another title")));
}

TEST_CASE_METHOD(RecordingFixture, "CPU of asking for 20,000 songs of one length and size", "[.][bench]") {
    constexpr int kSongs = 20'000;
    const auto cpu = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
    double asking = 0.0;
    SQLite::Transaction transaction(database.connection());
    for (int i = 0; i < kSongs; ++i) {
        const auto name = std::to_string(i);
        const auto song = add(name + ".wav", 5000, 50ms, "Title " + name);
        const double begun = cpu();
        CHECK_FALSE(isProbablyKnown(song));
        asking += cpu() - begun;
        recordings.assign(song, {.identity = "wav-" + name, .duration = 50ms});
    }
    transaction.commit();
    WARN("asked " << kSongs << " times: " << asking << " s CPU");
}

TEST_CASE_METHOD(RecordingFixture, "a file about as long as one that is gone, or of that title, is probably known") {
    const auto song = add("a.mp3", 5000, 180s, "Hello");
    hear(song, "mp3-180000-x", {}, 180'040ms);
    CHECK_FALSE(isProbablyKnown(add("b.mp3", 6000, 180s, "Something else")));
    CHECK(isProbablyKnown(add("c.mp3", 6001, 180s, "Hello")));
    CHECK_FALSE(isProbablyKnown(add("d.mp3", 6002, 190s, "Hello")));
    const auto fresh = add("e.mp3", 6003, 180s, "Something else");
    SECTION("removed") { tracks.remove(std::vector{song}); }
    SECTION("missing") { database.connection().exec("UPDATE track SET missing_since = 1 WHERE id = " + std::to_string(song)); }
    SECTION("in a library that is offline") {
        const auto other = libraries.add("Gone", "/gone");
        database.connection().exec("UPDATE track SET library_id = " + std::to_string(other) +
                                   " WHERE id = " + std::to_string(song));
        libraries.setOffline(other, true);
    }
    CHECK(isProbablyKnown(fresh));
}

TEST_CASE_METHOD(RecordingFixture, "what was done with a song moves on when its provisional identity turns out to be another") {
    ListeningStore listening(database);
    const auto song = add("a.mp3", 5000);
    recordings.assign(song, {.identity = "told-by-its-packets", .duration = 1s});
    listening.rate(song, 4);
    hear(song, "heard");
    CHECK(tracks.find(song)->rating == 4);
    hear(song, "heard-otherwise"); // a recording that was heard keeps what it has
    CHECK(tracks.find(song)->rating == 0);
}

TEST_CASE_METHOD(RecordingFixture, "a song that went away meanwhile leaves its recording behind, and nothing else") {
    CHECK(recordings.assign(4711, {.identity = "one", .duration = 1s}) == "one");
    CHECK_FALSE(recordings.stateOf(4711));
}
