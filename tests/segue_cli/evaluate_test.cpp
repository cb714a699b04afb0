// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <csignal>

using namespace segue;
using Catch::Matchers::Contains;

TEST_CASE("evaluate --all writes a report even where no network fits the data") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 40, 2); // not the genres of the networks that came with Segue
    const auto output = folder / "report";
    const auto run = test::segueCli(
        {"evaluate", "--all", "--data", folder / "clips", "--output", output, "--json", folder / "figures.json", "--threads", "1"});
    INFO(run.errors);
    REQUIRE(run.exitCode == 0);
    CHECK_THAT(run.output, Contains("other genres") && Contains("The report is"));
    CHECK_THAT(test::readBytes(output / "report.md"), Contains("segue-net/") && Contains("study-cnn/"));
    const auto figures = nlohmann::json::parse(test::readBytes(folder / "figures.json"));
    CHECK(figures["sections"][0]["rows"] == 4);
}

TEST_CASE("evaluate --all says in a sentence what is wrong") {
    const test::TemporaryFolder folder;
    const auto failing = [&](std::vector<std::string> words, const std::string& sentence) {
        words.insert(words.begin(), {"evaluate", "--all", "--output", folder / "report"});
        const auto run = test::segueCli(words);
        CHECK(run.exitCode == 1);
        CHECK(run.output.empty());
        CHECK_THAT(run.errors, Contains(sentence));
        CHECK(std::count(run.errors.begin(), run.errors.end(), '\n') == 1);
    };
    failing({"--data", folder / "nothing"}, "nothing");
    test::writeSmallDataset(folder / "clips", 20, 2);
    failing({"--data", folder / "clips", "--bundles", folder / "clips"}, "no model bundle in");
    test::writeBytes(folder / "file", "");
    const auto run = test::segueCli({"evaluate", "--all", "--output", folder / "file" / "report"});
    CHECK(run.exitCode == 1);
    CHECK_THAT(run.errors, Contains("Cannot make the folder"));
    CHECK(test::segueCli({"evaluate", "--output", folder / "report"}).exitCode == 2); // only with --all
    CHECK(test::segueCli({"evaluate", "--all", "--rows", "all"}).exitCode == 2);
}

TEST_CASE("Ctrl+C stops evaluate --all") {
    const auto shared = test::sharedFolder();
    if (!shared) {
        WARN("skipped: the shared data is not there");
        return;
    }
    const test::TemporaryFolder folder;
    test::Program program({"evaluate", "--all", "--no-statistics", "--data", *shared / "data" / "fma_small", "--output",
                           folder / "report", "--threads", "1"});
    REQUIRE(program.waitForErrors("segue-net/"));
    program.kill(SIGINT);
    const auto run = program.finish();
    CHECK(run.exitCode == 130);
    CHECK_THAT(run.errors, Contains("Stopped."));
    CHECK_FALSE(std::filesystem::exists(folder / "report" / "report.md"));
}
