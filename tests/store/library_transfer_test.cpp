// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/error.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_export.h"
#include "engine/store/library_import.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/schema.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <csignal>
#include <functional>
#include <sys/resource.h>

using namespace segue;
using namespace segue::store;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

constexpr AnalysisVersions kVersions{1, 3};
const std::string kModel = "study-cnn/1";

std::string one(SQLite::Database& connection, const std::string& sql) { return connection.execAndGet(sql).getString(); }

/// All that a database knows, whatever numbers its rows have.
std::vector<std::string> contents(const fs::path& file) {
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE, 3000);
    const std::string song = "(SELECT root || '/' || path FROM track JOIN library ON library.id = library_id WHERE track.id = ";
    std::vector<std::string> rows;
    for (const std::string& sql : {
             std::string("SELECT name, root FROM library"),
             std::string("SELECT root, path, size, modified_ns, identity, title, artist, album_artist, album, genre, track_number, "
                         "disc_number, year, duration_ms, missing_since, is_changed FROM track JOIN library ON library.id = library_id"),
             std::string("SELECT identity, model, hex(embedding), hex(probabilities), heard_genre, heard_probability, preview_start_ms FROM analysis"),
             std::string("SELECT * FROM sound"),
             std::string("SELECT identity, hex(rest), duration_ms, bytes FROM recording"),
             std::string("SELECT identity, outline_version, duration_ms, loudness_lufs, loudness_range_lu, true_peak_db, hex(columns) "
                         "FROM outline JOIN waveform ON waveform.id = waveform_id"),
             std::string("SELECT count(*) FROM waveform"),
             std::string("SELECT * FROM outline_failure"),
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

StoredAnalysis analysisOf(const std::string& identity) {
    return {.identity = identity, .embedding = {0.6F, 0.8F}, .probabilities = {0.25F, 0.75F}, .heardGenre = "Rock",
            .heardProbability = 0.75F, .previewStart = std::chrono::milliseconds{4200},
            .duration = std::chrono::milliseconds{180'000}, .features = SoundFeatures{.tempoBpm = 123.5F, .key = 21}};
}

Outline outlineOf(std::uint8_t level) {
    return {.waveform = {.peak = std::vector<std::uint8_t>(Waveform::kColumns, level),
                         .rms = std::vector<std::uint8_t>(Waveform::kColumns, level / 2)},
            .duration = std::chrono::milliseconds{180'123}};
}

/// Two libraries with songs in every state.
struct Fixture {
    Fixture() {
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
        OutlineStore(database, 1).save("one", outlineOf(200));
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

    static TrackId add(Database& database, LibraryId library, const fs::path& root, const std::string& name) {
        return TrackStore(database, kModel).save({.library = library, .path = root / name, .title = name, .artist = "Artist",
                                                  .year = 1999, .duration = std::chrono::seconds{3}}, root, {name.size(), 5});
    }

    bool exportTo(const fs::path& file, const WorkDone& progress = [](std::size_t, std::size_t) {}, std::stop_token stop = {}) {
        Database database(there, Access::read);
        return exportLibraries(database, file, stop, progress);
    }
    fs::path exported() {
        REQUIRE(exportTo(folder / "all.segue"));
        return folder / "all.segue";
    }

    std::optional<ImportResult> importFrom(const fs::path& file, const std::map<std::string, fs::path>& roots = {},
                                           const WorkDone& progress = [](std::size_t, std::size_t) {}, std::stop_token stop = {}) {
        Writer writer(Database(here, Access::write));
        ImportFile from(file, folder / "scratch", stop);
        return importLibraries(writer, from, {.roots = roots,
                                              .idOfOther = [](const auto&, const StoredModel& other) { return other.id + "@other"; },
                                              .text = [](std::string_view text) { return std::string(text); }},
                               progress);
    }

    test::TemporaryFolder folder;
    fs::path there = folder / "there.db", here = folder / "here.db";
};

/// An Error of that kind, and the database here as it was.
void refuses(Fixture& fixture, const fs::path& file, ErrorKind kind) {
    { const Database made(fixture.here, Access::write); }
    const auto before = contents(fixture.here);
    try {
        static_cast<void>(fixture.importFrom(file));
        FAIL("it was imported");
    } catch (const Error& error) {
        INFO(error.what());
        CHECK(error.kind() == kind);
        CHECK_THAT(error.what(), Contains(file.string()));
    }
    CHECK(contents(fixture.here) == before);
    CHECK_FALSE(fs::exists(fixture.folder / "scratch"));
}

void edit(const fs::path& file, const std::string& sql) {
    SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec(sql);
}

} // namespace

TEST_CASE_METHOD(Fixture, "what was exported and imported elsewhere is all there, and nothing waits for analysis") {
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK(result->added.size() == 2);
    CHECK(result->songs == 4);
    CHECK(result->newSongs == 4);
    CHECK(contents(here) == contents(there));
    Database database(here, Access::write);
    const AnalysisStore analyses(database, kModel);
    const auto libraries = LibraryStore(database).all();
    CHECK(libraries[0].offline); // neither folder is there
    CHECK(libraries[1].offline);
    for (const auto& library : libraries)
        LibraryStore(database).setOffline(library.id, false);
    CHECK(analyses.waiting(kVersions).size() == 1); // the one that waited there
    CHECK(analyses.counts().done == 2);
    CHECK(one(database.connection(), "PRAGMA integrity_check") == "ok");
    CHECK(one(database.connection(), "SELECT count(*) FROM pragma_foreign_key_check") == "0");
}

TEST_CASE_METHOD(Fixture, "importing a file twice changes nothing") {
    const auto file = exported();
    REQUIRE(importFrom(file));
    const auto once = contents(here);
    const auto result = importFrom(file);
    REQUIRE(result);
    CHECK(result->added.empty());
    CHECK(result->joined == 2);
    CHECK(result->newSongs == 0);
    CHECK(contents(here) == once);
}

TEST_CASE_METHOD(Fixture, "an export of before is brought back into its own database without a change") {
    const auto before = contents(there);
    const auto file = exported();
    here = there;
    REQUIRE(importFrom(file));
    CHECK(contents(there) == before);
}

TEST_CASE_METHOD(Fixture, "a library can be told where its folder is, by name; a wrong name says which there are") {
    fs::create_directories(folder / "moved");
    const auto file = exported();
    try {
        static_cast<void>(importFrom(file, {{"Musik", folder / "moved"}}));
        FAIL("there is no such library");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_THAT(error.what(), Contains("\"Music\", \"Stick\""));
    }
    const auto result = importFrom(file, {{"Stick", folder / "moved"}});
    REQUIRE(result);
    CHECK(result->added[0].offline);
    CHECK_FALSE(result->added[1].offline);
    Database database(here, Access::write);
    CHECK(TrackStore(database, kModel).findByPath(folder / "moved" / "c.mp3")->state == AnalysisState::done);
}

TEST_CASE_METHOD(Fixture, "what is known here stays, and what is known there is added") {
    {
        Database database(here, Access::write);
        const auto library = LibraryStore(database).add("Mine", folder / "music");
        LibraryStore(database).add("Stick", "/other"); // another one of the same name
        const auto a = add(database, library, folder / "music", "a.mp3");
        add(database, library, folder / "music", "mine.mp3");
        AnalysisStore(database, kModel).save(a, analysisOf("here"), kVersions.features);
        database.connection().exec("INSERT OR REPLACE INTO listening VALUES ('one', 1200, 9, 100, 2);"
                                   "INSERT OR REPLACE INTO listening VALUES ('mine', 1, 2, 3, 4);"
                                   "INSERT INTO sound VALUES ('one', 9, 60, 1, 1, 1, 1, 1);"
                                   "INSERT INTO sound VALUES ('two', 1, 60, 1, 1, 1, 1, 1);");
        ModelStore(database).save({kModel, "{\"name\": 2}", ""});
        ModelStore(database).setChosen("mine/1");
    }
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK(result->joined == 1);
    CHECK(result->added[0].name == "Stick (2)");
    CHECK(result->changed.size() == 2); // the two that Mine had not
    Database database(here, Access::write);
    auto& connection = database.connection();
    CHECK(one(connection, "SELECT identity FROM track WHERE title = 'a.mp3'") == "here");
    CHECK(one(connection, "SELECT count(*) FROM track WHERE library_id = 1") == "4");
    CHECK(one(connection, "SELECT added || ' ' || plays || ' ' || last_played || ' ' || rating FROM listening WHERE recording = 'one'") ==
          "1000 9 2000 2");
    CHECK(one(connection, "SELECT plays FROM listening WHERE recording = 'mine'") == "2");
    CHECK(one(connection, "SELECT feature_version FROM sound WHERE identity = 'one'") == "9");
    CHECK(one(connection, "SELECT feature_version FROM sound WHERE identity = 'two'") == "3");
    CHECK(one(connection, "SELECT chosen FROM model_choice") == "mine/1");
    // Another network of the same id heard them there.
    CHECK(one(connection, "SELECT group_concat(model) FROM analysis WHERE identity = 'two'") == kModel + "@other");
    CHECK(ModelStore(database).find(kModel + "@other")->description == "{\"name\": 1}");
}

TEST_CASE_METHOD(Fixture, "a song that waits here is known by its sound if its file is the same one there") {
    {
        Database database(here, Access::write);
        const auto library = LibraryStore(database).add("Mine", folder / "music");
        add(database, library, folder / "music", "a.mp3");
        TrackStore(database, kModel)
            .save({.library = library, .path = folder / "music" / "sub/b\xff.mp3", .title = "another"}, folder / "music", {999, 9});
    }
    edit(there, "UPDATE track SET identity = 'two' WHERE title LIKE 'sub%'");
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK(result->changed.size() == 2); // it, and the one that is new
    Database database(here, Access::write);
    CHECK(TrackStore(database, kModel).find(1)->state == AnalysisState::done);
    CHECK(TrackStore(database, kModel).find(2)->state == AnalysisState::waiting); // of another size
}

TEST_CASE_METHOD(Fixture, "an import that is stopped leaves the database as it was, at whatever row") {
    const auto file = exported();
    { const Database made(here, Access::write); }
    const auto before = contents(here);
    for (const std::size_t row : {1U, 2U, 4U, 6U, 9U, 12U, 14U}) {
        std::stop_source stop;
        const auto result = importFrom(file, {}, [&](std::size_t done, std::size_t) {
            if (done == row)
                stop.request_stop();
        }, stop.get_token());
        CHECK_FALSE(result);
        CHECK(contents(here) == before);
    }
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(importFrom(file, {}, [](std::size_t, std::size_t) {}, stop.get_token()), ImportStopped);
}

TEST_CASE_METHOD(Fixture, "what is no sound export of Segue's is refused, with its name, and nothing is changed") {
    const auto file = exported();
    const auto good = test::readBytes(file);
    const auto spoil = [&](std::size_t at, const std::string& bytes) {
        auto copy = good;
        copy.replace(at, bytes.size(), bytes);
        test::writeBytes(file, copy);
    };
    SECTION("not there") { refuses(*this, folder / "missing.segue", ErrorKind::io); }
    SECTION("a folder") { refuses(*this, folder.path(), ErrorKind::io); }
    SECTION("empty") {
        test::writeBytes(file, "");
        refuses(*this, file, ErrorKind::badFile);
    }
    SECTION("junk") {
        test::writeBytes(file, test::junk(100'000));
        refuses(*this, file, ErrorKind::badFile);
    }
    SECTION("cut off") {
        for (const std::size_t size : {50UL, 100UL, 4096UL, good.size() / 2, good.size() - 4096, good.size() - 1}) {
            test::writeBytes(file, good.substr(0, size));
            refuses(*this, file, ErrorKind::badFile);
        }
    }
    SECTION("damaged in the middle") {
        int refused = 0;
        for (std::size_t page = 1; page < good.size() / 4096; ++page) {
            spoil(page * 4096, test::junk(300, static_cast<unsigned>(page)));
            { const Database made(here, Access::write); }
            const auto before = contents(here);
            try {
                static_cast<void>(importFrom(file)); // a page without a use may hold anything
            } catch (const Error& error) {
                ++refused;
                CHECK(error.kind() == ErrorKind::badFile);
                CHECK(contents(here) == before);
            }
            fs::remove(here);
        }
        CHECK(refused > 10);
    }
    SECTION("the library database itself, which others may be writing to") { refuses(*this, there, ErrorKind::badFile); }
    SECTION("claims to have a log beside it") {
        spoil(18, "\2\2");
        refuses(*this, file, ErrorKind::badFile);
    }
    SECTION("claims to be larger than it is") {
        spoil(28, "\x7f\xff\xff\xff");
        refuses(*this, file, ErrorKind::badFile);
    }
    SECTION("a newer schema") {
        edit(file, "PRAGMA user_version = 99");
        refuses(*this, file, ErrorKind::newer);
    }
    SECTION("an older schema than its tables are of") {
        edit(file, "PRAGMA user_version = 3");
        refuses(*this, file, ErrorKind::badFile);
    }
}

TEST_CASE_METHOD(Fixture, "an export with an older schema is brought up to date in a copy; the file stays as it is") {
    const auto file = folder / "old.segue";
    {
        SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (int version = 0; version < 3; ++version)
            old.exec(migrations()[static_cast<std::size_t>(version)]);
        old.exec("INSERT INTO library VALUES (1, 'Old', CAST('/old' AS BLOB), 0);"
                 "INSERT INTO track VALUES (5, 1, CAST('a.mp3' AS BLOB), 10, 11, 'one', 'A', 'Artist', '', 'Album', 'Folk', 1, 1, 1999, 5000);"
                 "INSERT INTO model VALUES ('m/1', '', '');"
                 "INSERT INTO analysis VALUES ('one', 'm/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Rock', 0.75, 1200);"
                 "PRAGMA user_version = 3; PRAGMA application_id = " + std::to_string(kExportId));
    }
    const auto bytes = test::readBytes(file);
    REQUIRE(importFrom(file));
    CHECK(test::readBytes(file) == bytes);
    CHECK_FALSE(fs::exists(folder / "scratch"));
    Database database(here, Access::write);
    CHECK(TrackStore(database, "m/1").find(1)->heardGenre == "Rock");
    edit(file, "CREATE TRIGGER t AFTER INSERT ON model BEGIN DELETE FROM track; END");
    CHECK_THROWS_AS(importFrom(file), Error);
    CHECK_FALSE(fs::exists(folder / "scratch"));
}

TEST_CASE_METHOD(Fixture, "an export with something in it that Segue does not write is refused, and nothing in it runs") {
    const auto file = exported();
    const std::string sql = GENERATE(
        "CREATE TRIGGER t AFTER INSERT ON library BEGIN DELETE FROM track; END", "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (id INTEGER)", "CREATE INDEX more ON track(title)", "ALTER TABLE track ADD COLUMN more TEXT",
        "DROP TABLE listening; CREATE VIEW listening AS SELECT 'x' recording, 1 added, 1 plays, 1 last_played, 1 rating",
        "DROP TABLE outline_failure; CREATE VIRTUAL TABLE outline_failure USING fts5(identity, outline_version, reason)",
        "DROP TABLE sound", "ALTER TABLE listening DROP COLUMN rating",
        "ALTER TABLE listening DROP COLUMN rating; ALTER TABLE listening ADD COLUMN rating INTEGER NOT NULL AS (abs(plays)) VIRTUAL");
    CAPTURE(sql);
    edit(file, sql);
    refuses(*this, file, ErrorKind::badFile);
}

TEST_CASE_METHOD(Fixture, "an export with rows that Segue would not write is refused") {
    const auto file = exported();
    const std::string sql = GENERATE(
        "UPDATE track SET path = CAST('../../etc/passwd' AS BLOB) WHERE id = 1", "UPDATE track SET path = CAST('/etc/passwd' AS BLOB) WHERE id = 1",
        "UPDATE track SET path = X'' WHERE id = 1", "UPDATE track SET path = X'610062' WHERE id = 1", "UPDATE track SET path = 'text' WHERE id = 1",
        "UPDATE track SET path = randomblob(5000) WHERE id = 1", "UPDATE track SET size = 'large' WHERE id = 1",
        "UPDATE track SET title = X'00' WHERE id = 1", "PRAGMA foreign_keys = OFF; UPDATE track SET library_id = 77 WHERE id = 1",
        "UPDATE library SET root = CAST('relative' AS BLOB) WHERE id = 1", "UPDATE library SET root = X'2F00' WHERE id = 1",
        "UPDATE library SET name = '' WHERE id = 1", "UPDATE analysis SET embedding = X'010203' WHERE identity = 'one'",
        "UPDATE analysis SET embedding = zeroblob(50000000) WHERE identity = 'one'", "UPDATE listening SET rating = 1000000", "UPDATE listening SET plays = -1", "UPDATE listening SET plays = 'many'",
        "UPDATE model SET card = CAST(zeroblob(9000000) AS TEXT)");
    CAPTURE(sql);
    edit(file, sql);
    refuses(*this, file, ErrorKind::badFile);
}

TEST_CASE_METHOD(Fixture, "an export is a snapshot, whole or not there, and overwrites nothing but an export") {
    const auto file = folder / "all.segue";
    edit(there, "CREATE TEMP TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT i FROM n;"
                "INSERT INTO analysis SELECT 'filler-' || i, 'study-cnn/1', randomblob(2000), X'', 'Rock', 0.5, 0 FROM filler");
    const auto before = contents(there);
    SECTION("while others write") {
        bool hasWritten = false;
        CHECK(exportTo(file, [&](std::size_t done, std::size_t total) {
            if (!hasWritten && done < total)
                edit(there, "UPDATE library SET name = 'Renamed'; DELETE FROM analysis");
            hasWritten = true;
        }));
        CHECK(hasWritten);
        CHECK(contents(file) == before);
    }
    SECTION("an older export is replaced") {
        REQUIRE(exportTo(file));
        edit(there, "UPDATE library SET name = name || '!'");
        REQUIRE(exportTo(file));
        CHECK(contents(file) == contents(there));
    }
    SECTION("when it is stopped the older one stays") {
        REQUIRE(exportTo(file));
        const auto bytes = test::readBytes(file);
        std::stop_source stop;
        CHECK_FALSE(exportTo(file, [&](std::size_t, std::size_t) { stop.request_stop(); }, stop.get_token()));
        CHECK(test::readBytes(file) == bytes);
    }
    SECTION("another file is not overwritten") {
        for (const auto& [name, bytes] : {std::pair{"song.mp3", test::junk(5000)}, std::pair{"other.db", test::readBytes(there)}}) {
            test::writeBytes(folder / name, bytes);
            try {
                static_cast<void>(exportTo(folder / name));
                FAIL("it was overwritten");
            } catch (const Error& error) {
                CHECK(error.kind() == ErrorKind::usage);
            }
            CHECK(test::readBytes(folder / name) == bytes);
        }
    }
    SECTION("a place that cannot be written to") {
        CHECK_THROWS_AS(exportTo(folder / "missing" / "all.segue"), Error);
    }
    SECTION("no room") {
        REQUIRE(exportTo(file));
        const auto bytes = test::readBytes(file);
        rlimit normal{};
        ::getrlimit(RLIMIT_FSIZE, &normal);
        const rlimit little{1'000'000, normal.rlim_max};
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &little);
        std::optional<ErrorKind> kind;
        try {
            static_cast<void>(exportTo(file));
        } catch (const Error& error) {
            kind = error.kind();
        }
        ::setrlimit(RLIMIT_FSIZE, &normal);
        std::signal(SIGXFSZ, handler);
        CHECK(kind == ErrorKind::noSpace);
        CHECK(test::readBytes(file) == bytes);
    }
    for (const auto& entry : fs::directory_iterator(folder.path()))
        CHECK(entry.path().string().find(".part") == std::string::npos);
}
