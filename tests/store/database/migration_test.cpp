// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/database/schema.h"
#include "engine/store/library_store.h"
#include "engine/store/model_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;

namespace {

constexpr AnalysisVersions kVersions{1, 1};

/// A database as the first version of Segue left it: an analysed song, one that failed, one that waits.
void writeVersion1(const std::filesystem::path& file) {
    SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    old.exec(migrations()[0]);
    old.exec(R"sql(
        INSERT INTO library (id, name, root) VALUES (1, 'Old', CAST('/music' AS BLOB));
        INSERT INTO track VALUES (1, 1, CAST('a.mp3' AS BLOB), 10, 11, 'one', 'A', 'Artist', '', 'Album', 'Folk', 1, 1, 1999, 5000);
        INSERT INTO track VALUES (2, 1, CAST('b.mp3' AS BLOB), 10, 11, NULL, 'B', 'Artist', '', 'Album', 'Folk', 2, 1, 1999, 5000);
        INSERT INTO track VALUES (3, 1, CAST('c.mp3' AS BLOB), 10, 11, NULL, 'C', 'Artist', '', 'Album', 'Folk', 3, 1, 1999, 5000);
        INSERT INTO analysis VALUES ('one', 'm/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Rock', 0.75, 1200);
        INSERT INTO failure VALUES (2, 'badFile', 'It is broken.', 1);
        PRAGMA user_version = 1;)sql");
}

} // namespace

TEST_CASE("a database of the first version keeps everything, and its songs wait for their sound features") {
    const test::TemporaryFolder folder;
    writeVersion1(folder / "segue.db");
    Database database(folder / "segue.db", Access::write);
    CHECK(std::filesystem::exists(folder / ("segue.db.before-v" + std::to_string(Database::kSchemaVersion))));
    CHECK(database.connection().execAndGet("PRAGMA user_version").getInt() == Database::kSchemaVersion);
    const TrackStore tracks(database, "m/1");
    AnalysisStore analyses(database, "m/1");
    const auto song = tracks.find(1);
    CHECK(song->state == AnalysisState::done);
    CHECK(song->heardGenre == "Rock");
    CHECK_FALSE(song->features);
    CHECK(analyses.find(1)->embedding == std::vector{0.6F, 0.8F});
    CHECK(tracks.find(2)->problem == "It is broken.");
    CHECK(analyses.waiting(kVersions) == std::vector<TrackId>{1, 3});

    auto analysis = *analyses.find(1);
    analysis.features = SoundFeatures{.tempoBpm = 120.F};
    analyses.save(1, analysis, kVersions.features);
    CHECK(analyses.waiting(kVersions) == std::vector<TrackId>{3});
    CHECK(tracks.find(1)->features->tempoBpm == 120.F);
    CHECK(analyses.find(1)->embedding == std::vector{0.6F, 0.8F});
    CHECK(OutlineStore(database, 1).waiting().size() == 1);
}

TEST_CASE("a database of the second version keeps comparing with the network that heard most, and its failures are that one's") {
    const test::TemporaryFolder folder;
    writeVersion1(folder / "segue.db");
    {
        SQLite::Database old((folder / "segue.db").string(), SQLite::OPEN_READWRITE);
        old.exec(migrations()[1]);
        old.exec(R"sql(
            INSERT INTO analysis VALUES ('two', 'm/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Folk', 0.75, 1200);
            INSERT INTO analysis VALUES ('one', 'other/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Pop', 0.75, 1200);
            PRAGMA user_version = 2;)sql");
    }
    Database database(folder / "segue.db", Access::write);
    CHECK(std::filesystem::exists(folder / ("segue.db.before-v" + std::to_string(Database::kSchemaVersion))));
    const ModelStore models(database);
    CHECK(models.choice().inUse == "m/1");
    CHECK(models.choice().chosen.empty());
    CHECK(models.find("m/1")->description.empty());
    CHECK(models.find("other/1"));
    CHECK(TrackStore(database, "m/1").find(2)->problem == "It is broken.");
    CHECK(TrackStore(database, "third/1").find(2)->state == AnalysisState::waiting);
    LibraryStore(database).remove(1);
    CHECK(database.connection().execAndGet("SELECT count(*) FROM failure").getInt() == 0);
}

TEST_CASE("of a database of the fourth version only songs that may be heard otherwise now are heard again") {
    const test::TemporaryFolder folder;
    {
        SQLite::Database old((folder / "segue.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (std::size_t version = 0; version < 4; ++version)
            old.exec(migrations()[version]);
        old.exec("INSERT INTO library (id, name, root) VALUES (1, 'Old', CAST('/music' AS BLOB)); PRAGMA user_version = 4;");
        int songs = 0;
        const auto add = [&](const std::string& identity, int seconds, double excerptsLufs, const std::string& columns) {
            const auto id = std::to_string(++songs);
            old.exec("INSERT INTO track VALUES (" + id + ", 1, CAST('" + identity + "' AS BLOB), 10, 11, '" + identity +
                     "', 'T', '', '', '', '', 0, 0, 0, 5000, NULL, 0)");
            old.exec("INSERT INTO analysis VALUES ('" + identity +
                     "', 'm/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Rock', 0.75, 0)");
            old.exec("INSERT INTO sound VALUES ('" + identity + "', 1, 120, 0, 0.5, 1000, 1, " + std::to_string(excerptsLufs) +
                     ")");
            if (columns.empty())
                return;
            old.exec("INSERT INTO waveform VALUES (" + id + ", CAST(" + columns + " AS BLOB))");
            old.exec("INSERT INTO outline VALUES ('" + identity + "', 1, " + std::to_string(seconds * 1000) + ", -10, 5, -1, " +
                     id + ")");
        };
        const std::string loud = "hex(zeroblob(1000))"; // 2,000 times the byte of "0"
        const auto with = [&](int at, int zeros) {
            return "substr(" + loud + ", 1, " + std::to_string(at) + ") || zeroblob(" + std::to_string(zeros) + ") || substr(" +
                   loud + ", " + std::to_string(at + zeros + 1) + ")";
        };
        add("plain", 200, -10.5, loud);
        add("unread", 200, -10.5, "");
        add("silence-inside", 200, -10.5, with(500, 2));
        add("one-column", 200, -10.5, with(500, 1)); // less than a second
        add("one-long-column", 600, -10.5, with(500, 1));
        add("fading-out", 200, -10.5, with(950, 50)); // where no excerpt lies
        add("short-and-fading-out", 70, -10.5, with(950, 50));
        add("cancelling", 200, -14.0, loud);
        add("wide", 200, -11.9, loud);
    }
    Database database(folder / "segue.db", Access::write);
    const auto again = AnalysisStore(database, "m/1").waiting(kVersions);
    CHECK(again == std::vector<TrackId>{2, 3, 5, 7, 8});
    CHECK(TrackStore(database, "m/1").find(3)->state == AnalysisState::done);
}

TEST_CASE("a database that was never scanned has no network in use") {
    const test::TemporaryFolder folder;
    Database database(folder / "segue.db", Access::write);
    CHECK(ModelStore(database).choice().inUse.empty());
    CHECK(ModelStore(database).hearings().empty());
}

TEST_CASE("a failure that an older Segue kept as a sentence is a message, and one that nobody knows stays as it stands") {
    const std::pair<const char*, Message> kept[]{
        {"“b.mp3” is empty.", {MessageId::songIsEmpty, {"b.mp3"}}},
        {"“b.mp3” is not music that Segue can read (Invalid data found).",
         {MessageId::songNoMusicWhy, {"b.mp3", "Invalid data found"}}},
        {"“b.mp3” is not music that Segue can read (its sound has no format).", {MessageId::songNoFormat, {"b.mp3"}}},
        {"“b.mp3” cannot be opened: Permission denied.", {MessageId::fileCannotBeOpened, {"b.mp3", "Permission denied"}}},
        {"The analysis of this file did not end within 180 seconds.", {MessageId::songTooLong, {"180"}}},
        {"This file made the decoder crash (signal 6).", {MessageId::songCrashed, {"signal 6"}}},
        {"This file needs more memory than the analysis may use.", MessageId::songNeedsMemory},
        {"It's “odd”.", Message("It's “odd”.")},
    };
    for (const auto& [sentence, message] : kept) {
        INFO(sentence);
        const test::TemporaryFolder folder;
        writeVersion1(folder / "segue.db");
        {
            SQLite::Database old((folder / "segue.db").string(), SQLite::OPEN_READWRITE);
            SQLite::Statement update(old, "UPDATE failure SET reason = ?");
            update.bind(1, sentence);
            update.exec();
        }
        Database database(folder / "segue.db", Access::write);
        CHECK(TrackStore(database, "m/1").find(2)->problem == message);
    }
}
