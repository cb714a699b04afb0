// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_spec.h"

#include "engine/error.h"
#include "tests/inference/example_bundle.h"

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
        return error.what();
    }
    return "none";
}

Json exampleJson() {
    return Json::parse(inference::formatModelSpec(test::exampleSpec()));
}

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

TEST_CASE("what is no JSON object is no model.json") {
    for (const std::string text : {"", "null", "[]", "{\"name\": ", "\xff\xfe"})
        CHECK_THROWS_AS(inference::parseModelSpec(text), Error);
}
