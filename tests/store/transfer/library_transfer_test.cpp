// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/book_store.h"
#include "engine/store/database/schema.h"
#include "engine/store/library_store.h"
#include "engine/store/listen_store.h"
#include "engine/store/love_store.h"
#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"
#include "engine/store/queue_store.h"
#include "engine/store/track_store.h"
#include "engine/store/transfer/library_export.h"
#include "tests/store/transfer/transfer_fixture.h"
#include "tests/support/files.h"
#include "tests/support/said.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <csignal>
#include <functional>
#include <sys/resource.h>

using namespace segue;
using namespace segue::store;
using namespace segue::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE_METHOD(TransferFixture, "what was exported and imported elsewhere is all there, and nothing waits for analysis") {
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK(result->added.size() == 2);
    CHECK(result->songs == 4);
    CHECK(result->newSongs == 4);
    edit(there, "UPDATE track SET missing_since = NULL"); // that is for a scan here to find out
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

namespace {

TrackId trackNamed(Database& database, const std::string& title) {
    return std::stoll(one(database.connection(), "SELECT id FROM track WHERE title = '" + title + "'"));
}

/// A queue of three songs by their names there, a file between them, and a song behind that will not come; a place in a book; a
/// listen. The second song plays.
void leaveUnfinished(const fs::path& file) {
    Database database(file, Access::write);
    const auto songs = LibraryStore(database).all();
    std::vector<TrackId> tracks;
    for (const char* id : {"0", "1", "2"})
        tracks.push_back(
            std::stoll(one(database.connection(), std::string("SELECT id FROM track ORDER BY id LIMIT 1 OFFSET ") + id)));
    StoredQueue queue{.state = {}, .position = std::chrono::seconds(5)};
    queue.state.lists.started = std::make_shared<const QueueEntries>(QueueEntries{{.id = 1, .song = 9999},
                                                                                  {.id = 2, .song = tracks[0]},
                                                                                  {.id = 3, .song = tracks[1]},
                                                                                  {.id = 4, .song = -1},
                                                                                  {.id = 5, .song = tracks[2]}});
    queue.state.files = std::make_shared<const std::vector<fs::path>>(std::vector<fs::path>{"/elsewhere/x.mp3"});
    queue.state.lists.place = 2;
    queue.state.lists.context = {.kind = QueueContext::Kind::library, .name = "Music", .id = songs[0].id};
    queue.state.current = (*queue.state.lists.started)[2];
    queue.state.lastId = 5;
    QueueStore(database).save(queue, {});
    BookStore(database).keep(trackNamed(database, "waits.mp3"), std::chrono::seconds(90));
    ListenStore(database).add({.submission = "one", .artist = "A", .title = "T"});
    LoveStore(database).add(trackNamed(database, "waits.mp3"), true);
}

std::string pathOf(Database& database, TrackId track) {
    return one(database.connection(), "SELECT path FROM track WHERE id = " + std::to_string(track));
}

} // namespace

TEST_CASE_METHOD(TransferFixture,
                 "an import into a new database brings the queue, where books go on, and what no server was told yet") {
    leaveUnfinished(there);
    Database(here, Access::write)
        .connection()
        .exec("INSERT INTO library (id, name, root, offline) VALUES (77, 'Other', '/other', 1)");
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK(result->hasQueue);
    Database database(here, Access::write), source(there, Access::read);
    const auto queue = QueueStore(database).load();
    REQUIRE(queue);
    const auto& state = queue->state;
    REQUIRE(state.lists.started->size() == 4); // the song that nobody knows is left out
    CHECK(state.lists.place == 1);
    REQUIRE(state.current);
    CHECK(state.current->id == 3);
    CHECK(*state.current == (*state.lists.started)[1]);
    CHECK(queue->position == std::chrono::seconds(5));
    const auto before = QueueStore(source).load();
    CHECK(pathOf(database, state.current->song) == pathOf(source, before->state.current->song));
    CHECK(state.songOf((*state.lists.started)[2]).file == "/elsewhere/x.mp3");
    CHECK(state.lists.context.id == std::stoll(one(database.connection(), "SELECT id FROM library WHERE name = 'Music'")));
    CHECK(BookStore(database).find(trackNamed(database, "waits.mp3"))->place == std::chrono::seconds(90));
    CHECK(ListenStore(database).count() == 1);
    REQUIRE(LoveStore(database).unread().size() == 1);
    CHECK(LoveStore(database).unread()[0].track == trackNamed(database, "waits.mp3"));
}

TEST_CASE_METHOD(TransferFixture, "an import brings the playlists with their folders, songs and rules, and no second time") {
    {
        Database database(there, Access::write);
        PlaylistStore playlists(database);
        PlaylistSongStore songs(database);
        const TrackId track = trackNamed(database, "waits.mp3");
        auto kept = songs.keep({&track, 1});
        kept.push_back(songs.keepStranger({.path = "http://radio.example/", .title = "Radio"}));
        kept.push_back(kept.front());
        const auto inside = playlists.create({.kind = PlaylistKind::folder, .name = "Folder"}).rowsAfter.front().id;
        const auto list = playlists.create({.folder = inside, .name = "List", .notes = "mine"}).rowsAfter.front().id;
        static_cast<void>(playlists.add(list, kept, 0));
        static_cast<void>(playlists.create(
            {.kind = PlaylistKind::rules, .name = "Rules", .rules = {.search = "waits", .most = 5, .soundsLike = track}}));
    }
    {
        Database database(here, Access::write);
        static_cast<void>(PlaylistStore(database).create({.kind = PlaylistKind::folder, .name = "Folder"}));
        static_cast<void>(PlaylistStore(database).create({.name = "Rules"})); // of songs
    }
    const auto file = exported();
    for (int i = 0; i < 2; ++i) {
        REQUIRE(importFrom(file));
        Database database(here, Access::write);
        PlaylistStore playlists(database);
        const auto all = playlists.all();
        REQUIRE(all.size() == 4);
        CHECK(all[0].name == "Folder");
        CHECK(all[1].folder == all[0].id);
        CHECK(all[1].notes == "mine");
        CHECK(all[1].songs == 3);
        CHECK(all[2].kind == PlaylistKind::songs);
        CHECK(all[3].name == "Rules 2");
        CHECK(all[3].rules.soundsLike == trackNamed(database, "waits.mp3"));
        CHECK(all[3].rules.most == 5);
        std::vector<KeptSongId> songs;
        for (const auto& entry : playlists.entries(all[1].id))
            songs.push_back(entry.song);
        const auto found = PlaylistSongStore(database).find(songs);
        CHECK(found[0].found == trackNamed(database, "waits.mp3"));
        CHECK(found[1].path == "http://radio.example/");
        CHECK(found[2].found == found[0].found);
    }
}

TEST_CASE_METHOD(TransferFixture, "playlists that no Segue writes are refused, and nothing changes") {
    for (const char* sql : {"INSERT INTO playlist VALUES (1, 0, 0, 9, 'x', '', 0, '', 0, 0, 0, 0, 0, NULL, NULL)",
                            "INSERT INTO playlist VALUES (1, 0, 0, 2, 'x', '', 0, '', 99, 0, 0, 0, 0, NULL, NULL)",
                            "INSERT INTO playlist VALUES (1, 0, 0, 2, 'x', '', 0, '', 0, 0, -1, 0, 0, NULL, NULL)",
                            "INSERT INTO playlist VALUES (1, 0, 0, 0, 'x', '', 0, '', 0, 0, 0, 0, 0, NULL, NULL); "
                            "INSERT INTO playlist_entry VALUES (1, 1, 1, 4711)"}) {
        CAPTURE(sql);
        const auto file = exported();
        edit(file, sql);
        refuses(file, ErrorKind::badFile);
    }
}

TEST_CASE_METHOD(TransferFixture, "a queue, a book's place and listens that are here stay as they are") {
    REQUIRE(importFrom(exported()));
    leaveUnfinished(there);
    TrackId book = 0;
    {
        Database database(here, Access::write);
        StoredQueue own;
        own.state.lists.added = std::make_shared<const QueueEntries>(QueueEntries{{.id = 1, .song = 1}});
        own.state.lastId = 1;
        QueueStore(database).save(own, {});
        book = trackNamed(database, "waits.mp3");
        BookStore(database).keep(book, std::chrono::seconds(30));
    }
    const auto result = importFrom(exported());
    REQUIRE(result);
    CHECK_FALSE(result->hasQueue);
    Database database(here, Access::write);
    CHECK(QueueStore(database).load()->state.lists.added->size() == 1);
    CHECK(QueueStore(database).load()->state.lists.started->empty());
    CHECK(BookStore(database).find(book)->place == std::chrono::seconds(30));
    CHECK(ListenStore(database).count() == 0); // they are for who moves to another computer
    CHECK(LoveStore(database).count() == 0);
}

TEST_CASE_METHOD(TransferFixture, "importing a file twice changes nothing") {
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

TEST_CASE_METHOD(TransferFixture, "an export of before is brought back into its own database without a change") {
    const auto before = contents(there);
    const auto file = exported();
    here = there;
    REQUIRE(importFrom(file));
    CHECK(contents(there) == before);
}

TEST_CASE_METHOD(TransferFixture, "a library can be told where its folder is, by name; a wrong name says which there are") {
    fs::create_directories(folder / "moved");
    const auto file = exported();
    try {
        static_cast<void>(importFrom(file, {{"Musik", folder / "moved"}}));
        FAIL("there is no such library");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_THAT(segue::test::said(error), Contains("\"Music\", \"Stick\""));
    }
    const auto result = importFrom(file, {{"Stick", folder / "moved"}});
    REQUIRE(result);
    CHECK(result->added[0].offline);
    CHECK_FALSE(result->added[1].offline);
    Database database(here, Access::write);
    CHECK(TrackStore(database, kModel).findByPath(folder / "moved" / "c.mp3")->state == AnalysisState::done);
}

TEST_CASE_METHOD(TransferFixture, "what is known here stays, and what is known there is added") {
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
    CHECK(one(connection,
              "SELECT added || ' ' || plays || ' ' || last_played || ' ' || rating FROM listening WHERE recording = 'one'") ==
          "1000 9 2000 2");
    CHECK(one(connection, "SELECT plays FROM listening WHERE recording = 'mine'") == "2");
    CHECK(one(connection, "SELECT feature_version FROM sound WHERE identity = 'one'") == "9");
    CHECK(one(connection, "SELECT feature_version FROM sound WHERE identity = 'two'") == "3");
    CHECK(one(connection, "SELECT chosen FROM model_choice") == "mine/1");
    // Another network of the same id heard them there.
    CHECK(one(connection, "SELECT group_concat(model) FROM analysis WHERE identity = 'two'") == kModel + "@other");
    CHECK(ModelStore(database).find(kModel + "@other")->description == "{\"name\": 1}");
}

TEST_CASE_METHOD(TransferFixture, "what is to be heard again there is so here, unless it was heard here") {
    edit(there, "INSERT INTO hear_again SELECT identity, model FROM analysis");
    {
        Database database(here, Access::write);
        const auto library = LibraryStore(database).add("Mine", folder / "mine");
        const auto own = add(database, library, folder / "mine", "own.mp3");
        AnalysisStore(database, kModel).save(own, analysisOf("one"), kVersions.features);
    }
    REQUIRE(importFrom(exported()));
    Database database(here, Access::write);
    CHECK(one(database.connection(), "SELECT count(*) FROM hear_again WHERE identity = 'one' AND model = '" + kModel + "'") == "0");
    CHECK(one(database.connection(), "SELECT count(*) FROM hear_again WHERE identity = 'two' AND model = '" + kModel + "'") == "1");
}

TEST_CASE_METHOD(TransferFixture, "a song that waits here is known by its sound if its file is the same one there") {
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

TEST_CASE_METHOD(TransferFixture, "a song that waits here keeps its rating, plays and date when an import knows its sound") {
    {
        Database database(here, Access::write);
        const auto a = add(database, LibraryStore(database).add("Mine", folder / "music"), folder / "music", "a.mp3");
        database.connection().exec("INSERT OR REPLACE INTO listening VALUES ('track-" + std::to_string(a) + "', 900, 9, 3000, 2)");
    }
    REQUIRE(importFrom(exported()));
    Database database(here, Access::write);
    CHECK(one(database.connection(), "SELECT identity FROM track WHERE title = 'a.mp3'") == "one");
    CHECK(one(database.connection(),
              "SELECT added || ' ' || plays || ' ' || last_played || ' ' || rating FROM listening WHERE recording = 'one'") ==
          "900 9 3000 2");
    CHECK(one(database.connection(), "SELECT count(*) FROM listening WHERE recording = 'track-1'") == "0");
}

TEST_CASE_METHOD(TransferFixture,
                 "two recordings with one identity stay two when they meet in an import, and each keeps what was known of it") {
    const auto rest = [](const std::string& places) { return "X'" + places + places + places + places + "'"; };
    const auto mine = rest("0100000001000000"), theirs = rest("0200000002000000"), third = rest("0300000003000000");
    {
        Database database(here, Access::write);
        const auto a = add(database, LibraryStore(database).add("Mine", "/mine"), "/mine", "mix.mp3");
        AnalysisStore(database, kModel).save(a, analysisOf("one"), kVersions.features);
        database.connection().exec("UPDATE recording SET rest = " + mine +
                                   ";"
                                   "INSERT OR REPLACE INTO listening VALUES ('one', 1200, 9, 100, 2)");
    }
    // There "one" is another mix, and there is a third one.
    edit(there,
         "UPDATE recording SET rest = " + theirs +
             " WHERE identity = 'one';"
             "INSERT INTO recording VALUES ('one#2', " +
             third +
             ", 1000, 10);"
             "UPDATE track SET identity = 'one#2' WHERE title = 'waits.mp3';"
             "INSERT INTO analysis SELECT 'one#2', model, embedding, probabilities, 'Folk', heard_probability, preview_start_ms "
             "FROM analysis WHERE identity = 'one' AND model = 'study-cnn/1';"
             "INSERT OR REPLACE INTO listening VALUES ('one#2', 5, 3, 6, 4)");
    const auto file = exported();
    REQUIRE(importFrom(file));
    {
        Database database(here, Access::write);
        auto& connection = database.connection();
        const auto listening = [&](const std::string& title) {
            return one(connection,
                       "SELECT identity || ': ' || added || ' ' || plays || ' ' || last_played || ' ' || rating FROM listening "
                       "JOIN track ON identity = recording WHERE title = '" +
                           title + "'");
        };
        CHECK(listening("mix.mp3") == "one: 1200 9 100 2");
        CHECK(listening("a.mp3") == "one#2: 1000 7 2000 5");
        CHECK(listening("waits.mp3") == "one#3: 5 3 6 4");
        CHECK(one(connection, "SELECT heard_genre FROM analysis WHERE identity = 'one#3' AND model = 'study-cnn/1'") == "Folk");
        CHECK(one(connection, "SELECT count(*) FROM outline WHERE identity = 'one#2'") == "1");
        CHECK(one(connection, "SELECT count(*) FROM sound WHERE identity IN ('one', 'one#2')") == "2");
        CHECK(one(connection,
                  "SELECT group_concat(hex(substr(rest, 1, 1))) FROM (SELECT rest FROM recording WHERE identity LIKE 'one%' "
                  "ORDER BY identity)") == "01,02,03");
    }
    const auto once = contents(here);
    REQUIRE(importFrom(file));
    CHECK(contents(here) == once);
}

TEST_CASE_METHOD(TransferFixture, "an import tells what a recording is recognised by where that was not known here") {
    {
        Database database(here, Access::write);
        database.connection().exec("INSERT INTO recording VALUES ('one', NULL, 1000, 10)");
    }
    edit(there, "UPDATE recording SET rest = X'01000000' WHERE identity = 'one'");
    REQUIRE(importFrom(exported()));
    Database database(here, Access::write);
    CHECK(one(database.connection(), "SELECT hex(rest) || duration_ms FROM recording WHERE identity = 'one'") == "010000001000");
}

TEST_CASE_METHOD(TransferFixture, "a song whose file was missing there is missing here only once a scan here did not find it") {
    REQUIRE(importFrom(exported())); // with one that was missing for years, by that library's clock
    Database database(here, Access::write);
    CHECK(one(database.connection(), "SELECT count(*) FROM track WHERE title = 'c.mp3'") == "1");
    CHECK(TrackStore(database, kModel).missingFiles().empty());
}

TEST_CASE_METHOD(TransferFixture, "a folder is not given to a library by a name that two of them have") {
    fs::create_directories(folder / "moved");
    edit(there, "UPDATE library SET name = 'Music'");
    try {
        static_cast<void>(importFrom(exported(), {{"Music", folder / "moved"}}));
        FAIL("both would be one library");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_THAT(segue::test::said(error), Contains("more than one library \"Music\""));
    }
    Database database(here, Access::write);
    CHECK(LibraryStore(database).all().empty());
}

TEST_CASE_METHOD(TransferFixture, "an import that is stopped leaves the database as it was, at whatever row") {
    const auto file = exported();
    { const Database made(here, Access::write); }
    const auto before = contents(here);
    for (const std::size_t row : {1U, 2U, 4U, 6U, 9U, 12U, 14U}) {
        std::stop_source stop;
        const auto result = importFrom(
            file, {},
            [&](std::size_t done, std::size_t) {
                if (done == row)
                    stop.request_stop();
            },
            stop.get_token());
        CHECK_FALSE(result);
        CHECK(contents(here) == before);
    }
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(importFrom(
                        file, {}, [](std::size_t, std::size_t) {}, stop.get_token()),
                    ImportStopped);
}

TEST_CASE_METHOD(TransferFixture, "an export with an older schema is brought up to date in a copy; the file stays as it is") {
    const auto file = folder / "old.segue";
    {
        SQLite::Database old(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (int version = 0; version < 3; ++version)
            old.exec(migrations()[static_cast<std::size_t>(version)]);
        old.exec("INSERT INTO library VALUES (1, 'Old', CAST('/old' AS BLOB), 0);"
                 "INSERT INTO track VALUES (5, 1, CAST('a.mp3' AS BLOB), 10, 11, 'one', 'A', 'Artist', '', 'Album', 'Folk', 1, 1, "
                 "1999, 5000);"
                 "INSERT INTO model VALUES ('m/1', '', '');"
                 "INSERT INTO analysis VALUES ('one', 'm/1', X'9A99193FCDCC4C3F', X'0000803E0000403F', 'Rock', 0.75, 1200);"
                 "PRAGMA user_version = 3; PRAGMA application_id = " +
                 std::to_string(kExportId));
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

TEST_CASE_METHOD(TransferFixture, "an export is a snapshot, whole or not there, and overwrites nothing but an export") {
    const auto file = folder / "all.segue";
    edit(there, "CREATE TEMP TABLE filler AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT "
                "i FROM n;"
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
    SECTION("while others write, without a log as on another computer's disk: they need not wait for it") {
        edit(there, "PRAGMA journal_mode = TRUNCATE");
        bool hasWritten = false;
        CHECK(exportTo(file, [&](std::size_t done, std::size_t total) {
            if (!hasWritten && done < total)
                edit(there, "UPDATE library SET name = 'Renamed'; DELETE FROM analysis"); // at once, or it fails
            hasWritten = true;
        }));
        CHECK(hasWritten);
        CHECK(contents(file) == contents(there)); // it began anew
    }
    SECTION("while others write all the time, without a log: it gives up and says why") {
        edit(there, "PRAGMA journal_mode = TRUNCATE");
        try {
            static_cast<void>(
                exportTo(file, [&](std::size_t, std::size_t) { edit(there, "UPDATE library SET name = name || '!'"); }));
            FAIL("it cannot be of one moment");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::busy);
            CHECK_THAT(segue::test::said(error), Contains("being changed all the time"));
        }
        CHECK_FALSE(fs::exists(file));
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
        CHECK_FALSE(exportTo(
            file, [&](std::size_t, std::size_t) { stop.request_stop(); }, stop.get_token()));
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
    SECTION("a place that cannot be written to") { CHECK_THROWS_AS(exportTo(folder / "missing" / "all.segue"), Error); }
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
