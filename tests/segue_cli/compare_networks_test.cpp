// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/inference/guests/artist_network.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A listener with an imported network and two genres of short songs by artists of their own: low glides, high ones.
struct Comparer {
    test::TemporaryFolder folder;
    fs::path music = folder / "music", figures = folder / "figures.json";

    Comparer() {
        ::setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
        test::writeArtistNetwork(folder / "artist.npz");
        const auto imported = test::segueCli({"models", "import", folder / "artist.npz"});
        INFO(imported.errors);
        REQUIRE(imported.exitCode == 0);
        for (int i = 0; i < 4; ++i)
            for (const auto& [genre, hz] : {std::pair{"Low", 110.0}, std::pair{"High", 1760.0}}) {
                const auto place = music / genre / ("Artist " + std::to_string(i) + genre);
                fs::create_directories(place);
                audio::writeAudio(place / "song.wav", test::glide(hz + 10 * i, 1.3 * hz, 4, 22'050), 22'050, 1);
            }
    }
    ~Comparer() { ::unsetenv("XDG_DATA_HOME"); }

    test::ProgramResult evaluate(std::vector<std::string> networks) {
        std::vector<std::string> words{"evaluate"};
        words.insert(words.end(), networks.begin(), networks.end());
        words.insert(words.end(), {"--data", music, "--json", figures});
        return test::segueCli(words);
    }
};

} // namespace

TEST_CASE_METHOD(Comparer, "networks and several together are compared on folders of music, with what a song costs") {
    REQUIRE(test::segueCli({"models", "together", "Mix", "artist-siamese:0.5", "segue-net"}).exitCode == 0);
    test::writeBytes(music / "Low/broken.mp3", "no sound at all");
    const auto run = evaluate({"segue-net", "artist-siamese", "Mix", "nobody"});
    INFO(run.errors << run.output);
    REQUIRE(run.exitCode == 0);
    CHECK_THAT(run.output, Contains("8 songs of 8 artists in 2 genres") && Contains("precision at 10") && Contains("CPU s a song"));
    CHECK_THAT(run.output, Contains("broken.mp3") && Contains("no network nobody"));
    const auto told = json::parse(test::readBytes(figures));
    CHECK(told["songs"] == 8);
    REQUIRE(told["networks"].size() == 4);
    const auto &one = told["networks"][0], &guest = told["networks"][1], &mix = told["networks"][2];
    CHECK(mix["network"] == "Mix/1");
    CHECK_THAT(mix["parts"].get<std::string>(), Contains("segue-net/3 (0.67) + artist-siamese/1 (0.33)"));
    CHECK(mix["embedding_size"] == one["embedding_size"].get<int>() + guest["embedding_size"].get<int>());
    CHECK(mix["cpu_seconds_per_song"].get<double>() ==
          Approx(one["cpu_seconds_per_song"].get<double>() + guest["cpu_seconds_per_song"].get<double>()));
    CHECK_FALSE(mix["standardised"].get<bool>()); // of 500 songs on
    CHECK(one["precision_at_10"].get<double>() > 0.4);
    CHECK(one["of_decoding"].get<double>() > 0.5);
    CHECK(one["artist_map"].is_null()); // nobody has two songs
    CHECK(told["networks"][3].contains("problem"));
    CHECK(told["unheard"].size() == 1);
}

TEST_CASE_METHOD(Comparer, "a comparison without music, or with words that do not go together, says so") {
    music = folder / "nothing";
    CHECK_THAT(evaluate({"segue-net"}).errors, Contains("no folder"));
    fs::create_directories(music);
    CHECK_THAT(evaluate({"segue-net"}).errors, Contains("a folder of songs for every genre"));
    CHECK(test::segueCli({"evaluate", "segue-net", "--model", "segue-net"}).exitCode == 2);
}

TEST_CASE_METHOD(Comparer, "several together are made, listed, used, added to and removed on the command line") {
    CHECK_THAT(test::segueCli({"models", "together", "Mix", "segue-net"}).errors, Contains("at least two"));
    CHECK_THAT(test::segueCli({"models", "together", "Mix", "segue-net", "segue-net:2"}).errors, Contains("named twice"));
    CHECK_THAT(test::segueCli({"models", "together", "Mix", "segue-net", "artist-siamese:much"}).errors,
               Contains("a number above 0"));
    REQUIRE(test::segueCli({"scan", music, "--no-outlines"}).exitCode == 0);
    const auto made = test::segueCli({"models", "together", "Mix", "artist-siamese:0.5", "segue-net"});
    INFO(made.errors);
    REQUIRE(made.exitCode == 0);
    CHECK_THAT(made.errors, Contains("artist-siamese/1") && Contains("8 songs to hear") && Contains("(estimated)"));
    CHECK_THAT(made.errors, Contains("0 songs to hear")); // by segue-net
    const auto used = test::segueCli({"models", "use", "Mix"});
    INFO(used.errors);
    REQUIRE(used.exitCode == 0);
    const auto listed = json::parse(test::segueCli({"models", "list", "--json"}).output);
    CHECK(listed["in_use"] == "Mix/1");
    CHECK(listed["heard"].size() == 2);
    CHECK(
        std::ranges::any_of(listed["installed"], [](const auto& one) { return one.value("together", json::array()).size() == 2; }));
    CHECK_THAT(test::segueCli({"models", "list"}).output, Contains("together: segue-net/3 + artist-siamese/1"));
    const auto song = music / "Low/Artist 0Low/song.wav";
    const auto similar = test::segueCli({"similar", song, "--all", "--json"});
    INFO(similar.errors);
    CHECK(json::parse(similar.output)["recommendations"].size() >= 5);
    CHECK(std::ranges::count(test::segueCli({"songs"}).output, '\n') == 8);
    CHECK_THAT(test::segueCli({"songs", "--search", "is:waiting"}).output,
               !Contains("song.wav")); // as the first of them heard them
    audio::writeAudio(folder / "outside.wav", test::glide(115, 150, 4, 22'050), 22'050, 1);
    const auto outside = test::segueCli({"similar", folder / "outside.wav", "--all", "--json"});
    INFO(outside.errors);
    CHECK(json::parse(outside.output)["recommendations"].size() >= 5);
    REQUIRE(test::segueCli({"embed", song, "--output", folder / "e.jsonl"}).exitCode == 0); // by the first of them
    CHECK_THAT(test::segueCli({"embed", song, "--model", "Mix", "--output", folder / "e.jsonl"}).errors,
               Contains("Name one of those that are together"));
    CHECK_THAT(test::segueCli({"models", "remove", "artist-siamese"}).errors, Contains("in use"));
    CHECK_THAT(test::segueCli({"models", "forget", "artist-siamese/1"}).errors, Contains("in use"));
    CHECK_THAT(test::segueCli({"models", "forget", "artist-siamese"}).errors, Contains("in use"));
    REQUIRE(test::segueCli({"models", "use", "segue-net"}).exitCode == 0); // heard before: at once
    REQUIRE(test::segueCli({"models", "remove", "Mix"}).exitCode == 0);
    REQUIRE(test::segueCli({"models", "remove", "artist-siamese"}).exitCode == 0);
}

TEST_CASE_METHOD(Comparer, "real songs are compared, whatever their names") {
    const auto shared = test::sharedFolder();
    if (!shared || !fs::exists(*shared / "data/music")) {
        WARN("skipped: the shared data is not there");
        return;
    }
    music = *shared / "data/music";
    const auto run = evaluate({"segue-net"});
    INFO(run.errors << run.output);
    REQUIRE(run.exitCode == 0);
    const auto told = json::parse(test::readBytes(figures));
    CHECK(told["songs"] == 18);
    CHECK(told["unheard"].empty());
    CHECK(told["networks"][0]["of_decoding"].get<double>() > 0.9);
}
