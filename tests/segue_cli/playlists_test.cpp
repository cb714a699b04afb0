// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/library_store.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A scanned folder of three songs and a playlist file, and the real program.
struct PlaylistListener {
    test::TemporaryFolder folder;
    fs::path root = fs::canonical(folder.path());
    fs::path music = root / "music";

    PlaylistListener() {
        fs::create_directories(music / "sub");
        for (const char* name : {"one.flac", "two.flac", "sub/three.flac"})
            audio::writeAudio(music / name, test::tone(440.0, 0.2, 44'100), 44'100, 1,
                              {{"title", fs::path(name).stem().native()}, {"artist", "Artist"}});
        test::writeBytes(music / "lists.m3u8", "one.flac\nsub/three.flac\ngone.flac\n");
        scan();
    }

    void scan() const {
        store::Writer writer{store::Database(root / "segue.db", store::Access::write)};
        store::Database reader(root / "segue.db", store::Access::read);
        if (store::LibraryStore(reader).all().empty())
            writer.run([&](store::Database& database) { store::LibraryStore(database).add("Music", music); }).get();
        analysis::ProcessReader files({.program = SEGUE_ANALYZER});
        const auto ignore = [](std::span<const TrackId>) {};
        static_cast<void>(library::scanLibrary(
            store::LibraryStore(reader).all().front(), reader, writer, files, {},
            {.progress = [](library::ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore}));
    }

    [[nodiscard]] test::ProgramResult run(std::vector<std::string> words) const {
        words.insert(words.begin(), "playlists");
        words.insert(words.end(), {"--db", (root / "segue.db").native()});
        return test::segueCli(words);
    }
    std::string must(const std::vector<std::string>& words) const {
        const auto result = run(words);
        INFO(result.errors);
        REQUIRE(result.exitCode == 0);
        return result.output;
    }
    [[nodiscard]] std::vector<std::string> titles(const std::string& name) const {
        std::vector<std::string> titles;
        const auto shown = json::parse(must({"show", name, "--json"}));
        for (const auto& song : shown["songs"])
            titles.push_back((song["missing"].get<bool>() ? "-" : "") + song["title"].get<std::string>());
        return titles;
    }
};

using Titles = std::vector<std::string>;

} // namespace

TEST_CASE_METHOD(PlaylistListener, "a script makes, fills, lists, renames and removes playlists") {
    must({"create", "Parties", "--folder"});
    CHECK_THAT(must({"create", "Loud", music / "one.flac", music / "two.flac", "--in", "Parties"}), Contains("Loud"));
    must({"add", "Parties/Loud", music / "sub/three.flac", music / "one.flac"});
    CHECK(titles("Loud") == Titles{"one", "two", "three", "one"});
    must({"remove", "Loud", music / "one.flac"});
    CHECK(titles("Loud") == Titles{"two", "three"});
    must({"rename", "Loud", "Quiet"});
    const auto list = json::parse(must({"list", "--json"}));
    REQUIRE(list.size() == 3);
    CHECK(list[0]["kind"] == "folder");
    CHECK(list[1]["name"] == "Quiet");
    CHECK(list[1]["songs"] == 2);
    CHECK(list[2]["kind"] == "file");
    must({"remove", "Parties"});
    CHECK(json::parse(must({"list", "--json"})).size() == 1);
}

TEST_CASE_METHOD(PlaylistListener, "a playlist file in a library is listed and shown, and not changed") {
    CHECK(titles("lists") == Titles{"one", "three", "-gone.flac"});
    CHECK(run({"add", "lists", music / "two.flac"}).exitCode == 2);
    CHECK(run({"remove", "lists"}).exitCode == 2);
    fs::remove(music / "lists.m3u8");
    scan();
    CHECK(json::parse(must({"list", "--json"})).empty());
}

TEST_CASE_METHOD(PlaylistListener, "importing tells what became of each line, and what is exported is imported as it was") {
    test::writeBytes(root / "My list.m3u",
                     "D:\\Old\\sub\\three.flac\r\nhttp://radio.example/\r\nnowhere.mp3\r\nmusic\\one.flac\r\n");
    CHECK_THAT(must({"import", root / "My list.m3u"}),
               Contains("not found: nowhere.mp3") &&
                   Contains("4 songs, 0 by their paths, 2 otherwise; 0 in no library, 1 on the net, 1 not found"));
    CHECK(titles("My list") == Titles{"three", "-http://radio.example/", "-nowhere.mp3", "one"});
    for (const std::string format : {"m3u8", "xspf", "pls"}) {
        const auto file = root / ("out." + format);
        must({"export", "My list", file});
        const auto told = json::parse(must({"import", file, "--json"}));
        CHECK(told["lines"].size() == 4);
        CHECK(told["lines"][0]["match"] == "path");
        CHECK(titles(told["name"]) == titles("My list"));
    }
    CHECK_THAT(test::readBytes(root / "out.pls"), Contains("[playlist]") && Contains("music/sub/three.flac"));
}

TEST_CASE_METHOD(PlaylistListener, "a playlist by rules finds its songs anew") {
    must({"rules", "Rules", "--search", "title:t", "--order", "title", "--descending"});
    CHECK(titles("Rules") == Titles{"two", "three"});
    audio::writeAudio(music / "tea.flac", test::tone(440.0, 0.2, 44'100), 44'100, 1, {{"title", "tea"}, {"artist", "Artist"}});
    scan();
    CHECK(titles("Rules") == Titles{"two", "three", "tea"});
    must({"rules", "Rules", "--search", "title:t", "--most", "1", "--order", "title"});
    CHECK(titles("Rules") == Titles{"tea"});
}

TEST_CASE_METHOD(PlaylistListener, "what cannot be done is said in a sentence") {
    CHECK_THAT(run({"show", "none"}).errors, Contains("There is no playlist none."));
    test::writeBytes(root / "hls.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n1.ts\n");
    const auto hls = run({"import", root / "hls.m3u8"});
    CHECK(hls.exitCode == 1);
    CHECK_THAT(hls.errors, Contains("HLS"));
    must({"create", "A", music / "one.flac"});
    must({"create", "B", music / "one.flac"});
    must({"rename", "B", "A"});
    CHECK_THAT(run({"show", "A"}).errors, Contains("More than one playlist is called A"));
    test::writeBytes(root / "notes.txt", "mine");
    must({"create", "C", music / "one.flac"});
    CHECK(run({"export", "C", root / "notes.txt"}).exitCode == 2);
    CHECK(test::readBytes(root / "notes.txt") == "mine");
}
