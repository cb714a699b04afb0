// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_spec.h"

#include "engine/words/error.h"
#include "tests/inference/example_bundle.h"
#include "tests/support/said.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <string>

using namespace segue;
using Catch::Matchers::Contains;
using Json = nlohmann::json;

namespace {

std::string complaintAbout(const Json& json) {
    try {
        (void)inference::parseModelSpec(json.dump());
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::badFile);
        return segue::test::said(error);
    }
    return "none";
}

Json exampleJson() { return Json::parse(inference::formatModelSpec(test::exampleSpec())); }

} // namespace

TEST_CASE("model.json is read back unchanged") {
    const auto spec = test::exampleSpec();
    const auto again = inference::parseModelSpec(inference::formatModelSpec(spec));
    CHECK(again.id() == "example/3");
    CHECK(again.architecture == spec.architecture);
    CHECK(again.frontEnd == spec.frontEnd);
    CHECK(again.labels == spec.labels);
    CHECK(again.embeddingSize == spec.embeddingSize);
    CHECK(again.weightsSha256 == spec.weightsSha256);
    CHECK(again.trainingCommand == spec.trainingCommand);
    CHECK(again.validationAccuracy == spec.validationAccuracy);
    CHECK(again.validationPrecisionAt10 == spec.validationPrecisionAt10);
}

TEST_CASE("every missing member of model.json is named") {
    const Json complete = exampleJson();
    for (const auto& [name, value] : complete.items()) {
        Json without = complete;
        without.erase(name);
        CHECK_THAT(complaintAbout(without), Contains("\"" + name + "\" is missing"));
    }
    for (const std::string group : {"front_end", "validation"})
        for (const auto& [name, value] : complete[group].items()) {
            Json without = complete;
            without[group].erase(name);
            CHECK_THAT(complaintAbout(without), Contains("\"" + group + "." + name + "\" is missing"));
        }
}

TEST_CASE("a member of the wrong kind is named") {
    const auto with = [](const std::string& pointer, const Json& value) {
        Json json = exampleJson();
        json[Json::json_pointer(pointer)] = value;
        return complaintAbout(json);
    };
    CHECK_THAT(with("/name", 5), Contains("\"name\""));
    CHECK_THAT(with("/name", ""), Contains("\"name\""));
    CHECK_THAT(with("/version", 1.5), Contains("\"version\""));
    CHECK_THAT(with("/version", 0), Contains("\"version\""));
    CHECK_THAT(with("/front_end", "none"), Contains("\"front_end\" is not an object"));
    CHECK_THAT(with("/front_end/bands", -1), Contains("\"front_end.bands\""));
    CHECK_THAT(with("/front_end/bands", 1e300), Contains("\"front_end.bands\""));
    CHECK_THAT(with("/front_end/columns", 18'446'744'073'709'551'615U), Contains("\"front_end.columns\""));
    CHECK_THAT(with("/front_end/floor_db", 10), Contains("\"front_end.floor_db\""));
    CHECK_THAT(with("/labels", Json::array()), Contains("\"labels\""));
    CHECK_THAT(with("/labels", {"Rock", 7}), Contains("\"labels\""));
    CHECK_THAT(with("/labels", {"Rock", "Rock"}), Contains("\"labels\""));
    CHECK_THAT(with("/weights_sha256", "ABC"), Contains("\"weights_sha256\""));
    CHECK_THAT(with("/validation/accuracy", 1.01), Contains("\"validation.accuracy\""));
}

TEST_CASE("a split by clips and the training time are said where they are known") {
    auto spec = test::exampleSpec();
    CHECK_FALSE(exampleJson().contains("split"));
    CHECK_FALSE(exampleJson().contains("training_seconds"));
    CHECK(inference::parseModelSpec(exampleJson().dump()).split == "artists");
    CHECK_FALSE(inference::parseModelSpec(exampleJson().dump()).trainingSeconds);
    spec.split = "clips";
    spec.trainingSeconds = 1234.5;
    const auto again = inference::parseModelSpec(inference::formatModelSpec(spec));
    CHECK(again.split == "clips");
    CHECK(again.trainingSeconds == 1234.5);
    Json json = exampleJson();
    json["split"] = "songs";
    CHECK_THAT(complaintAbout(json), Contains("\"split\""));
    json = exampleJson();
    json["training_seconds"] = -1;
    CHECK_THAT(complaintAbout(json), Contains("\"training_seconds\""));
}

TEST_CASE("a front end of dense patches is read back, and the usual one is written as it always was") {
    CHECK_FALSE(exampleJson()["front_end"].contains("column_stride"));
    CHECK_FALSE(exampleJson()["front_end"].contains("patches_per_excerpt"));
    auto spec = test::exampleSpec();
    spec.frontEnd.columnStride = 1;
    spec.frontEnd.patchesPerExcerpt = 10;
    CHECK(inference::parseModelSpec(inference::formatModelSpec(spec)).frontEnd == spec.frontEnd);
    Json json = exampleJson();
    json["front_end"]["patches_per_excerpt"] = 2;
    CHECK_THAT(complaintAbout(json), Contains("\"front_end.patches_per_excerpt\""));
    json["front_end"]["column_stride"] = 0;
    CHECK_THAT(complaintAbout(json), Contains("\"front_end.column_stride\""));
}

TEST_CASE("a front end this version does not know is refused, not guessed") {
    Json json = exampleJson();
    json["front_end"]["gammatone"] = true;
    try {
        (void)inference::parseModelSpec(json.dump());
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::newer);
        CHECK_THAT(segue::test::said(error), Contains("\"front_end.gammatone\"") && Contains("needs a newer Segue"));
    }
    const auto with = [](const std::string& member, int value) {
        Json changed = exampleJson();
        changed["front_end"][member] = value;
        return complaintAbout(changed);
    };
    CHECK_THAT(with("fft_size", 1023), Contains("must be even"));
    CHECK_THAT(with("rate_hz", 100), Contains("at least 4000"));
    CHECK_THAT(with("hop_length", 4096), Contains("\"front_end.hop_length\""));
    CHECK_THAT(with("excerpt_seconds", 1'000'000), Contains("\"front_end.excerpt_seconds\""));
}

TEST_CASE("what is no JSON object is no model.json") {
    for (const std::string text : {"", "null", "[]", "{\"name\": ", "\xff\xfe"})
        CHECK_THROWS_AS(inference::parseModelSpec(text), Error);
}

TEST_CASE("the parts of an embedding are read back unchanged") {
    auto spec = test::exampleSpec();
    spec.parts = {{"style", spec.embeddingSize - 1, 1.0}, {"sound", 1, 0.6}};
    CHECK(inference::parseModelSpec(inference::formatModelSpec(spec)).parts == spec.parts);
    CHECK(inference::parseModelSpec(exampleJson().dump()).parts.empty());
}

TEST_CASE("parts that are not the whole embedding are refused, and unknown ones as newer") {
    Json json = exampleJson();
    json["embedding_size"] = 5;
    json["parts"] = Json::array({{{"name", "style"}, {"size", 3}, {"weight", 1.0}}});
    CHECK_THAT(complaintAbout(json), Contains("do not add up"));
    json["parts"] = Json::array();
    CHECK_THAT(complaintAbout(json), Contains("not empty"));
    json["parts"] =
        Json::array({{{"name", "style"}, {"size", 3}, {"weight", 1.0}}, {{"name", "mood"}, {"size", 2}, {"weight", 1.0}}});
    try {
        (void)inference::parseModelSpec(json.dump());
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::newer);
    }
}

namespace {

inference::ModelSpec guestSpec() {
    auto spec = test::exampleSpec();
    spec.frontEnd = features::frontEndOf(features::Recipe::musicnn);
    spec.labels.clear();
    spec.validationAccuracy.reset();
    spec.validationPrecisionAt10.reset();
    return spec;
}

} // namespace

TEST_CASE("a network from elsewhere may name no genres and have no figures") {
    const auto spec = guestSpec();
    const auto again = inference::parseModelSpec(inference::formatModelSpec(spec));
    CHECK(again.frontEnd == spec.frontEnd);
    CHECK(again.labels.empty());
    CHECK_FALSE(again.validationAccuracy);
    CHECK_FALSE(again.validationPrecisionAt10);
    auto measured = spec;
    measured.validationAccuracy = measured.validationPrecisionAt10 = 0.5;
    CHECK(inference::parseModelSpec(inference::formatModelSpec(measured)).validationAccuracy == 0.5);
}

TEST_CASE("a recipe's fixed parameters cannot be others, and an unknown recipe is a newer version's") {
    auto json = Json::parse(inference::formatModelSpec(guestSpec()));
    for (const char* fixed : {"rate_hz", "fft_size", "hop_length", "bands", "columns"}) {
        auto other = json;
        other["front_end"][fixed] = 48;
        CHECK_THAT(complaintAbout(other), Contains(fixed) && Contains("with this"));
        other["front_end"].erase(fixed);
        CHECK_THAT(complaintAbout(other), Contains(fixed));
    }
    json["front_end"]["excerpts_per_song"] = 1;
    CHECK(inference::parseModelSpec(json.dump()).frontEnd.excerptsPerSong == 1);
    json["front_end"]["recipe"] = "vggish";
    CHECK_THROWS_AS(inference::parseModelSpec(json.dump()), Error);
    json["front_end"]["recipe"] = "segue";
    CHECK_THAT(complaintAbout(json), Contains("floor_db"));
}
