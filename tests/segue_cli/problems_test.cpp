// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace segue;
using nlohmann::json;

TEST_CASE("problems lists what could not be read, with reason and time, and tries it again when asked to") {
    const test::TemporaryFolder folder;
    const auto music = folder / "music";
    std::filesystem::create_directories(music);
    audio::writeAudio(music / "fine.wav", test::tone(440, 4, 22'050), 22'050, 1);
    test::writeBytes(music / "empty.mp3", "");
    test::writeBytes(music / "text.mp3", "eggs, milk, bread and nothing that sounds");
    REQUIRE(test::segueCli({"scan", music, "--no-outlines", "--db", folder / "segue.db"}).exitCode == 0);
    const auto list = test::segueCli({"problems", "--db", folder / "segue.db"});
    CHECK(list.exitCode == 0);
    CHECK(list.output.find((music / "empty.mp3").string() + "\t“empty.mp3” is empty.\t20") != std::string::npos);
    const auto told = json::parse(test::segueCli({"problems", "--json", "--db", folder / "segue.db"}).output).at("problems");
    REQUIRE(told.size() == 2);
    CHECK(told[0].at("path") == (music / "empty.mp3").string());
    CHECK(told[0].at("kind") == "not analysed");
    CHECK(told[0].at("since").get<std::string>().ends_with("Z"));

    test::writeBytes(music / "text.mp3", test::readBytes(music / "fine.wav"));
    const auto retry = test::segueCli({"problems", "--retry", "--json", "--db", folder / "segue.db"});
    INFO(retry.errors);
    const auto left = json::parse(retry.output).at("problems");
    REQUIRE(left.size() == 1);
    CHECK(left[0] == told[0]); // it failed as before, since before
}
