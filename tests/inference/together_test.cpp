// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/listening_cost.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/model_library.h"
#include "engine/inference/together.h"
#include "engine/words/error.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <functional>
#include <numeric>
#include <random>

using namespace segue;
using Catch::Matchers::Contains;
using inference::JoinedPart;
using Vectors = std::vector<std::vector<float>>;

namespace {

double dot(const std::vector<float>& a, const std::vector<float>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double cosineOf(const std::vector<float>& a, const std::vector<float>& b) { return dot(a, b) / std::sqrt(dot(a, a) * dot(b, b)); }

std::vector<float> anyVector(std::size_t size, std::mt19937& random) {
    std::normal_distribution<float> any;
    std::vector<float> vector(size);
    for (float& value : vector)
        value = any(random);
    return vector;
}

std::string refusalOf(const std::function<void()>& what) {
    try {
        what();
    } catch (const Error& error) {
        return test::said(error);
    }
    return "none";
}

inference::ModelSpec mixOf(std::vector<inference::TogetherPart> parts) {
    inference::ModelSpec spec;
    spec.name = "Mix";
    spec.together = std::move(parts);
    return spec;
}

/// Networks on the disk: "scripted" and "second" name genres, "artist" is the fastest and names none, "slow" is not.
struct Networks {
    test::TemporaryFolder folder;
    inference::ModelLibrary library{folder / "shipped", folder / "own"};

    Networks() {
        test::writeBundle(folder / "shipped/scripted", test::scriptedSpec());
        test::writeBundle(folder / "shipped/second", test::secondSpec());
        guest("artist", "artist-siamese", features::Recipe::artistSiamese);
        guest("slow", "musicnn", features::Recipe::musicnn);
    }
    void guest(const std::string& name, const std::string& architecture, features::Recipe recipe) {
        auto spec = test::scriptedSpec();
        spec.name = name;
        spec.architecture = architecture;
        spec.frontEnd = features::frontEndOf(recipe);
        spec.labels.clear();
        test::writeBundle(folder / "own" / name, spec);
    }
    std::string refusal(const std::string& name, const std::vector<inference::TogetherPart>& parts) {
        return refusalOf([&] { static_cast<void>(library.addTogether(name, parts)); });
    }
};

} // namespace

TEST_CASE("the cosine of joined embeddings is the weighted mean of the parts' cosines") {
    std::mt19937 random(3);
    const std::vector<JoinedPart> parts{{.size = 7, .weight = 1.0, .standard = {}},
                                        {.size = 300, .weight = 0.25, .standard = {}},
                                        {.size = 2, .weight = 3.0, .standard = {}}};
    for (int i = 0; i < 20; ++i) {
        Vectors one, other;
        double expected = 0.0;
        for (const auto& part : parts) {
            one.push_back(anyVector(part.size, random));
            other.push_back(anyVector(part.size, random));
            expected += part.weight * cosineOf(one.back(), other.back()) / 4.25;
        }
        const auto a = joinTogether(parts, one), b = joinTogether(parts, other);
        REQUIRE(a.size() == 309);
        CHECK(dot(a, a) == Approx(1.0).epsilon(1e-5));
        CHECK(dot(a, b) == Approx(expected).margin(1e-5));
    }
}

TEST_CASE("a part that has not heard a song says nothing of it, and the others count as if it were not there") {
    const std::vector<JoinedPart> parts{{.size = 2, .weight = 1.0, .standard = {}}, {.size = 3, .weight = 3.0, .standard = {}}};
    const auto a = joinTogether(parts, Vectors{{3.F, 4.F}, {}}), b = joinTogether(parts, Vectors{{4.F, 3.F}, {}});
    CHECK(a == std::vector<float>{0.6F, 0.8F, 0.F, 0.F, 0.F});
    CHECK(dot(a, b) == Approx(0.96));
    const auto whole = joinTogether(parts, Vectors{{3.F, 4.F}, {0.F, 1.F, 0.F}});
    CHECK(dot(a, whole) == Approx(0.5)); // the root of that part's share
    CHECK(joinTogether(parts, Vectors{{}, {}}).empty());
    CHECK_THROWS_AS(joinTogether(parts, Vectors{{1.F, 2.F, 3.F}, {}}), Error);
    CHECK_THROWS_AS(joinTogether(parts, Vectors{{1.F, 2.F}}), Error);
}

TEST_CASE("a standardisation takes away what all songs have in common, once there are enough of them") {
    std::mt19937 random(4);
    inference::StandardisationFit fit(3);
    const auto song = [&] {
        auto vector = anyVector(3, random);
        return std::vector<float>{10.F + 2.F * vector[0], -3.F + 0.1F * vector[1], 5.F};
    };
    for (std::size_t i = 0; i + 1 < inference::kFewestToStandardise; ++i)
        fit.add(song());
    fit.add(std::vector<float>{1.F}); // of something else
    CHECK(fit.result().isIdentity());
    fit.add(song());
    const auto standard = fit.result();
    REQUIRE_FALSE(standard.isIdentity());
    CHECK(standard.mean[0] == Approx(10.F).margin(0.4));
    CHECK(standard.scale[0] == Approx(2.F).margin(0.3));
    CHECK(standard.scale[1] == Approx(0.1F).margin(0.02));
    CHECK(standard.mean[2] == Approx(5.F));
    CHECK(standard.scale[2] == 1.F); // the same in all: it says nothing
    const std::vector<JoinedPart> parts{{.size = 3, .weight = 1.0, .standard = standard}};
    const auto above = joinTogether(parts, Vectors{{12.F, -3.F, 5.F}}), below = joinTogether(parts, Vectors{{8.F, -3.F, 5.F}});
    CHECK(dot(above, below) < -0.9); // as they are they would be alike to 0.98
}

TEST_CASE("the model.json of several networks together is read back unchanged") {
    const auto spec = mixOf({{.model = "segue-net/2", .weight = 1.0, .constants = {}},
                             {.model = "musicnn/1", .weight = 0.5, .constants = {.mean = {1.F, 2.F}, .scale = {0.5F, 4.F}}}});
    const auto again = inference::parseModelSpec(inference::formatModelSpec(spec));
    CHECK(again.isTogether());
    CHECK(again.id() == "Mix/1");
    CHECK(again.together == spec.together);
    CHECK(again.labels.empty());
}

TEST_CASE("several networks together that cannot be are refused with the reason") {
    const auto said = [](const std::string& json) {
        return refusalOf([&] { static_cast<void>(inference::parseModelSpec(json)); });
    };
    const auto with = [&](const std::string& parts) {
        return said(R"({"kind": "together", "name": "Mix", "version": 1, "parts": )" + parts + "}");
    };
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1}])"), Contains("at least two"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1}, {"id": "a/1", "weight": 2}])"), Contains("a, version 1 is named twice"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1}, {"id": "Mix/1", "weight": 2}])"), Contains("must not name itself"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 0}, {"id": "b/1", "weight": 2}])"), Contains("parts.weight"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1, "mean": [0]}, {"id": "b/1", "weight": 2}])"), Contains("scale"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1, "mean": [0], "scale": [0]}, {"id": "b/1", "weight": 2}])"), Contains("above 0"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1, "mean": [0], "scale": ["x"]}, {"id": "b/1", "weight": 2}])"),
               Contains("numbers"));
    CHECK_THAT(with(R"([{"id": "a/1", "weight": 1, "more": 1}, {"id": "b/1", "weight": 2}])"), Contains("newer Segue"));
    CHECK_THAT(with("5"), Contains("must be a list"));
    CHECK_THAT(said(R"({"kind": "apart", "name": "Mix", "version": 1, "parts": []})"), Contains("newer Segue"));
}

TEST_CASE_METHOD(Networks, "networks are made one of the listener's own: those that name genres listen first, then the fastest") {
    const auto mix = library.addTogether("Mix", {{.model = "slow", .weight = 2.0, .constants = {}},
                                                 {.model = "artist", .weight = 1.0, .constants = {}},
                                                 {.model = "scripted", .weight = 0.5, .constants = {}}});
    CHECK(mix.spec.id() == "Mix/1");
    REQUIRE(mix.spec.together.size() == 3);
    CHECK(mix.spec.together[0].model == "scripted/1");
    CHECK(mix.spec.together[0].weight == 0.5);
    CHECK(mix.spec.together[1].model == "artist/1");
    CHECK(mix.spec.together[2].model == "slow/1");
    REQUIRE(library.find("Mix"));
    CHECK(inference::readWholeBundle(mix.folder).spec.together == mix.spec.together); // it has no weights to be checked
    CHECK_THAT(inference::readCard(mix), Contains("| artist/1 | 1 |"));
    const auto same = library.addTogether("Mix", mix.spec.together);
    CHECK(same.folder == mix.folder);
    const auto more = library.addTogether(
        "Mix", {{.model = "slow/1", .weight = 2.0, .constants = {}}, {.model = "scripted", .weight = 0.5, .constants = {}}});
    CHECK(more.spec.id() == "Mix/2");
    CHECK(library.find("Mix")->spec.id() == "Mix/2");
    library.remove(mix.folder);
    CHECK_FALSE(library.find("Mix/1"));
}

TEST_CASE_METHOD(Networks, "what cannot be one of several together is refused") {
    const inference::TogetherPart scripted{.model = "scripted", .weight = 1.0, .constants = {}};
    const inference::TogetherPart second{.model = "second", .weight = 1.0, .constants = {}};
    CHECK_THAT(refusal("Mix", {scripted}), Contains("at least two"));
    CHECK_THAT(refusal("Mix", {}), Contains("at least two"));
    CHECK_THAT(refusal("Mix", {scripted, {.model = "scripted/1", .weight = 1.0, .constants = {}}}), Contains("named twice"));
    CHECK_THAT(refusal("Mix", {scripted, {.model = "nobody", .weight = 1.0, .constants = {}}}), Contains("no network nobody"));
    CHECK_THAT(refusal("second", {scripted, second}), Contains("Another network with the name second"));
    CHECK_THAT(refusal("", {scripted, second}), Contains("no name"));
    CHECK_THAT(refusal("a/b", {scripted, second}), Contains("\"name\""));
    CHECK(library.all().size() == 4);
    static_cast<void>(library.addTogether("Mix", {scripted, second}));
    CHECK_THAT(refusal("More", {second, {.model = "Mix", .weight = 1.0, .constants = {}}}),
               Contains("several networks together itself"));
}

TEST_CASE("what the network costs that comes with Segue is known before it was seen listening") {
    const auto shipped = inference::readBundle(std::filesystem::path(SEGUE_SOURCE_DIR) / "resources/models/segue-net");
    CHECK(inference::relativeCost(shipped.spec).value() == Approx(1.0).margin(0.1));
}

TEST_CASE("what listening costs is known as it was seen, else against networks that were seen") {
    const test::TemporaryFolder folder;
    auto segueNet = test::scriptedSpec(), musicnn = test::scriptedSpec(), own = test::scriptedSpec();
    segueNet.name = segueNet.architecture = "segue-net";
    musicnn.name = musicnn.architecture = "musicnn";
    {
        inference::ListeningCosts costs(folder / "models");
        CHECK(costs.secondsPerSong(segueNet) == Approx(inference::ListeningCosts::kUsualSeconds));
        CHECK(costs.secondsPerSong(musicnn) == Approx(10 * inference::ListeningCosts::kUsualSeconds));
        CHECK_FALSE(costs.secondsPerSong(own));
        costs.note("segue-net/1", 0.1);
        costs.note("segue-net/1", 0.105); // no news
        costs.note("scripted/1", 0.5);
        costs.note("scripted/1", -1.0);
    }
    const inference::ListeningCosts costs(folder / "models");
    CHECK(costs.secondsPerSong(segueNet) == Approx(0.1));
    CHECK(costs.secondsPerSong(musicnn) == Approx(1.0));
    CHECK(costs.secondsPerSong(own) == Approx(0.5));
    CHECK(costs.isMeasured("scripted/1"));
    CHECK_FALSE(costs.isMeasured("musicnn/1"));
    CHECK(inference::ModelLibrary({}, folder / "models").all().empty()); // it is no bundle
}
