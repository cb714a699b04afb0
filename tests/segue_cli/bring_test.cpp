// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/bring/foreign_examples.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A database with two songs.
struct Fixture {
    test::TemporaryFolder folder;
    std::string database = (folder / "segue.db").string();

    Fixture() {
        store::Database made(database, store::Access::write);
        const auto library = store::LibraryStore(made).add("Local Music #1", "/music");
        for (const char* name : {"one #1", "two"})
            store::TrackStore(made, {}).save(
                {.library = library, .path = std::string("/music/a/") + name + ".mp3", .title = name, .artist = "A"}, "/music",
                {100, 1});
    }
    std::string player(const char* sql) {
        const auto file = (folder / "player.db").string();
        fs::remove(file);
        SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
        return file;
    }
    test::ProgramResult run(std::vector<std::string> words) {
        words.insert(words.end(), {"--db", database});
        return test::segueCli(words);
    }
    json songs() {
        json all = json::array();
        std::istringstream lines(run({"songs", "--json"}).output);
        for (std::string line; std::getline(lines, line);)
            all.push_back(json::parse(line));
        return all;
    }
    Track song(const std::string& name) {
        store::Database read(database, store::Access::read);
        return store::TrackStore(read, {}).findByPath("/music/a/" + name + ".mp3").value();
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "segue-cli: import-from tells with --dry-run, does it once, and takes it back with --undo") {
    for (const auto& [source, sql] : {std::pair{"strawberry", test::kStrawberry}, std::pair{"clementine", test::kClementine}}) {
        INFO(source);
        const auto file = player(sql);
        const auto dry = run({"import-from", source, file, "--dry-run"});
        INFO(dry.errors);
        REQUIRE(dry.exitCode == 0);
        CHECK_THAT(dry.output,
                   Contains("1 song would change") && Contains("A – one #1: 0 -> 4") && Contains("Playlist \"Quiet\": 2 of 3"));
        CHECK(song("one #1").rating == 0);
        const auto done = json::parse(run({"import-from", source, file, "--json"}).output);
        CHECK(done["changed"] == 1);
        CHECK(done["dry_run"] == false);
        CHECK(song("one #1").rating == 4);
        CHECK(song("one #1").plays == 12);
        CHECK(json::parse(run({"import-from", source, file, "--json"}).output)["changed"] == 0);
        CHECK_THAT(run({"import-from", "--undo"}).output, Contains("Undone: 1 song"));
        CHECK(song("one #1").rating == 0);
        CHECK(song("one #1").plays == 0);
        CHECK(run({"import-from", "--undo"}).exitCode == 1);
    }
}

TEST_CASE_METHOD(Fixture, "segue-cli: import-from reads every source by its word") {
    test::writeBytes(folder / "rhythmdb.xml",
                     "<rhythmdb version=\"2.0\"><entry type=\"song\"><location>file:///music/a/two.mp3</location>"
                     "<play-count>3</play-count></entry></rhythmdb>");
    test::writeBytes(folder / "listens.json",
                     R"([{"listened_at": 1500000000, "track_metadata": {"artist_name": "a", "track_name": "TWO"}}])");
    test::writeBytes(folder / "scrobbles.csv", "A,,two,31 Oct 2014 10:11\nA,,two,31 Oct 2014 10:11\n");
    test::writeBytes(folder / "library.xml",
                     "<plist><dict><key>Tracks</key><dict><key>1</key><dict><key>Location</key>"
                     "<string>file:///D:/a/two.mp3</string><key>Play Count</key><integer>4</integer></dict></dict></dict></plist>");
    test::writeBytes(folder / "songs",
                     std::string("\x80\x02](cquodlibet.formats.mp3\nMP3File\n)\x81(U\x09~filenameU\x0E/music/two.mp3"
                                 "U\x06"
                                 "artistU\x01"
                                 "AU\x05titleU\x03twoU\x0b~#playcountK\x05u}be."));
    const std::pair<const char*, const char*> files[] = {{"rhythmbox", "rhythmdb.xml"},
                                                         {"listenbrainz", "listens.json"},
                                                         {"lastfm", "scrobbles.csv"},
                                                         {"itunes", "library.xml"},
                                                         {"quodlibet", "songs"}};
    for (const auto& [source, file] : files) {
        INFO(source);
        const auto dry = run({"import-from", source, (folder / file).string(), "--dry-run", "--json"});
        INFO(dry.errors);
        REQUIRE(dry.exitCode == 0);
        const auto plan = json::parse(dry.output);
        CHECK(plan["source"] == source);
        CHECK(plan["found"] == 1);
        CHECK(plan["plays"]["songs"] == 1);
    }
    const auto fooyin = json::parse(run({"import-from", "fooyin", player(test::kFooyin), "--dry-run", "--json"}).output);
    CHECK(fooyin["found"] == 1); // "two"
    CHECK(run({"import-from", "tags", "--dry-run"}).exitCode == 0);
}

TEST_CASE_METHOD(Fixture, "segue-cli: import-from says in a sentence what is wrong with a file, and changes nothing") {
    CHECK(run({"import-from"}).exitCode == 2);
    CHECK(run({"import-from", "winamp", "x"}).exitCode == 2);
    CHECK(run({"import-from", "strawberry"}).exitCode == 2);
    const auto gone = run({"import-from", "strawberry", (folder / "none.db").string()});
    CHECK(gone.exitCode == 1);
    CHECK_THAT(gone.errors, Contains("There is no file"));
    test::writeBytes(folder / "junk", test::junk(5000));
    for (const char* source : {"fooyin", "strawberry", "rhythmbox", "itunes", "quodlibet", "listenbrainz", "lastfm"}) {
        INFO(source);
        const auto bad = run({"import-from", source, (folder / "junk").string()});
        CHECK(bad.exitCode == 1);
        CHECK_THAT(bad.errors, Contains("Nothing was changed."));
    }
    const auto file = player(test::kStrawberry);
    SQLite::Database writing(file, SQLite::OPEN_READWRITE);
    writing.exec("BEGIN EXCLUSIVE");
    CHECK_THAT(run({"import-from", "strawberry", file}).errors, Contains("Close Strawberry and try again."));
}

TEST_CASE_METHOD(Fixture, "segue-cli: corrections are set, listed, exported and reverted, and songs are listed by them") {
    REQUIRE(run({"corrections", "set", "title", "Zwei", "/music/a/two.mp3"}).exitCode == 0);
    CHECK(song("two").title == "Zwei");
    CHECK(songs().dump().find("Zwei") != std::string::npos);
    CHECK(json::parse(run({"corrections", "list", "--json"}).output)["corrections"].at(0) == json({{"path", "/music/a/two.mp3"},
                                                                                                   {"field", "title"},
                                                                                                   {"corrected", "Zwei"},
                                                                                                   {"was", "two"},
                                                                                                   {"file", "two"},
                                                                                                   {"offered", false}}));
    CHECK_THAT(run({"corrections", "export", (folder / "all.csv").string()}).output, Contains("all.csv"));
    CHECK_THAT(test::readBytes(folder / "all.csv"), Contains("\"title\",\"Zwei\",\"two\",\"two\""));
    CHECK(run({"corrections", "export", (folder / "segue.db").string()}).exitCode == 1);
    CHECK(run({"corrections", "set", "year", "soon", "/music/a/two.mp3"}).exitCode == 1);
    CHECK(run({"corrections", "set", "colour", "red", "/music/a/two.mp3"}).exitCode == 2);
    CHECK(run({"corrections", "set", "title", "x", "/music/none.mp3"}).exitCode == 2);
    CHECK(run({"corrections", "revert", "--all", "--field", "album"}).exitCode == 0);
    CHECK(song("two").title == "Zwei");
    CHECK(run({"corrections", "revert"}).exitCode == 2); // of which songs?
    REQUIRE(run({"corrections", "revert", "--all"}).exitCode == 0);
    CHECK(song("two").title == "two");
    CHECK_THAT(run({"corrections", "list"}).errors, Contains("No song was corrected."));
}
