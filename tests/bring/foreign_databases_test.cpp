// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/foreign/foreign_database.h"
#include "engine/words/error.h"
#include "tests/bring/foreign_examples.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tree_print.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <fstream>

using namespace segue;
using namespace segue::store;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    test::TemporaryFolder folder;
    fs::path file = folder / "player.db";

    SQLite::Database make(const std::string& sql) {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(sql);
        return database;
    }
    ForeignLibrary read(BringSource source) {
        bool isStopped = false;
        return source == BringSource::fooyin ? readFooyin(file, {}, isStopped) : readStrawberry(file, source, {}, isStopped);
    }
    MessageId refusal(BringSource source) {
        try {
            read(source);
        } catch (const Error& error) {
            return error.message().id();
        }
        return MessageId::foreign;
    }
};

constexpr BringSource kDatabases[] = {BringSource::fooyin, BringSource::strawberry, BringSource::clementine};

} // namespace

TEST_CASE_METHOD(Fixture, "fooyin's songs, statistics and own playlists are read") {
    make(test::kFooyin);
    const auto library = read(BringSource::fooyin);
    REQUIRE(library.songs.size() == 3);
    const auto& one = library.songs[0];
    CHECK(one.path == "/music/a/one.mp3");
    CHECK(one.artist == "A, Guest");
    CHECK(one.length == std::chrono::milliseconds(215'000));
    CHECK(one.rating == 4);
    CHECK(one.plays == 12);
    CHECK(one.lastPlayed.time_since_epoch().count() == 1'500'000'000);
    CHECK(one.added.time_since_epoch().count() == 1'400'000'000);
    CHECK(library.songs[2].rating == 0); // without statistics
    REQUIRE(library.playlists.size() == 1);
    CHECK(library.playlists[0].name == "Quiet");
    REQUIRE(library.playlists[0].lines.size() == 2);
    CHECK(library.playlists[0].lines[0].path == "/music/a/two.mp3");
}

TEST_CASE_METHOD(Fixture, "Strawberry's and Clementine's songs and playlists are read, each with its own columns") {
    for (const auto source : {BringSource::strawberry, BringSource::clementine}) {
        fs::remove(file);
        make(source == BringSource::strawberry ? test::kStrawberry : test::kClementine);
        const auto library = read(source);
        REQUIRE(library.songs.size() == 2); // without what is on the net
        const auto& one = library.songs[0];
        CHECK(one.path == "/music/a/one #1.mp3");
        CHECK(one.length == std::chrono::seconds(215));
        CHECK(one.rating == 4);
        CHECK(one.plays == 12);
        CHECK(one.lastPlayed.time_since_epoch().count() == 1'500'000'000);
        CHECK(library.songs[1].rating == 0);
        CHECK(library.songs[1].lastPlayed.time_since_epoch().count() == 0);
        REQUIRE(library.playlists.size() == 1);
        CHECK(library.playlists[0].name == "Quiet");
        REQUIRE(library.playlists[0].lines.size() == 3);
        CHECK(library.playlists[0].lines[0].path == "/music/a/two.mp3");
        CHECK(library.playlists[0].lines[2].path == "/elsewhere/x.mp3");
    }
}

TEST_CASE_METHOD(Fixture, "nothing is written beside a database, whether it has a log or not") {
    for (const bool hasLog : {false, true}) {
        fs::remove(file);
        auto player = make(std::string(hasLog ? "PRAGMA journal_mode = WAL;" : "") + test::kStrawberry); // it stays open
        const auto before = test::treePrint(folder.path());
        CHECK(read(BringSource::strawberry).songs.size() == 2);
        CHECK(test::treePrint(folder.path()) == before);
        player.exec("UPDATE songs SET playcount = 99"); // the player goes on
        CHECK(read(BringSource::strawberry).songs[0].plays == 99);
    }
}

TEST_CASE_METHOD(Fixture, "a database that its player is writing to is told to be locked") {
    auto player = make(test::kStrawberry);
    player.exec("BEGIN EXCLUSIVE; UPDATE songs SET playcount = 1");
    CHECK(refusal(BringSource::strawberry) == MessageId::bringLocked);
    player.exec("COMMIT");
    CHECK(refusal(BringSource::strawberry) == MessageId::foreign);
}

TEST_CASE_METHOD(Fixture, "a database that is gone, empty, damaged or something else is refused with a sentence") {
    for (const auto source : kDatabases) {
        INFO(playerName(source));
        fs::remove_all(file);
        CHECK(refusal(source) == MessageId::fileNotThere);
        fs::create_directory(file);
        CHECK(refusal(source) == MessageId::fileIsNoFile);
        fs::remove_all(file);
        test::writeBytes(file, "");
        CHECK(refusal(source) == MessageId::bringDamaged);
        test::writeBytes(file, test::junk(50'000));
        CHECK(refusal(source) == MessageId::bringDamaged);
        test::writeBytes(file, std::string("SQLite format 3\0", 16) + test::junk(50'000));
        CHECK(refusal(source) == MessageId::bringDamaged);
    }
}

TEST_CASE_METHOD(Fixture, "a database without the tables or columns that are needed is of another version") {
    for (const auto source : kDatabases) {
        fs::remove(file);
        make("CREATE TABLE songs (title TEXT); CREATE TABLE Tracks (TrackID INTEGER); CREATE TABLE TrackStats (TrackHash TEXT)");
        CHECK(refusal(source) == MessageId::bringOtherVersion);
    }
}

TEST_CASE_METHOD(Fixture, "a database cut anywhere is read or refused, and nothing worse") {
    make(test::kStrawberry);
    const auto whole = test::readBytes(file);
    for (std::size_t size = 0; size < whole.size(); size += whole.size() / 40) {
        test::writeBytes(file, std::string_view(whole).substr(0, size));
        const auto id = refusal(BringSource::strawberry);
        CHECK((id == MessageId::bringDamaged || id == MessageId::bringOtherVersion));
    }
}

TEST_CASE_METHOD(Fixture, "values that no player writes are none, and views are not run") {
    auto player = make(test::kStrawberry);
    player.exec(
        "UPDATE songs SET rating = 'much', playcount = -7, lastplayed = 1e300, length = 'x', ctime = x'00FF', title = NULL");
    const auto library = read(BringSource::strawberry);
    REQUIRE(library.songs.size() == 2);
    CHECK(library.songs[0].rating == 0);
    CHECK(library.songs[0].plays == 0);
    CHECK(library.songs[0].lastPlayed.time_since_epoch().count() == 0);
    CHECK(library.songs[0].title.empty());
    player.exec("DROP TABLE songs; CREATE VIEW songs AS SELECT 'file:///x' AS url, '' AS title, '' AS artist, '' AS album, 0 AS "
                "playcount, 1 AS rating");
    CHECK(refusal(BringSource::strawberry) == MessageId::bringDamaged);
}
