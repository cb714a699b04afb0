// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/comparison_text.h"

#include "engine/training/comparison_charts.h"
#include "engine/training/comparison_tables.h"
#include "engine/training/markdown_table.h"
#include "engine/training/verdict.h"
#include "engine/words/error.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <limits>

using namespace segue;
using Catch::Matchers::Contains;
using training::Ranking;

namespace {

training::RankingFigures lists(double precision, double artistMap) {
    return {.precisionAt1 = precision, .precisionAt5 = precision, .precisionAt10 = precision, .artistMap = artistMap};
}

training::MethodFigures network(const std::string& name, double precision, double artistMap) {
    return {.name = name, .group = "Networks", .megabytes = 2.0, .whole = lists(precision, artistMap)};
}

// Four songs of two genres, each beside the other of its artist.
training::Truth fourSongs() { return {.labels = {"Folk", "Rock"}, .genres = {0, 0, 1, 1}, .artists = {1, 2, 3, 3}}; }

training::MethodOutput fullMethod(const std::string& name) {
    return {.name = name,
            .group = "Networks",
            .parameters = 1234567,
            .probabilities = {0.9F, 0.1F, 0.8F, 0.2F, 0.3F, 0.7F, 0.6F, 0.4F},
            .embeddings = {1, 0, 0.8F, 0.6F, 0, 1, -0.6F, 0.8F},
            .trainingSeconds = 3540.0,
            .inferenceSecondsPerSong = 0.004,
            .note = "It is a test."};
}

training::ComparisonResult example() {
    training::ComparisonResult result{.comparison = {.teacher = "teacher", .listensWith = "net/1"}, .truth = fourSongs()};
    training::ComparisonSection section{.heading = "Fair", .trainingRows = 36, .rows = 4, .labels = {"Folk", "Rock"}};
    section.methods.push_back(measureMethod(fullMethod("net/1"), result.truth));
    section.methods.back().megabytes = 2.5;
    section.methods.push_back(
        measureMethod({.name = "only | classes", .probabilities = fullMethod("").probabilities}, result.truth));
    section.methods.push_back({.name = "broken", .failure = "The weights are altered."});
    section.methods.push_back(measureMethod(fullMethod("teacher"), result.truth));
    result.comparison.sections.push_back(section);
    result.listening = fullMethod("net/1");
    return result;
}

} // namespace

TEST_CASE("a method is measured as far as it says anything") {
    const auto truth = fourSongs();
    const auto full = measureMethod(fullMethod("net/1"), truth);
    CHECK(full.genres->accuracy == Approx(0.75));
    CHECK((full.whole && full.twoStep && full.blend));
    const auto classifier = measureMethod({.name = "c", .probabilities = fullMethod("").probabilities}, truth);
    CHECK(classifier.genres);
    CHECK_FALSE((classifier.whole || classifier.twoStep || classifier.blend));
    const auto distance = measureMethod({.name = "d", .embeddings = fullMethod("").embeddings}, truth);
    CHECK_FALSE((distance.genres || distance.twoStep || distance.blend));
    CHECK(distance.whole->precisionAt1 == full.whole->precisionAt1);
}

TEST_CASE("a method whose numbers do not fit or are not finite is refused by name") {
    auto method = fullMethod("net/1");
    method.probabilities.pop_back();
    CHECK_THROWS_WITH(measureMethod(method, fourSongs()), Contains("net/1") && Contains("do not fit"));
    method = fullMethod("net/1");
    method.embeddings[3] = std::numeric_limits<float>::infinity();
    CHECK_THROWS_WITH(measureMethod(method, fourSongs()), Contains("net/1") && Contains("finite"));
    CHECK_THROWS_AS(measureMethod(fullMethod("net/1"), {}), Error);
}

TEST_CASE("the winner has the highest geometric mean of precision and artist MAP") {
    training::ComparisonSection section;
    CHECK_FALSE(training::judge(section));
    CHECK(training::scoreOf({.precisionAt10 = 0.3}) == 0.3); // no artist has two songs
    section.methods = {network("a", 0.4, 0.2), network("b", 0.36, 0.25), network("c", 0.5, 0.1)};
    section.methods.push_back({.name = "no bundle", .whole = lists(0.9, 0.9)});
    section.methods.push_back({.name = "broken", .failure = "no", .megabytes = 1.0});
    auto verdict = training::judge(section);
    REQUIRE(verdict);
    CHECK(verdict->network->name == "b"); // 0.30 against 0.28 and 0.22
    CHECK(verdict->score == Approx(0.3));
    CHECK(verdict->ranking == Ranking::whole);
    section.methods[1].twoStep = lists(0.45, 0.16);
    section.methods[1].blend = lists(0.40, 0.24);
    verdict = training::judge(section);
    CHECK(verdict->ranking == Ranking::blend); // 0.31 against 0.27
}

TEST_CASE("lists are compared song by song") {
    training::RankingFigures a{.rowPrecisionsAt10 = {0.1, 0.5, std::nullopt, 0.3}};
    training::RankingFigures b{.rowPrecisionsAt10 = {0.3, 0.5, 0.9, 0.4}};
    const auto difference = training::compareLists(a, b);
    REQUIRE(difference);
    CHECK(difference->mean == Approx(0.1));
    CHECK(difference->standardError == Approx(0.1 / std::sqrt(3.0))); // deviation of 0.2, 0, 0.1 is 0.1
    CHECK_FALSE(training::compareLists({}, {}));
}

TEST_CASE("tables line up and their cells cannot break them") {
    training::MarkdownTable table({"name", "figure"});
    table.add({"größe", "1"});
    table.addText("a long heading that widens nothing");
    table.add({"a|b\n", "22", "beyond"});
    CHECK(table.text() == "| name  | figure |\n"
                          "|-------|-------:|\n"
                          "| größe |      1 |\n"
                          "| a long heading that widens nothing |        |\n"
                          "| a\\|b  |     22 |\n");
}

TEST_CASE("durations are said in the unit that suits them") {
    CHECK(training::durationText(std::nullopt) == "–");
    CHECK(training::durationText(0.0) == "< 1 µs");
    CHECK(training::durationText(40e-6) == "40 µs");
    CHECK(training::durationText(0.0045) == "4.5 ms");
    CHECK(training::durationText(0.353) == "353 ms");
    CHECK(training::durationText(2.54) == "2.5 s");
    CHECK(training::durationText(71.0) == "71 s");
    CHECK(training::durationText(3540.0) == "59 min");
}

TEST_CASE("the report has every method, says what is missing and embeds its pictures") {
    const auto report =
        training::comparisonMarkdown(example(), "segue-cli evaluate --all", {{.file = "map.png", .caption = "A map."}});
    CHECK_THAT(report, Contains("`segue-cli evaluate --all`") && Contains("![A map.](map.png)"));
    CHECK_THAT(report, Contains("1,234,567") && Contains("59 min") && Contains("It is a test."));
    CHECK_THAT(report, Contains("only \\| classes"));
    CHECK_THAT(report, Contains("not measured: The weights are altered."));
    CHECK_THAT(report, Contains("**net/1** makes the best lists") && Contains("It is what Segue listens with."));
    CHECK_THAT(report, Contains("same genre first") && Contains("blend by genre"));
    CHECK_THAT(report, !Contains("nan"));
    CHECK_THAT(training::ratioTable(example().comparison), Contains("1.00") && Contains("250") && Contains("2.5 MB"));
}

TEST_CASE("a comparison in which nothing could be measured is still a report") {
    training::ComparisonResult result{.truth = fourSongs()};
    result.comparison.sections.push_back(
        {.heading = "Fair", .rows = 4, .labels = {"Folk", "Rock"}, .methods = {{.name = "broken", .failure = "No weights."}}});
    CHECK_THAT(training::comparisonMarkdown(result, "x", {}), Contains("not measured: No weights.") && !Contains("nan"));
    CHECK_THAT(training::comparisonTables(result), Contains("No weights."));
    const auto json = nlohmann::json::parse(training::comparisonJson(result));
    CHECK(json["verdict"].is_null());
    CHECK(json["sections"][0]["methods"][0]["failure"] == "No weights.");
    const test::TemporaryFolder folder;
    CHECK(training::drawCharts(result, folder.path()).empty());
}

TEST_CASE("programs can read the comparison") {
    const auto json = nlohmann::json::parse(training::comparisonJson(example()));
    CHECK(json["verdict"]["network"] == "net/1");
    const auto& methods = json["sections"][0]["methods"];
    CHECK(methods[0]["accuracy"] == 0.75);
    CHECK(methods[0]["whole"]["precision_at_10"].is_number());
    CHECK(methods[0]["confusion_matrix"][1][0] == 1);
    CHECK(methods[1]["whole"].is_null());
    CHECK(methods[1]["training_seconds"].is_null());
}

TEST_CASE("a map and the confusion matrices of networks and teacher are drawn") {
    const test::TemporaryFolder folder;
    const auto pictures = training::drawCharts(example(), folder.path());
    REQUIRE(pictures.size() == 3);
    CHECK(pictures[0].file == "song-map.png");
    CHECK(pictures[1].file == "confusion-net-1.png");
    CHECK(pictures[2].file == "confusion-teacher.png");
    for (const auto& picture : pictures)
        CHECK(std::filesystem::file_size(folder / picture.file) > 1000);
}
