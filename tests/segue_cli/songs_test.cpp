// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/audio/tags.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/library_store.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A folder of music, listed by the real program after a scan without analysis.
struct Listener {
    test::TemporaryFolder folder;
    fs::path music = fs::canonical(folder.path()) / "music";

    Listener() { fs::create_directories(music); }

    void scan(bool guessCodePage = true) const {
        store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
        store::Database reader(folder / "segue.db", store::Access::read);
        if (store::LibraryStore(reader).all().empty())
            writer.run([&](store::Database& database) { store::LibraryStore(database).add("Music", music); }).get();
        analysis::ProcessReader files({.program = SEGUE_ANALYZER});
        const auto ignore = [](std::span<const TrackId>) {};
        static_cast<void>(
            library::scanLibrary(store::LibraryStore(reader).all().front(), reader, writer, files, {},
                                 {.progress = [](library::ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore},
                                 {.guessCodePage = guessCodePage}));
    }

    [[nodiscard]] std::vector<json> songs(const std::string& search = {}) const {
        const auto result = test::segueCli({"songs", "--json", "--db", folder / "segue.db", "--search", search});
        INFO(result.errors);
        REQUIRE(result.exitCode == 0);
        std::vector<json> songs;
        std::istringstream lines(result.output);
        for (std::string line; std::getline(lines, line);)
            songs.push_back(json::parse(line));
        return songs;
    }

    void song(const std::string& name, const audio::WriteTags& tags) const {
        fs::create_directories((music / name).parent_path());
        audio::writeAudio(music / name, test::tone(440.0, 0.2, 44'100), 44'100, 1, tags);
    }
};

std::vector<std::string> valuesOf(const std::vector<json>& songs, const char* field) {
    std::vector<std::string> values;
    for (const auto& song : songs)
        values.push_back(song.at(field).get<std::string>());
    return values;
}

std::string textOf(const json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "true" : "false";
    return value.dump();
}

} // namespace

TEST_CASE("songs are listed in the library's order, an object a line or a row each") {
    const Listener listener;
    listener.song("a/2.flac", {{"title", "Second"},
                               {"artist", "Ärzte, Die"},
                               {"album", "Debil"},
                               {"track", "2/9"},
                               {"disc", "1"},
                               {"date", "1984"},
                               {"originaldate", "1983-12-24"},
                               {"musicbrainz_albumid", "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae"},
                               {"genre", "Punk"}});
    listener.song("a/1.flac", {{"title", "First"}, {"artist", "Ärzte, Die"}, {"album", "Debil"}, {"track", "1/9"}});
    listener.song("b/3.flac", {{"title", "Third"}, {"artist", "Zappa"}});
    listener.song("c/4.flac", {{"title", "Fourth"}, {"artist", "Björk"}});
    test::writeBytes(listener.music / "c" / "FOLDER.PNG", "\x89PNG");
    listener.scan();
    const auto songs = listener.songs();
    CHECK(valuesOf(songs, "title") == std::vector<std::string>{"First", "Second", "Fourth", "Third"});
    const auto& second = songs.at(1);
    CHECK(second.at("path") == (listener.music / "a/2.flac").string());
    CHECK(second.at("artist") == "Ärzte, Die");
    CHECK(second.at("album_artist") == "");
    CHECK(second.at("album") == "Debil");
    CHECK(second.at("genre") == "Punk");
    CHECK(second.at("track") == 2);
    CHECK(second.at("disc") == 1);
    CHECK(second.at("year") == 1984);
    CHECK(second.at("original_year") == 1983);
    CHECK(second.at("musicbrainz_album_id") == "8f3471b5-7e6a-48da-86a9-c1c07a0f47ae");
    CHECK(second.at("format") == "FLAC");
    CHECK(second.at("bit_rate_kbps").get<int>() > 0);
    CHECK(second.at("duration_s").get<double>() == Approx(0.2).margin(0.01));
    CHECK(second.at("state") == "waiting");
    CHECK(second.at("cover") == false);
    CHECK(songs.at(2).at("cover") == true);
    const auto table = test::segueCli({"songs", "--db", listener.folder / "segue.db"});
    CHECK_THAT(table.output, Contains("Debil") && Contains("1984") && Contains("waiting"));
    CHECK(std::ranges::count(table.output, '\n') == 4);
    CHECK(test::segueCli({"songs", "--db", listener.folder / "none.db"}).exitCode == 1);
}

TEST_CASE("an album of many artists stays together, and so does one with a guest") {
    const Listener listener;
    int number = 0;
    for (const char* artist : {"Zappa", "Madonna", "Abba"}) {
        ++number;
        listener.song("flag/" + std::to_string(number) + ".mp3", {{"title", "f" + std::to_string(number)},
                                                                  {"artist", artist},
                                                                  {"album", "By flag"},
                                                                  {"track", std::to_string(number)},
                                                                  {"compilation", "1"}});
        listener.song("va/" + std::to_string(number) + ".mp3", {{"title", "v" + std::to_string(number)},
                                                                {"artist", artist},
                                                                {"album", "By name"},
                                                                {"album_artist", "Various Artists"},
                                                                {"track", std::to_string(number)}});
    }
    number = 0;
    for (const char* artist : {"Drake", "Drake feat. Rihanna", "Drake; Rihanna", "Drake"}) {
        ++number;
        listener.song(
            "guest/" + std::to_string(number) + ".mp3",
            {{"title", "g" + std::to_string(number)}, {"artist", artist}, {"album", "Take"}, {"track", std::to_string(number)}});
    }
    listener.song("other/1.mp3", {{"title", "e"}, {"artist", "Drake and more"}, {"album", "A"}, {"track", "1"}});
    listener.scan();
    CHECK(valuesOf(listener.songs(), "title") ==
          std::vector<std::string>{"g1", "g2", "g3", "g4", "e", "f1", "f2", "f3", "v1", "v2", "v3"});
}

TEST_CASE("the code page of old tags is guessed or not, as the listener wants, and a scan reads them again when that changes") {
    const Listener listener;
    listener.song("a.mp3", {});
    const std::string kino = "\xCA\xE8\xED\xEE";
    test::writeBytes(listener.music / "a.mp3", test::readBytes(listener.music / "a.mp3") + "TAG" + kino + std::string(26, '\0') +
                                                   kino + std::string(26 + 30 + 4 + 30, '\0') + "\xFF");
    listener.scan();
    CHECK(listener.songs().at(0).at("artist") == "Кино");
    listener.scan(false);
    CHECK(listener.songs().at(0).at("artist") == "Êèíî");
    listener.scan(true);
    CHECK(listener.songs().at(0).at("artist") == "Кино");
}

TEST_CASE_METHOD(Listener, "the report counts songs and genres, and knows no figure that the songs do not allow") {
    song("a.flac", {{"title", "A"}, {"artist", "One"}, {"genre", "Rock"}});
    song("b.flac", {{"title", "B"}, {"artist", "Two"}, {"genre", "Rock; Jazz"}});
    song("c.flac", {{"title", "C"}, {"artist", "Three"}, {"genre", "Jazz"}});
    scan();
    const auto run = test::segueCli({"report", "--json", "--doubts", folder / "doubts.csv", "--db", folder / "segue.db"});
    INFO(run.errors);
    REQUIRE(run.exitCode == 0);
    const auto report = json::parse(run.output);
    CHECK(report["songs"]["all"] == 3);
    CHECK(report["songs"]["analysed"] == 0);
    CHECK(report["songs"]["with_artist"] == 3);
    const auto& genres = report["genres"]["songs"];
    CHECK(std::ranges::count(genres, json{{"genre", "Rock"}, {"songs", 2}}) == 1);
    CHECK(std::ranges::count(genres, json{{"genre", "Jazz"}, {"songs", 2}}) == 1);
    CHECK(report["lists"]["precision_at_10"].is_null());
    CHECK(report["lists"]["hub_skew"].is_null());
    CHECK(test::readBytes(folder / "doubts.csv").starts_with("path,title,"));
    CHECK_THAT(test::segueCli({"report", "--db", folder / "segue.db"}).output, Contains("3 songs") && Contains("too few songs"));
    CHECK(test::segueCli({"report", "--db", folder / "not there.db"}).exitCode == 1);
}

TEST_CASE("every case from the field is listed as it should be") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "cases" / "expected.tsv")) {
        WARN("skipped: the shared data is not there");
        return;
    }
    const Listener listener;
    fs::copy(*shared / "cases", listener.music, fs::copy_options::recursive);
    listener.scan();
    std::map<std::string, json> byPath;
    for (auto& song : listener.songs())
        byPath[fs::path(song.at("path").get<std::string>()).lexically_relative(listener.music)] = song;
    std::ifstream table(*shared / "cases" / "expected.tsv");
    std::string line;
    std::getline(table, line);
    int rows = 0;
    for (; std::getline(table, line); ++rows) {
        std::istringstream columns(line);
        std::string path, field, value;
        std::getline(columns, path, '\t');
        std::getline(columns, field, '\t');
        std::getline(columns, value, '\t');
        INFO(path << " " << field << ": " << value);
        REQUIRE(byPath.contains(path));
        const json& found = byPath[path].at(field);
        if (field == "duration_s")
            CHECK(found.get<double>() == Approx(std::stod(value)).margin(0.1));
        else
            CHECK(textOf(found) == value);
    }
    CHECK(rows > 0);
    for (const char* path : {"covers/album-png/beside-album-png.mp3", "covers/upper-case/beside-COVER-JPG.mp3",
                             "covers/webp-embedded/embedded-webp.mp3"})
        CHECK(byPath[path].at("cover") == true);
    CHECK(byPath["tags/semicolon.mp3"].at("artists") == json({"One", "Two", "Three"}));

    const auto orderIn = [&](const std::string& folder) {
        std::vector<std::string> names;
        for (const auto& song : listener.songs())
            if (const fs::path path(song.at("path").get<std::string>()); path.parent_path() == listener.music / folder)
                names.push_back(path.stem());
        return names;
    };
    // Drake's album is before that of many artists; abba, Ärzte, Bjork tribute, Björk, Édith, Øystein, The Beatles, Zappa, 東京.
    CHECK(orderIn("order/compilation") == std::vector<std::string>{"f01", "f02", "f03", "01", "02", "03", "04", "05"});
    auto accents = orderIn("order/accents");
    REQUIRE(accents.size() == 9);
    std::ranges::sort(accents.begin() + 2, accents.begin() + 4); // which Bjork comes first is the language's matter
    CHECK(accents == std::vector<std::string>{"03", "04", "06", "07", "02", "08", "05", "01", "09"});
}

TEST_CASE("songs are searched by words and fields, and what is not understood is said") {
    const Listener listener;
    listener.song("one.flac", {{"title", "Sinnerman"}, {"artist", "Nina Simone"}, {"date", "1965"}});
    listener.song("two.flac", {{"title", "Feeling Good"}, {"artist", "Nina Simone"}, {"date", "1965"}});
    listener.song("three.flac", {{"title", "Feeling Good"}, {"artist", "Muse"}, {"date", "2001"}});
    listener.scan();
    CHECK(listener.songs("simone").size() == 2);
    CHECK(listener.songs("\"feeling good\" -muse").size() == 1);
    CHECK(listener.songs("year:>=2000").at(0).at("artist") == "Muse");
    const auto search = [&](const std::string& text) {
        return test::segueCli({"songs", "--db", listener.folder / "segue.db", "--search", text});
    };
    const auto unknown = search("artits:muse");
    CHECK(unknown.exitCode == 2);
    CHECK_THAT(unknown.errors, Contains("artits") && Contains("albumartist"));
    CHECK(search("year:soon").exitCode == 2);
}
