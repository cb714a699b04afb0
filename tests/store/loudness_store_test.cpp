// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/loudness_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

#include <string>

using namespace segue;
using namespace segue::store;

namespace {

const std::string kLoudnessModel = "study-cnn/1";

struct Albums {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    LibraryId library = LibraryStore(database).add("Local Music #1", "/music");

    TrackId add(const std::string& album, int number, const char* artist = "Artist") {
        const std::string name = artist + album + std::to_string(number);
        Track track;
        track.library = library;
        track.path = "/music/" + name;
        track.title = name;
        track.artist = artist;
        track.album = album;
        track.trackNumber = number;
        track.duration = std::chrono::milliseconds(100'000);
        return TrackStore(database, kLoudnessModel).save(track, "/music", {100, 1});
    }
    /// @param lufs of its excerpts
    void analyse(TrackId track, const std::string& identity, float lufs) {
        StoredAnalysis analysis;
        analysis.identity = identity;
        analysis.embedding = {0.6F, 0.8F};
        analysis.probabilities = {1.F};
        analysis.duration = std::chrono::milliseconds(100'000);
        analysis.features = SoundFeatures{.loudnessLufs = lufs};
        AnalysisStore(database, kLoudnessModel).save(track, analysis, 1);
    }
    void measure(const std::string& identity, float lufs, float peakDb) {
        Outline outline{.duration = std::chrono::milliseconds(100'000), .loudnessLufs = lufs, .truePeakDb = peakDb};
        outline.waveform.peak.assign(Waveform::kColumns, 1);
        outline.waveform.rms.assign(Waveform::kColumns, 1);
        OutlineStore(database, 1).save(identity, outline);
    }
    LoudnessStore loudness{database};
};

} // namespace

TEST_CASE_METHOD(Albums, "a song is as loud as all of it is, until then as its excerpts, and silence has no loudness") {
    const TrackId song = add("A", 1);
    CHECK(loudness.ofSong(song) == MeasuredLoudness{.isOfExcerpts = true});
    analyse(song, "one", -12.F);
    CHECK(loudness.ofSong(song) == MeasuredLoudness{.lufs = -12.F, .isOfExcerpts = true});
    measure("one", -13.F, -0.5F);
    CHECK(loudness.ofSong(song) == MeasuredLoudness{.lufs = -13.F, .truePeakDb = -0.5F});
    measure("one", -70.F, -120.F);
    CHECK_FALSE(loudness.ofSong(song).lufs);
    CHECK_FALSE(loudness.ofSong(12'345).lufs);
}

TEST_CASE_METHOD(Albums, "an album is as loud as the mean power of its songs, and its loudest moment is the loudest of them") {
    const TrackId first = add("A", 1);
    const TrackId second = add("A", 2);
    analyse(first, "one", -10.F);
    analyse(second, "two", -10.F);
    measure("one", -10.F, -2.F);
    measure("two", -20.F, -1.F);
    const TrackId other = add("A", 1, "Another");
    analyse(other, "three", -5.F);
    const auto album = loudness.ofAlbum(second);
    REQUIRE(album.lufs);
    CHECK(*album.lufs == Approx(-12.596F).margin(0.01F)); // (0.1 + 0.01) / 2
    CHECK(album.truePeakDb == -1.F);
    CHECK_FALSE(album.isOfExcerpts);
    CHECK(loudness.ofAlbum(first) == album);
}

TEST_CASE_METHOD(Albums, "an album of which too little is measured has no loudness, and neither have songs without an album") {
    const TrackId first = add("A", 1);
    add("A", 2);
    analyse(first, "one", -10.F);
    CHECK(loudness.ofAlbum(first).lufs); // one of two
    CHECK(loudness.ofAlbum(first).isOfExcerpts);
    add("A", 3);
    CHECK_FALSE(loudness.ofAlbum(first).lufs);
    const TrackId alone = add("", 1);
    analyse(alone, "four", -10.F);
    CHECK_FALSE(loudness.ofAlbum(alone).lufs);
}

TEST_CASE_METHOD(Albums, "the songs of an album are found without reading the whole library") {
    SQLite::Statement plan(database.connection(),
                           "EXPLAIN QUERY PLAN SELECT id FROM track WHERE library_id = 1 AND album_order = x'01' AND album <> ''");
    REQUIRE(plan.executeStep());
    CHECK_THAT(plan.getColumn(3).getString(), Catch::Contains("track_album"));
}
