// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/own_song_reader.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/track_facts.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <set>

using namespace segue;
using namespace segue::store;

namespace {

constexpr int kVersion = 1;
constexpr int kFeatureVersion = 3;
constexpr AnalysisVersions kStoresNow{kVersion, kFeatureVersion};
const std::string kModel = "study-cnn/1";

struct StoresFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    LibraryStore libraries{database};
    TrackStore tracks{database, kModel};
    AnalysisStore analyses{database, kModel};
    OutlineStore outlines{database, 1};
    LibraryId library = libraries.add("Local Music #1", "/music");

    TrackId add(const std::string& name, const std::string& title = "Title") {
        return tracks.save({.library = library, .path = std::filesystem::path("/music") / name, .title = title}, "/music",
                           {100, 1});
    }
};

StoredAnalysis analysisOf(const std::string& identity) {
    return {.identity = identity,
            .embedding = {0.6F, 0.8F},
            .probabilities = {0.25F, 0.75F},
            .heardGenre = "Rock",
            .heardProbability = 0.75F,
            .previewStart = std::chrono::milliseconds{4200},
            .duration = std::chrono::milliseconds{180'000},
            .features = SoundFeatures{.tempoBpm = 123.5F,
                                      .key = 21,
                                      .keyStrength = 0.75F,
                                      .centroidHz = 1800.F,
                                      .onsetsPerSecond = 2.5F,
                                      .loudnessLufs = -9.5F}};
}

Outline outlineOf(std::uint8_t level) {
    return {.waveform = {.peak = std::vector<std::uint8_t>(Waveform::kColumns, level),
                         .rms = std::vector<std::uint8_t>(Waveform::kColumns, level / 2)},
            .duration = std::chrono::milliseconds{180'123},
            .loudnessLufs = -11.25F,
            .loudnessRangeLu = 6.5F,
            .truePeakDb = -0.5F};
}

std::vector<TrackId> idsOf(const std::vector<OutlineWaiting>& songs) {
    std::vector<TrackId> ids;
    for (const auto& one : songs)
        ids.push_back(one.track);
    return ids;
}

} // namespace

TEST_CASE_METHOD(StoresFixture, "a song comes back as it was stored") {
    const Track given{.library = library,
                      .path = "/music/a/b.mp3",
                      .title = "Tïtle",
                      .artist = "Artist",
                      .albumArtist = "AA",
                      .album = "Album",
                      .genre = "Folk",
                      .trackNumber = 3,
                      .discNumber = 2,
                      .year = 1999,
                      .originalYear = 1969,
                      .releaseId = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae",
                      .isrc = "GBAYE0601498",
                      .duration = std::chrono::milliseconds{1234},
                      .format = "FLAC",
                      .bitRateKbps = 912};
    const auto id = tracks.save(given, "/music", {5, 6});
    const auto found = tracks.find(id);
    REQUIRE(found);
    CHECK(found->path == given.path);
    CHECK(found->title == given.title);
    CHECK(found->albumArtist == "AA");
    CHECK(found->trackNumber == 3);
    CHECK(found->discNumber == 2);
    CHECK(found->year == 1999);
    CHECK(found->originalYear == 1969);
    CHECK(found->releaseId == given.releaseId);
    CHECK(readOwnSong(database, id).isrc == given.isrc);
    CHECK(found->format == "FLAC");
    CHECK(found->bitRateKbps == 912);
    CHECK(found->duration == given.duration);
    CHECK(found->state == AnalysisState::waiting);
}

TEST_CASE_METHOD(StoresFixture, "a path that is not UTF-8 survives byte by byte") {
    const std::string name = "caf\xE9\xFF.mp3";
    const auto id = add(name);
    CHECK(tracks.find(id)->path.native() == "/music/" + name);
    CHECK(tracks.findByPath("/music/" + name)->id == id);
    CHECK(tracks.knownFiles(library).front().path.native() == name);
}

TEST_CASE_METHOD(StoresFixture,
                 "a file that changed keeps its id and what was heard, forgets its failure, and waits to be identified") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    analyses.saveFailure(id, {"io", "gone", kVersion});
    CHECK(tracks.save({.library = library, .path = "/music/a.mp3", .title = "New"}, "/music", {101, 2}) == id);
    CHECK(tracks.find(id)->state == AnalysisState::done);
    CHECK(tracks.find(id)->title == "New");
    CHECK(analyses.waiting(kStoresNow) == std::vector{id});
    CHECK_FALSE(analyses.isComplete(id, kFeatureVersion));
    CHECK(outlines.waiting().empty());
    CHECK(outlines.identityOf(id).empty());
    analyses.saveFailure(id, {"badFile", "It is broken.", kVersion}); // the new file cannot be read
    CHECK(tracks.find(id)->state == AnalysisState::failed);
    analyses.forEach([](const EmbeddedTrack&) { FAIL("it cannot be compared"); });
    tracks.save({.library = library, .path = "/music/a.mp3", .title = "New"}, "/music", {101, 2});
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    CHECK(analyses.waiting(kStoresNow).empty());
    CHECK(outlines.identityOf(id) == "one");
    CHECK(tracks.knownFiles(library).front().stamp == FileStamp{101, 2});
}

TEST_CASE_METHOD(StoresFixture, "an analysis shows in the row and in the embeddings") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    const auto track = tracks.find(id);
    CHECK(track->state == AnalysisState::done);
    CHECK(track->heardGenre == "Rock");
    CHECK(track->heardProbability == Approx(0.75));
    CHECK(track->previewStart == std::chrono::milliseconds{4200});
    CHECK(track->duration == std::chrono::milliseconds{180'000});
    std::vector<EmbeddedTrack> rows;
    analyses.forEach([&](EmbeddedTrack row) { rows.push_back(std::move(row)); });
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].embedding == std::vector{0.6F, 0.8F});
    CHECK(rows[0].track == id);
    CHECK(analyses.find(id)->probabilities == std::vector{0.25F, 0.75F});
    CHECK(analyses.find(id)->features == analysisOf("one").features);
    CHECK(track->features == analysisOf("one").features);
}

TEST_CASE_METHOD(StoresFixture, "sound features of an older version wait for newer ones, and are shown until then") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion - 1);
    CHECK(analyses.waiting(kStoresNow) == std::vector{id});
    CHECK_FALSE(analyses.isComplete(id, kFeatureVersion));
    CHECK(tracks.find(id)->state == AnalysisState::done);
    CHECK(tracks.find(id)->features);
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    CHECK(analyses.waiting(kStoresNow).empty());
    CHECK(analyses.isComplete(id, kFeatureVersion));
}

TEST_CASE_METHOD(StoresFixture, "what was heard by an older rule serves until it was heard again, with its sound features") {
    const auto id = add("a.mp3");
    const auto copy = add("b.mp3");
    AnalysisStore others(database, "other/1");
    for (auto* const store : {&analyses, &others})
        for (const auto track : {id, copy})
            store->save(track, analysisOf("one"), kFeatureVersion);
    database.connection().exec("INSERT INTO hear_again SELECT identity, model FROM analysis");
    CHECK(analyses.waiting(kStoresNow) == std::vector{id, copy});
    CHECK_FALSE(analyses.isComplete(id, kFeatureVersion));
    CHECK_FALSE(analyses.hasFeatures(id, kFeatureVersion)); // or they would not be measured again
    CHECK(tracks.find(id)->state == AnalysisState::done);
    std::size_t compared = 0;
    analyses.forEach([&](const EmbeddedTrack&) { ++compared; });
    CHECK(compared == 2);
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    CHECK(analyses.waiting(kStoresNow).empty()); // the copy is the same recording
    CHECK(analyses.isComplete(copy, kFeatureVersion));
    CHECK(others.waiting(kStoresNow).size() == 2);
    others.saveFailure(id, {"io", "gone", kVersion});
    CHECK(others.waiting(kStoresNow) == std::vector{copy});
    CHECK(TrackStore(database, "other/1").find(id)->state == AnalysisState::done);
    ModelStore(database).forget("other/1");
    CHECK(database.connection().execAndGet("SELECT count(*) FROM hear_again").getInt() == 0);
}

TEST_CASE_METHOD(StoresFixture, "a song with too little sound is neither a failure nor a neighbour, and its recording is known") {
    const auto id = add("a.mp3");
    const auto copy = add("b.mp3");
    for (const auto track : {id, copy})
        analyses.save(track, analysisOf("one"), kFeatureVersion); // by an older rule
    database.connection().exec("INSERT INTO hear_again SELECT identity, model FROM analysis");
    for (const char* kind : {"silent", "tooShort"}) {
        analyses.saveTooLittleSound(id, {kind, "It is silent.", kVersion},
                                    {.identity = "one", .duration = std::chrono::seconds{180}});
        CHECK(tracks.find(id)->state == AnalysisState::unheard);
        CHECK(tracks.find(id)->problem == "It is silent.");
    }
    const auto listed = tracks.songs(library);
    CHECK(listed[0].state == AnalysisState::unheard);
    analyses.forEach([](const EmbeddedTrack&) { FAIL("it cannot be compared"); });
    CHECK(analyses.counts().failed == 0);
    CHECK(ProblemStore(database, kModel, 1).all().empty());
    CHECK(ProblemStore(database, kModel, 1).count() == 0);
    CHECK(analyses.waiting(kStoresNow) == std::vector{copy}); // what was heard of the recording is forgotten for both
    CHECK(outlines.identityOf(id) == "one");
    CHECK(outlines.waiting().size() == 1);
    const auto fresh = add("c.mp3");
    analyses.saveTooLittleSound(fresh, {"tooShort", "It is short.", kVersion},
                                {.identity = "two", .duration = std::chrono::seconds{2}});
    CHECK(outlines.identityOf(fresh) == "two");
    CHECK(tracks.find(fresh)->duration == std::chrono::seconds{2});
}

TEST_CASE_METHOD(StoresFixture, "a song whose features fail now keeps what was heard before, and is not tried for ever") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion - 1);
    analyses.saveFailure(id, {"io", "gone", kVersion});
    CHECK(analyses.waiting(kStoresNow).empty());
    CHECK(tracks.find(id)->state == AnalysisState::done);
}

TEST_CASE_METHOD(StoresFixture, "sound features belong to the recording, whatever the bundle") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    AnalysisStore other(database, "other/1");
    CHECK(other.waiting(kStoresNow) == std::vector{id});
    CHECK(other.hasFeatures(id, kFeatureVersion));
    auto unmeasured = analysisOf("one");
    unmeasured.features.reset();
    other.save(id, unmeasured, kFeatureVersion);
    CHECK(other.isComplete(id, kFeatureVersion));
    CHECK(other.find(id)->features == analysisOf("one").features);
}

TEST_CASE_METHOD(StoresFixture, "an outline comes back as it was stored, and its loudness is the song's") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    CHECK(tracks.find(id)->features->loudnessLufs == -9.5F);
    CHECK(outlines.identityOf(id) == "one");
    outlines.save("one", outlineOf(200));
    CHECK(outlines.find("one") == outlineOf(200));
    CHECK(tracks.find(id)->features->loudnessLufs == -11.25F);
    CHECK(tracks.songs(library)[0].features->loudnessLufs == -11.25F);
    outlines.save("one", outlineOf(100));
    CHECK(outlines.find("one") == outlineOf(100));
    outlines.save("two", outlineOf(50));
    CHECK(outlines.find("one") == outlineOf(100));
    CHECK(database.connection().execAndGet("SELECT count(*) FROM waveform").getInt() == 2); // replaced, not added
    CHECK(database.connection().execAndGet("SELECT max(length(columns)) FROM waveform").getInt() <= 2100);
}

TEST_CASE_METHOD(StoresFixture, "waiting for an outline are recordings, not files, and only those that were analysed") {
    add("fresh.mp3");
    const auto first = add("a.mp3");
    const auto copy = add("copy/a.mp3");
    const auto second = add("b.mp3");
    const auto unreadable = add("c.mp3");
    analyses.save(first, analysisOf("one"), kFeatureVersion);
    analyses.save(copy, analysisOf("one"), kFeatureVersion);
    analyses.save(second, analysisOf("two"), kFeatureVersion);
    analyses.save(unreadable, analysisOf("three"), kFeatureVersion);
    CHECK(idsOf(outlines.waiting()) == std::vector{first, second, unreadable});
    outlines.save("one", outlineOf(1));
    outlines.saveFailure("three", "It crashed.");
    CHECK(idsOf(outlines.waiting()) == std::vector{second});
    CHECK(tracks.find(unreadable)->state == AnalysisState::done);
    const OutlineStore newer(database, 2);
    CHECK(idsOf(newer.waiting()) == std::vector{first, second, unreadable});
    CHECK_FALSE(newer.find("one"));
    libraries.setOffline(library, true);
    CHECK(outlines.waiting().empty());
}

TEST_CASE_METHOD(StoresFixture, "a song whose outline is older than fingerprints waits for one, after those without an outline") {
    const auto old = add("a.mp3"), fresh = add("b.mp3");
    analyses.save(old, analysisOf("one"), kFeatureVersion);
    analyses.save(fresh, analysisOf("two"), kFeatureVersion);
    auto outline = outlineOf(1);
    outline.fingerprint = {1, 2, 3};
    outlines.save("one", outline);
    CHECK(outlines.fingerprint(old) == outline.fingerprint);
    CHECK(outlines.isComplete("one"));
    database.connection().exec("DELETE FROM fingerprint");
    CHECK(idsOf(outlines.waiting()) == std::vector{fresh, old});
    CHECK_FALSE(outlines.isComplete("one"));
    CHECK(outlines.find("one") == outlineOf(1)); // it serves until then
    CHECK(outlines.fingerprint(old).empty());
    outlines.save("one", outlineOf(1)); // too short for a fingerprint
    CHECK(idsOf(outlines.waiting()) == std::vector{fresh});
}

TEST_CASE_METHOD(StoresFixture, "a song that is not analysed or not there has no identity and no outline") {
    CHECK(outlines.identityOf(add("a.mp3")).empty());
    CHECK(outlines.identityOf(4711).empty());
    CHECK_FALSE(outlines.find(""));
}

TEST_CASE_METHOD(StoresFixture, "another bundle's analyses do not count") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    CHECK(TrackStore(database, "other/1").find(id)->state == AnalysisState::waiting);
    CHECK(AnalysisStore(database, "other/1").waiting(kStoresNow) == std::vector{id});
    CHECK(AnalysisStore(database, "other/1").find(id) == std::nullopt);
}

TEST_CASE_METHOD(StoresFixture, "waiting are the songs without analysis or failure of this version") {
    const auto done = add("done.mp3");
    const auto failed = add("failed.mp3");
    const auto fresh = add("fresh.mp3");
    analyses.save(done, analysisOf("one"), kFeatureVersion);
    analyses.saveFailure(failed, {"badFile", "It is broken.", kVersion});
    CHECK(analyses.waiting(kStoresNow) == std::vector{fresh});
    CHECK(analyses.waiting({kVersion + 1, kFeatureVersion}) == std::vector{failed, fresh});
    CHECK(tracks.find(failed)->state == AnalysisState::failed);
    CHECK(tracks.find(failed)->problem == "It is broken.");
    const auto counts = analyses.counts();
    CHECK(counts.tracks == 3);
    CHECK(counts.done == 1);
    CHECK(counts.failed == 1);
}

TEST_CASE_METHOD(StoresFixture, "songs of an offline library do not wait") {
    add("a.mp3");
    libraries.setOffline(library, true);
    CHECK(analyses.waiting(kStoresNow).empty());
    CHECK(libraries.find(library)->offline);
}

TEST_CASE_METHOD(StoresFixture, "two files of one recording share the analysis") {
    const auto first = add("a.mp3");
    const auto second = add("copy/a.mp3");
    analyses.save(first, analysisOf("same"), kFeatureVersion);
    analyses.save(second, analysisOf("same"), kFeatureVersion);
    CHECK(tracks.find(first)->state == AnalysisState::done);
    CHECK(tracks.find(second)->state == AnalysisState::done);
}

TEST_CASE_METHOD(StoresFixture, "a moved song keeps its analysis") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    tracks.move(id, library, "new/place.mp3");
    CHECK(tracks.find(id)->path == "/music/new/place.mp3");
    CHECK(tracks.find(id)->state == AnalysisState::done);
}

TEST_CASE_METHOD(StoresFixture, "a file of another name is asked again what it holds, one in another folder is not") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("one"), kFeatureVersion);
    tracks.move(id, library, "new/a.mp3");
    CHECK(analyses.waiting(kStoresNow).empty());
    CHECK(tracks.knownFiles(library)[0].stamp == FileStamp{100, 1});
    tracks.move(id, library, "new/b.mp3");
    CHECK(analyses.waiting(kStoresNow) == std::vector{id});
    CHECK(tracks.knownFiles(library)[0].stamp.size == 100);
    CHECK(tracks.knownFiles(library)[0].stamp != FileStamp{100, 1}); // so that the next scan reads it
    CHECK(tracks.find(id)->state == AnalysisState::done);
}

TEST_CASE_METHOD(StoresFixture, "removing a library takes its songs, not another's, and keeps analyses") {
    const auto other = libraries.add("Local Music #2", "/other");
    const auto kept = tracks.save({.library = other, .path = "/other/b.mp3", .title = "b"}, "/other", {1, 1});
    const auto gone = add("a.mp3");
    analyses.save(gone, analysisOf("one"), kFeatureVersion);
    libraries.remove(library);
    CHECK_FALSE(tracks.find(gone));
    CHECK(tracks.find(kept));
    const auto again = libraries.add("Again", "/music");
    const auto id = tracks.save({.library = again, .path = "/music/a.mp3", .title = "a"}, "/music", {100, 1});
    CHECK(tracks.find(id)->state == AnalysisState::waiting); // until its identity is known again
}

TEST_CASE_METHOD(StoresFixture, "songs come sorted by artist, album, disc, number") {
    const auto save = [&](const char* name, const char* artist, const char* album, int disc, int number) {
        return tracks.save({.library = library,
                            .path = std::filesystem::path("/music") / name,
                            .title = name,
                            .artist = artist,
                            .album = album,
                            .trackNumber = number,
                            .discNumber = disc},
                           "/music", {1, 1});
    };
    const auto d = save("d", "beta", "A", 2, 1);
    const auto c = save("c", "beta", "A", 1, 2);
    const auto b = save("b", "Beta", "A", 1, 1);
    const auto a = save("a", "Alpha", "Z", 1, 9);
    std::vector<TrackId> order;
    for (const auto& track : tracks.songs(library))
        order.push_back(track.id);
    CHECK(order == std::vector{a, b, c, d});
}

TEST_CASE_METHOD(StoresFixture, "a list of many songs says of each what is known of it, and so does one of few") {
    const auto small = libraries.add("Local Music #2", "/other/");
    const auto connection = [this](const std::string& sql) { database.connection().exec(sql); };
    AnalysisStore another(database, "study-crnn/1");
    for (int i = 0; i < 60; ++i) {
        const bool isOther = i % 10 == 9;
        const std::filesystem::path root = isOther ? "/other/" : "/music";
        const auto id = tracks.save({.library = isOther ? small : library,
                                     .path = root / ("folder " + std::to_string(i % 7)) / std::to_string(i),
                                     .title = "T" + std::to_string(i),
                                     .artist = i % 3 == 0 ? "" : "Artist " + std::to_string(i % 4),
                                     .album = "Album " + std::to_string(i % 5),
                                     .genre = "Pop",
                                     .trackNumber = i,
                                     .year = 1990 + i,
                                     .originalYear = 1960 + i % 3,
                                     .releaseId = i % 3 == 0 ? "" : "release " + std::to_string(i % 5),
                                     .duration = std::chrono::milliseconds{i},
                                     .format = i % 4 == 0 ? "MP3" : "FLAC",
                                     .bitRateKbps = 10 * i},
                                    root, {1, 1});
        auto heard = analysisOf("recording " + std::to_string(i % 50)); // some files are copies
        heard.heardGenre = i % 2 == 0 ? "Rock" : "Folk";
        if (i % 11 == 3)
            heard.features.reset();
        if (i % 6 == 5)
            another.save(id, heard, kFeatureVersion); // known, but not to this bundle
        else if (i % 6 != 4)
            analyses.save(id, heard, kFeatureVersion);
        if (i % 8 == 4)
            analyses.saveFailure(id, {"badFile", "Why " + std::to_string(i), kVersion});
        if (i % 5 == 1)
            outlines.save(heard.identity, outlineOf(9));
        if (i % 4 != 0)
            connection("INSERT OR REPLACE INTO listening SELECT coalesce(identity, 'track-' || id), 1600000000 + id, id, 2 * id, "
                       "id % 6 FROM track WHERE id = " +
                       std::to_string(id));
        if (i % 9 == 2)
            connection("UPDATE track SET missing_since = 5 WHERE id = " + std::to_string(id));
    }
    connection("INSERT INTO listening VALUES ('track-x', 1, 1, 1, 1), ('track-', 1, 1, 1, 1), ('track-999', 1, 1, 1, 1)");
    for (const auto& [which, count] : {std::pair(library, 54U), std::pair(small, 6U)}) {
        const auto songs = tracks.songs(which);
        CHECK(songs.size() == count);
        for (const Track& song : songs)
            CHECK(test::factsOf(song) == test::factsOf(tracks.find(song.id).value()));
    }
    CHECK(tracks.songs(4711).empty());
}

TEST_CASE_METHOD(StoresFixture, "a failure of a song that is gone is not stored") {
    CHECK_NOTHROW(analyses.saveFailure(4711, {"io", "gone", kVersion}));
    CHECK(analyses.counts().failed == 0);
}

TEST_CASE_METHOD(StoresFixture, "two libraries cannot have the same folder") {
    CHECK_THROWS_AS(libraries.add("x", "/music"), Error);
}

TEST_CASE_METHOD(StoresFixture, "a missing song keeps its first date, is counted apart, and waits for nothing until it is found") {
    const auto id = add("a.mp3");
    static_cast<void>(add("b.mp3"));
    const std::chrono::sys_seconds first{std::chrono::hours{1000}};
    tracks.markMissing({&id, 1}, first);
    tracks.markMissing({&id, 1}, first + std::chrono::hours{5});
    REQUIRE(tracks.missingFiles().size() == 1);
    CHECK(tracks.missingFiles()[0].since == first);
    CHECK(tracks.missingFiles()[0].path == "a.mp3");
    CHECK(tracks.find(id)->isMissing);
    CHECK(libraries.findCounted(library)->trackCount == 1);
    CHECK(libraries.findCounted(library)->missingCount == 1);
    CHECK(analyses.waiting(kStoresNow).size() == 1);
    tracks.markFound({&id, 1});
    CHECK(tracks.missingFiles().empty());
    CHECK(analyses.waiting(kStoresNow).size() == 2);
}

TEST_CASE_METHOD(StoresFixture, "embeddings of missing songs and of offline libraries are kept, and not handed out") {
    const auto id = add("a.mp3");
    analyses.save(id, analysisOf("sound"), kFeatureVersion);
    const auto count = [&] {
        std::size_t rows = 0;
        analyses.forEach([&](const EmbeddedTrack&) { ++rows; });
        std::size_t own = 0;
        analyses.forEachIn(library, [&](const EmbeddedTrack&) { ++own; });
        CHECK(own == rows);
        CHECK(analyses.embedded(id).has_value() == (rows == 1));
        return rows;
    };
    CHECK(count() == 1);
    tracks.markMissing({&id, 1}, {});
    CHECK(count() == 0);
    CHECK(analyses.find(id));
    tracks.markFound({&id, 1});
    CHECK(count() == 1);
    libraries.setAbsence(library, Absence::unmounted);
    CHECK(count() == 0);
    libraries.setAbsence(library, Absence::none);
    CHECK(count() == 1);
}

TEST_CASE_METHOD(StoresFixture, "songs are known by folder, whatever bytes its name has, and by stamp") {
    for (const char* path : {"a/x.mp3", "a/b/y.mp3", "a0/z.mp3", "a\xFF/w.mp3", "v.mp3"})
        static_cast<void>(add(path));
    const auto names = [&](const std::filesystem::path& where, bool deep) {
        std::set<std::string> paths;
        for (const auto& file : tracks.knownFilesIn(library, where, deep))
            paths.insert(file.path.native());
        return paths;
    };
    using Names = std::set<std::string>;
    CHECK(names("a", false) == Names{"a/x.mp3"});
    CHECK(names("a", true) == Names{"a/x.mp3", "a/b/y.mp3"});
    CHECK(names("a/b", false) == Names{"a/b/y.mp3"});
    CHECK(names("a\xFF", true) == Names{"a\xFF/w.mp3"});
    CHECK(names("", false) == Names{"v.mp3"});
    CHECK(names("", true).size() == 5);
    const std::vector<FileStamp> stamps{{100, 1}, {7, 7}};
    CHECK(tracks.knownFilesLike(library, stamps).size() == 5);
    CHECK(tracks.knownFilesLike(library, std::span(stamps).last(1)).empty());
}

TEST_CASE_METHOD(StoresFixture, "a library that moves keeps its songs; a folder has one library") {
    const auto id = add("a.mp3");
    const auto other = libraries.add("Other", "/other");
    libraries.relocate(library, "/elsewhere");
    CHECK(tracks.find(id)->path == "/elsewhere/a.mp3");
    CHECK_THROWS_AS(libraries.relocate(other, "/elsewhere"), Error);
    CHECK_NOTHROW(libraries.relocate(library, "/elsewhere"));
    tracks.move(id, other, "b/a.mp3");
    CHECK(tracks.find(id)->path == "/other/b/a.mp3");
}

TEST_CASE_METHOD(StoresFixture, "why a library is offline is kept, and what somebody else found out does not change it") {
    libraries.setAbsence(library, Absence::emptied);
    libraries.setOffline(library, true);
    CHECK(libraries.find(library)->absence == Absence::emptied);
    libraries.setOffline(library, false);
    CHECK(libraries.find(library)->absence == Absence::none);
    libraries.setOffline(library, true);
    CHECK(libraries.find(library)->absence == Absence::gone);
    CHECK(libraries.clock(library) == LibraryClock{});
    const LibraryClock clock{.now = std::chrono::sys_seconds{std::chrono::hours{9}},
                             .read = std::chrono::sys_seconds{std::chrono::hours{8}}};
    libraries.setClock(library, clock);
    CHECK(libraries.clock(library) == clock);
}

TEST_CASE_METHOD(StoresFixture, "numbers of libraries and songs never come back") {
    const auto song = add("a.mp3");
    libraries.remove(library);
    const auto next = libraries.add("Next", "/next");
    CHECK(next > library);
    const auto other = tracks.save({.library = next, .path = "/next/b.mp3"}, "/next", {1, 1});
    CHECK(other > song);
    tracks.remove({&other, 1});
    CHECK(tracks.save({.library = next, .path = "/next/b.mp3"}, "/next", {1, 1}) > other);
}

TEST_CASE_METHOD(StoresFixture, "a song's library is the innermost that holds its path, as far as words tell") {
    const auto inner = libraries.add("Inner", "/music/inner");
    CHECK(libraries.holding("/music/a/b.mp3")->id == library);
    CHECK(libraries.holding("/music/inner/b.mp3")->id == inner);
    CHECK_FALSE(libraries.holding("/elsewhere/b.mp3"));
}
