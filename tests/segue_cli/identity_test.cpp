// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <taglib/fileref.h>
#include <taglib/tag.h>

using namespace segue;
namespace fs = std::filesystem;

namespace {

/// What was heard is marked, so that it shows if it is heard again.
class Shelf final {
public:
    explicit Shelf(const fs::path& database)
        : m_database(database.string(), SQLite::OPEN_READWRITE, 3000) {
        m_database.exec("PRAGMA foreign_keys = ON");
    }
    void mark() { m_database.exec("UPDATE analysis SET heard_genre = 'Marked'"); }
    void forgetLibraries() { m_database.exec("DELETE FROM library"); }
    int count(const std::string& what) { return m_database.execAndGet("SELECT count(*) FROM " + what).getInt(); }
    int heardBefore() { return count("track JOIN analysis USING (identity) WHERE heard_genre = 'Marked' AND NOT is_changed"); }

private:
    SQLite::Database m_database;
};

void write(const fs::path& path, double fromHz) {
    audio::writeAudio(path, test::glide(fromHz, 2000.0, 12.0, 44'100), 44'100, 1, {{"title", path.stem().string()}});
}

void retag(const fs::path& path) {
    TagLib::FileRef file(path.c_str());
    file.tag()->setTitle("Another title, and a longer one");
    file.tag()->setComment(std::string(5000, 'x'));
    REQUIRE(file.save());
}

void scan(const fs::path& folder, const fs::path& database) {
    const auto result = test::segueCli({"scan", folder, "--db", database, "--no-outlines"});
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
}

} // namespace

TEST_CASE("real songs that are retagged, moved, copied or added again are recognised; another sound is heard anew") {
    const test::TemporaryFolder folder;
    const auto database = folder / "segue.db";
    const fs::path music = folder / "music";
    fs::create_directories(music);
    write(music / "a.mp3", 100.0);
    write(music / "b.flac", 200.0);
    write(music / "c.ogg", 300.0);
    write(music / "d.m4a", 400.0);
    scan(music, database);
    Shelf shelf(database);
    REQUIRE(shelf.count("analysis") == 4);
    shelf.mark();

    for (const auto* name : {"a.mp3", "b.flac", "c.ogg", "d.m4a"})
        retag(music / name);
    scan(music, database);
    CHECK(shelf.heardBefore() == 4);

    shelf.forgetLibraries();
    fs::rename(music, folder / "elsewhere");
    fs::create_directories(folder / "elsewhere/new");
    fs::rename(folder / "elsewhere/a.mp3", folder / "elsewhere/new/renamed.mp3");
    fs::copy(folder / "elsewhere/b.flac", folder / "elsewhere/copy.flac");
    retag(folder / "elsewhere/c.ogg");
    scan(folder / "elsewhere", database);
    CHECK(shelf.heardBefore() == 5);
    CHECK(shelf.count("analysis") == 4);

    write(folder / "elsewhere/d.m4a", 500.0);
    scan(folder / "elsewhere", database);
    CHECK(shelf.heardBefore() == 4);
    CHECK(shelf.count("analysis") == 5);
    CHECK(shelf.count("track WHERE is_changed") == 0);
}

TEST_CASE("two real mixes that are the same inside their excerpts keep rows and outlines of their own; a copy shares one") {
    const test::TemporaryFolder folder;
    const auto database = folder / "segue.db";
    const fs::path music = folder / "music";
    fs::create_directories(music);
    audio::writeAudio(music / "one.wav", test::collidingMix(1), 8000, 1);
    audio::writeAudio(music / "two.wav", test::collidingMix(2), 8000, 1);
    fs::copy(music / "two.wav", music / "three.wav");
    const auto result = test::segueCli({"scan", music, "--db", database});
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    Shelf shelf(database);
    CHECK(shelf.count("(SELECT DISTINCT identity FROM track)") == 2);
    CHECK(shelf.count("track WHERE identity LIKE '%#2'") >= 1);
    CHECK(shelf.count("outline") == 2);
    CHECK(shelf.count("(SELECT DISTINCT columns FROM waveform)") == 2);
    CHECK(shelf.count("track AS a JOIN track AS b USING (identity) WHERE a.path = CAST('two.wav' AS BLOB) AND "
                      "b.path = CAST('three.wav' AS BLOB)") == 1);
    const auto similar = test::segueCli({"similar", music / "one.wav", "-n", "5", "--db", database, "--json"});
    CHECK(similar.exitCode == 0);
    CHECK(nlohmann::json::parse(similar.output).at("recommendations").size() == 1); // the copy is listed once
}
