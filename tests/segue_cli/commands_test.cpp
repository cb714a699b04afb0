// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

using namespace segue;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// The demo music, scanned once for all cases.
struct DemoLibrary {
    test::TemporaryFolder folder;
    fs::path music = folder / "demo";
    fs::path database = folder / "segue.db";
    test::ProgramResult scan;

    DemoLibrary() {
        REQUIRE(test::segueCli({"demo", music}).exitCode == 0);
        scan = test::segueCli({"scan", music, "--db", database});
    }
    std::vector<fs::path> songs() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator(music))
            if (entry.is_regular_file())
                found.push_back(entry.path());
        std::ranges::sort(found);
        return found;
    }
};

const DemoLibrary& demo() {
    static const DemoLibrary library;
    return library;
}

json similar(const fs::path& song, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"similar", song, "--json", "--db", demo().database};
    words.insert(words.end(), more.begin(), more.end());
    const auto result = test::segueCli(words);
    INFO(result.errors);
    REQUIRE(result.exitCode == 0);
    return json::parse(result.output);
}

} // namespace

TEST_CASE("scan adds the folder, analyses every song and says so") {
    INFO(demo().scan.errors);
    CHECK(demo().scan.exitCode == 0);
    CHECK(demo().songs().size() >= 24);
    CHECK(demo().scan.output.find("analysed now: " + std::to_string(demo().songs().size()) + ", failed: 0") != std::string::npos);
    const auto again = test::segueCli({"scan", demo().music, "--db", demo().database});
    CHECK(again.exitCode == 0);
    CHECK(again.output.find("analysed now: 0, failed: 0") != std::string::npos);
}

TEST_CASE("scan reads whole songs after the analysis, once, and not if that is not wanted") {
    const auto count = std::to_string(demo().songs().size());
    CHECK(demo().scan.output.find("waveforms: " + count) != std::string::npos);
    const auto again = test::segueCli({"scan", demo().music, "--db", demo().database});
    CHECK(again.output.find("waveforms: 0") != std::string::npos);
    const test::TemporaryFolder folder;
    fs::create_directories(folder / "music");
    fs::copy_file(demo().songs().front(), folder / "music/song.flac");
    const auto without = test::segueCli({"scan", folder / "music", "--no-outlines", "--db", folder / "segue.db"});
    INFO(without.errors);
    CHECK(without.output.find("analysed now: 1, failed: 0, waveforms: 0") != std::string::npos);
    const auto later = test::segueCli({"scan", folder / "music", "--db", folder / "segue.db"});
    CHECK(later.output.find("analysed now: 0, failed: 0, waveforms: 1") != std::string::npos);
}

TEST_CASE("similar prints the n best of the seed's class in the documented form") {
    const auto seed = demo().songs().front();
    const auto answer =
        similar(seed, {"-n", "5", "--same-genre", "--plain"}); // by the rules a song may come later than nearer ones
    CHECK(answer["seed"]["path"] == seed.native());
    CHECK_FALSE(answer["seed"]["genre"].get<std::string>().empty());
    double last = 1.0;
    std::size_t rank = 1;
    for (const auto& one : answer["recommendations"]) {
        CHECK(one["rank"] == rank++);
        CHECK(one["path"] != seed.native());
        CHECK(one["genre"] == answer["seed"]["genre"]);
        CHECK(one["similarity"].get<double>() <= last);
        CHECK(one["similarity"].get<double>() >= -1.0);
        CHECK(one["duration_s"].get<double>() >= 40.0);
        for (const char* key : {"title", "artist", "album"})
            CHECK(one.contains(key));
        last = one["similarity"];
    }
    CHECK(answer["recommendations"].size() <= 5);
    CHECK(similar(seed, {"-n", "7", "--all"})["recommendations"].size() == 7);
}

TEST_CASE("the network hears which songs of the demo music are of one style") {
    std::size_t alike = 0;
    const auto songs = demo().songs();
    for (const auto& song : songs) {
        const auto answer = similar(song, {"-n", "1", "--all"});
        const auto best = answer["recommendations"][0];
        alike += best["artist"] == answer["seed"]["artist"] ? 1 : 0;
    }
    INFO(alike << " of " << songs.size() << " songs have one of their own artist nearest");
    CHECK(alike * 2 > songs.size()); // chance would give two in twenty-three
}

TEST_CASE("a seed outside every library is compared too, and the list is the same as inside") {
    const test::TemporaryFolder elsewhere;
    const auto song = demo().songs().front();
    fs::copy_file(song, elsewhere / "copy.flac");
    const auto inside = similar(song, {"--all"});
    const auto outside = similar(elsewhere / "copy.flac", {"--all"});
    CHECK(outside["seed"]["path"] == (elsewhere / "copy.flac").native());
    CHECK(outside["seed"]["genre"] == inside["seed"]["genre"]);
    CHECK(outside["recommendations"] == inside["recommendations"]); // the same recording is the seed, not a neighbour
}

TEST_CASE("similar goes by several songs, away from others, by an album, an artist or a section, and tells the closest moments") {
    const auto songs = demo().songs();
    const auto paths = [](const json& answer) {
        std::vector<std::string> all;
        for (const auto& one : answer["recommendations"])
            all.push_back(one["path"]);
        return all;
    };
    const auto plain = similar(songs[0], {"-n", "10"});
    const auto several = similar(songs[0], {"-n", "10", "--seed", songs[9], "--against", songs[4]});
    for (const auto& path : paths(several))
        CHECK((path != songs[9].native() && path != songs[4].native()));
    CHECK(paths(several) != paths(plain));
    const auto artist = similar(songs[0], {"-n", "10", "--artist", "--max-of-seed-artist", "0"});
    for (const auto& one : artist["recommendations"])
        CHECK(one["artist"] != artist["seed"]["artist"]); // all of them are seeds
    const auto section = similar(songs[0], {"-n", "3", "--section", "0:10-0:25", "--moments"});
    REQUIRE(section["recommendations"].size() == 3);
    CHECK(section["seed"]["path"] == songs[0].native());
    CHECK(section["recommendations"][0]["similarity"] != plain["recommendations"][0]["similarity"]);
    for (const auto& one : section["recommendations"]) {
        CHECK(one["path"] != songs[0].native());
        const auto& moments = one["closest_moments"];
        CHECK(moments["seed_start_s"] == 10.0);
        CHECK(moments["seed_length_s"] == 15.0);
        CHECK(moments["song_length_s"].get<double>() > 0.0);
        CHECK(moments["similarity"].get<double>() > 0.0);
    }
    const auto short1 = test::segueCli({"similar", songs[0], "--section", "1-2", "--db", demo().database});
    CHECK(short1.exitCode == 1);
    CHECK(short1.errors.find("less than three seconds") != std::string::npos);
    for (const char* wrong : {"20", "30-20", "a-b", "1:2:3:4-", "-5", "1..5-3"})
        CHECK(test::segueCli({"similar", songs[0], "--section", wrong, "--db", demo().database}).exitCode == 2);
    CHECK(test::segueCli({"similar", songs[0], "--artist", "--album", "--db", demo().database}).exitCode == 2);
}

TEST_CASE("radio begins from several songs, an album or an artist") {
    const auto songs = demo().songs();
    const auto radio = [](std::vector<std::string> words) {
        words.insert(words.begin(), "radio");
        words.insert(words.end(), {"--json", "--minutes", "10", "--db", demo().database});
        const auto result = test::segueCli(words);
        INFO(result.errors);
        REQUIRE(result.exitCode == 0);
        return json::parse(result.output);
    };
    const auto one = radio({songs[0]}), two = radio({songs[0], songs[12]}), artist = radio({songs[0], "--artist"});
    for (const auto& answer : {one, two, artist}) {
        CHECK(answer["songs"][0]["path"] == songs[0].native());
        CHECK(answer["repeats"] == 0);
        CHECK(answer["songs"].size() >= 5);
    }
    CHECK(one["songs"] != two["songs"]);
    const auto stranger = test::segueCli({"radio", demo().database, "--db", demo().database});
    CHECK(stranger.exitCode == 2);
    CHECK(stranger.errors.find("is in no library") != std::string::npos);
}

TEST_CASE("classify prints probabilities that sum to one") {
    const auto result = test::segueCli({"classify", demo().songs().front(), demo().songs().back(), "--json"});
    REQUIRE(result.exitCode == 0);
    const auto answer = json::parse(result.output);
    REQUIRE(answer.size() == 2);
    for (const auto& song : answer) {
        double sum = 0.0;
        for (const auto& [genre, probability] : song["genres"].items())
            sum += probability.get<double>();
        CHECK(sum == Approx(1.0).margin(1e-4));
        CHECK(song["genres"].contains(song["genre"].get<std::string>()));
    }
}

TEST_CASE("embed writes one line a song with a unit vector") {
    const test::TemporaryFolder folder;
    const auto artist = demo().songs().front().parent_path();
    REQUIRE(test::segueCli({"embed", artist, "--output", folder / "e.jsonl"}).exitCode == 0);
    std::istringstream lines(test::readBytes(folder / "e.jsonl"));
    const auto spec = inference::readBundle(fs::path(SEGUE_SOURCE_DIR) / "resources/models/segue-net").spec;
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto song = json::parse(line);
        double squares = 0.0;
        for (const auto& value : song["embedding"])
            squares += value.get<double>() * value.get<double>();
        CHECK(squares == Approx(1.0).margin(1e-4));
        CHECK(song["embedding"].size() == spec.embeddingSize);
        CHECK(song["genres"].size() == 8);
        CHECK(fs::exists(song["path"].get<std::string>()));
    }
    CHECK(count >= 1);
}

TEST_CASE("spectrogram writes a PNG") {
    const test::TemporaryFolder folder;
    REQUIRE(test::segueCli({"spectrogram", demo().songs().front(), "--output", folder / "s.png"}).exitCode == 0);
    CHECK(test::readBytes(folder / "s.png").starts_with("\x89PNG"));
}

TEST_CASE("spectrogram draws every kind with any window, and refuses what there is not") {
    const test::TemporaryFolder folder;
    const auto song = demo().songs().front();
    for (const std::string kind : {"stft", "mel", "cqt", "chroma"}) {
        const auto png = folder / (kind + ".png");
        REQUIRE(test::segueCli({"spectrogram", song, "--output", png, "--kind", kind, "--window", "1024"}).exitCode == 0);
        CHECK(test::readBytes(png).starts_with("\x89PNG"));
    }
    CHECK(test::readBytes(folder / "stft.png") != test::readBytes(folder / "mel.png"));
    CHECK(test::segueCli({"spectrogram", song, "--output", folder / "a.png", "--kind", "wavelet"}).exitCode == 2);
    CHECK(test::segueCli({"spectrogram", song, "--output", folder / "a.png", "--window", "1000"}).exitCode == 2);
    CHECK(test::segueCli({"spectrogram", folder / "nowhere.mp3", "--output", folder / "a.png"}).exitCode == 1);
}

TEST_CASE("wrong usage exits with 2, a failed job with 1, each with a sentence") {
    const test::TemporaryFolder folder;
    CHECK(test::segueCli({}).exitCode == 2);
    CHECK(test::segueCli({"nonsense"}).exitCode == 2);
    CHECK(test::segueCli({"similar"}).exitCode == 2);
    CHECK(test::segueCli({"similar", demo().songs().front(), "-n", "0"}).exitCode == 2);
    CHECK(test::segueCli({"train"}).exitCode == 2);
    CHECK(test::segueCli({"--help"}).exitCode == 0);
    CHECK(test::segueCli({"evaluate", "--help"}).exitCode == 0);
    const auto failing = [](std::vector<std::string> words, const std::string& says) {
        const auto result = test::segueCli(words);
        INFO(result.errors);
        CHECK(result.exitCode == 1);
        CHECK(result.errors.find(says) != std::string::npos);
    };
    failing({"scan", folder / "nowhere", "--db", folder / "a.db"}, "nowhere");
    failing({"similar", folder / "nowhere.mp3", "--db", demo().database}, "nowhere.mp3");
    failing({"similar", demo().songs().front(), "--db", folder / "none.db"}, "Scan a folder first");
    failing({"embed", demo().songs().front(), "--output", "/dev/full"}, "disk full");
    failing({"evaluate", "--data", folder / "nothing"}, "nothing");
}

TEST_CASE("a bundle with a missing or altered weight file is refused with a sentence") {
    const test::TemporaryFolder folder;
    fs::copy(fs::path(SEGUE_SOURCE_DIR) / "resources/models/study-cnn", folder / "bundle");
    auto weights = test::readBytes(folder / "bundle/weights.safetensors");
    weights[weights.size() / 2] = static_cast<char>(weights[weights.size() / 2] ^ 1);
    test::writeBytes(folder / "bundle/weights.safetensors", weights);
    for (const std::string command : {"classify", "similar"}) {
        const auto altered = test::segueCli({command, demo().songs().front(), "--model", folder / "bundle"});
        CHECK(altered.exitCode == 1);
        CHECK(altered.errors.find("weights.safetensors") != std::string::npos);
    }
    fs::remove(folder / "bundle/weights.safetensors");
    const auto missing = test::segueCli({"classify", demo().songs().front(), "--model", folder / "bundle"});
    CHECK(missing.exitCode == 1);
    CHECK(missing.errors.find("weights.safetensors") != std::string::npos);
}

TEST_CASE("one song as three files from the field, and cut short, is one entry with the others behind it") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "cases/versions")) {
        WARN("skipped: the cases are not beside the repository");
        return;
    }
    const test::TemporaryFolder folder;
    const auto music = folder / "music";
    fs::create_directories(music);
    fs::copy(*shared / "cases/versions", music / "versions");
    const std::size_t files = static_cast<std::size_t>(std::distance(fs::directory_iterator(music / "versions"), {}));
    const auto whole = music / "versions/Better.m4a", cut = music / "cut.mp3";
    const auto command = "ffmpeg -nostdin -v error -y -ss 6 -t 30 -i '" + whole.string() +
                         "' -metadata title=Better -metadata artist='Square a Saw' '" + cut.string() + "'";
    REQUIRE(std::system(command.c_str()) == 0);
    const auto seed = music / "seed.flac";
    fs::copy_file(demo().songs().front(), seed);
    const auto scan = test::segueCli({"scan", music, "--db", folder / "segue.db"});
    INFO(scan.errors);
    REQUIRE(scan.exitCode == 0);
    const auto list = [&](const fs::path& song, std::vector<std::string> more) {
        std::vector<std::string> words{"similar", song, "--json", "-n", "10", "--db", folder / "segue.db"};
        words.insert(words.end(), more.begin(), more.end());
        return json::parse(test::segueCli(words).output).at("recommendations");
    };
    const auto answer = list(seed, {});
    REQUIRE(answer.size() == 1);
    CHECK(answer[0].at("versions").size() == files); // all but one, and the one that is cut short
    CHECK(list(whole, {}).size() == 1);              // for the song itself the others are none
    CHECK(list(seed, {"--show-versions", "--max-per-artist", "0"}).size() == files + 1);
}
