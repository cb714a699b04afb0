// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/store/transfer/transfer_fixture.h"

#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "engine/store/transfer/library_export.h"
#include "tests/support/said.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <algorithm>

namespace segue::test {

using namespace store;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

Outline transferFixtureOutlineOf(std::uint8_t level) {
    return {.waveform = {.peak = std::vector<std::uint8_t>(Waveform::kColumns, level),
                         .rms = std::vector<std::uint8_t>(Waveform::kColumns, level / 2)},
            .duration = std::chrono::milliseconds{180'123},
            .fingerprint = {1, 0, 0, level}};
}

} // namespace

StoredAnalysis analysisOf(const std::string& identity) {
    return {.identity = identity,
            .embedding = {0.6F, 0.8F},
            .probabilities = {0.25F, 0.75F},
            .heardGenre = "Rock",
            .heardProbability = 0.75F,
            .previewStart = std::chrono::milliseconds{4200},
            .duration = std::chrono::milliseconds{180'000},
            .features = SoundFeatures{.tempoBpm = 123.5F, .key = 21}};
}

std::string one(SQLite::Database& connection, const std::string& sql) { return connection.execAndGet(sql).getString(); }

void edit(const fs::path& file, const std::string& sql) { SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql); }

std::vector<std::string> contents(const fs::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, 3000);
    const std::string song = "(SELECT root || '/' || path FROM track JOIN library ON library.id = library_id WHERE track.id = ";
    std::vector<std::string> rows;
    for (const std::string& sql : {
             std::string("SELECT name, root FROM library"),
             std::string("SELECT root, path, size, modified_ns, identity, title, artist, album_artist, album, genre, track_number, "
                         "disc_number, year, duration_ms, missing_since, is_changed, tags_version, artists, order_artist, "
                         "order_album, order_title, has_cover, original_year, bit_rate, release_id, format, isrc, "
                         "hex(album_order), hex(title_order) FROM track JOIN library ON library.id = library_id"),
             std::string("SELECT identity, model, hex(embedding), hex(probabilities), heard_genre, heard_probability, "
                         "preview_start_ms FROM analysis"),
             std::string("SELECT * FROM sound"),
             std::string("SELECT identity, hex(rest), duration_ms, bytes FROM recording"),
             std::string(
                 "SELECT identity, outline_version, duration_ms, loudness_lufs, loudness_range_lu, true_peak_db, hex(columns) "
                 "FROM outline JOIN waveform ON waveform.id = waveform_id"),
             std::string("SELECT count(*) FROM waveform"),
             std::string("SELECT * FROM outline_failure"),
             std::string("SELECT identity, hex(items) FROM fingerprint"),
             "SELECT " + song + "track_id), model, kind, reason, analyzer_version, since FROM failure",
             "SELECT CASE WHEN recording LIKE 'track-%' THEN " + song +
                 "CAST(substr(recording, 7) AS INTEGER)) ELSE recording END, added, plays, last_played, rating FROM listening",
             std::string("SELECT * FROM model"),
             std::string("SELECT * FROM model_choice"),
         }) {
        SQLite::Statement select(database, sql);
        while (select.executeStep()) {
            std::string row = sql.substr(0, 30);
            for (int i = 0; i < select.getColumnCount(); ++i)
                row += "|" + (select.isColumnNull(i) ? std::string("NULL") : select.getColumn(i).getString());
            rows.push_back(row);
        }
    }
    std::ranges::sort(rows);
    return rows;
}

TransferFixture::TransferFixture() {
    Database database(there, Access::write);
    LibraryStore libraries(database);
    const auto music = libraries.add("Music", folder / "music"), gone = libraries.add("Stick", "/media/stick");
    const auto a = add(database, music, folder / "music", "a.mp3"), b = add(database, music, folder / "music", "sub/b\xff.mp3");
    add(database, music, folder / "music", "waits.mp3");
    const auto c = add(database, gone, "/media/stick", "c.mp3");
    AnalysisStore analyses(database, kModel);
    analyses.save(a, analysisOf("one"), kVersions.features);
    analyses.save(c, analysisOf("two"), kVersions.features);
    analyses.saveFailure(b, {"badFile", "It is broken.", kVersions.analyzer});
    AnalysisStore(database, "other/3").save(a, analysisOf("one"), kVersions.features);
    OutlineStore(database, 1).save("one", transferFixtureOutlineOf(200));
    OutlineStore(database, 1).saveFailure("two", "It ends too soon.");
    ModelStore models(database);
    models.save({kModel, "{\"name\": 1}", "# Card"});
    models.save({"other/3", "", ""});
    models.setChosen("other/3");
    models.setInUse(kModel);
    database.connection().exec(
        "INSERT OR REPLACE INTO listening VALUES ('one', 1000, 7, 2000, 5);"
        "INSERT OR REPLACE INTO listening SELECT 'track-' || id, 1500, 0, 0, 3 FROM track WHERE title = 'waits.mp3';"
        "UPDATE track SET missing_since = 1234 WHERE title = 'c.mp3'; UPDATE failure SET since = 99;");
}

TrackId TransferFixture::add(Database& database, LibraryId library, const fs::path& root, const std::string& name) {
    return TrackStore(database, kModel)
        .save({.library = library,
               .path = root / name,
               .title = name,
               .artist = "Artist, Guest",
               .year = 1999,
               .originalYear = 1969,
               .releaseId = "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae",
               .isrc = "GBAYE0601498",
               .duration = std::chrono::seconds{3},
               .hasCover = true,
               .format = "FLAC",
               .bitRateKbps = 912,
               .artists = "Artist\nGuest",
               .orderArtist = "Artist"},
              root, {name.size(), 5}, 3);
}

bool TransferFixture::exportTo(const fs::path& file, const WorkDone& progress, std::stop_token stop) {
    Database database(there, Access::read);
    return exportLibraries(database, file, stop, progress);
}

fs::path TransferFixture::exported() {
    REQUIRE(exportTo(folder / "all.segue"));
    return folder / "all.segue";
}

std::optional<ImportResult> TransferFixture::importFrom(const fs::path& file, const std::map<std::string, fs::path>& roots,
                                                        const WorkDone& progress, std::stop_token stop) {
    Writer writer(Database(here, Access::write));
    ImportFile from(file, folder / "scratch", stop);
    return importLibraries(writer, from,
                           {.roots = roots,
                            .isThere = [](const fs::path& root) { return fs::is_directory(root); },
                            .idOfOther = [](const auto&, const StoredModel& other) { return other.id + "@other"; },
                            .text = [](std::string_view text) { return std::string(text); }},
                           progress);
}

void TransferFixture::refuses(const fs::path& file, ErrorKind kind) {
    { const Database made(here, Access::write); }
    const auto before = contents(here);
    try {
        static_cast<void>(importFrom(file));
        FAIL("it was imported");
    } catch (const Error& error) {
        INFO(segue::test::said(error));
        CHECK(error.kind() == kind);
        CHECK_THAT(segue::test::said(error), Contains(file.string()));
    }
    CHECK(contents(here) == before);
    CHECK_FALSE(fs::exists(folder / "scratch"));
}

} // namespace segue::test
