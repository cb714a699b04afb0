// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_library.h"

#include "engine/words/error.h"
#include "tests/inference/example_bundle.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <functional>
#include <sys/stat.h>

using namespace segue;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

void accept(const fs::path&) {}

struct Fixture {
    test::TemporaryFolder folder;
    fs::path shipped = folder / "shipped", own = folder / "data/models", given = folder / "given";
    inference::ModelLibrary library{shipped, own};

    Fixture() { write(shipped / "example"); }

    /// A whole bundle, changed as told.
    static void write(const fs::path& bundle, const std::function<void(inference::ModelSpec&)>& change = {}) {
        fs::create_directories(bundle);
        test::writeBytes(bundle / "weights.safetensors", "these are the weights");
        test::writeBytes(bundle / "MODEL_CARD.md", "# example");
        auto spec = test::exampleSpec();
        spec.weightsSha256 = inference::sha256(bundle / "weights.safetensors");
        if (change)
            change(spec);
        test::writeBytes(bundle / "model.json", inference::formatModelSpec(spec));
    }
    static void named(inference::ModelSpec& spec) { spec.name = "mine"; }

    std::string refusal() {
        try {
            library.add(given, accept);
        } catch (const Error& error) {
            CHECK_FALSE(fs::exists(own / "mine 3"));
            const std::string sentence = segue::test::said(error);
            CHECK(sentence.back() == '.');
            return sentence;
        }
        return "none";
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "bundles that came with Segue and the listener's own are listed") {
    write(given, named);
    const auto added = library.add(given, accept);
    CHECK(added.spec.id() == "mine/3");
    const auto all = library.all();
    REQUIRE(all.size() == 2);
    CHECK(all[0].bundle->spec.id() == "example/3");
    CHECK_FALSE(all[0].isOwn);
    CHECK(all[1].bundle->spec.id() == "mine/3");
    CHECK(all[1].isOwn);
    CHECK(all[1].bytes > 300);
    CHECK(inference::readCard(*all[1].bundle) == "# example");
    fs::remove_all(given); // a copy was made
    CHECK_NOTHROW(inference::readWholeBundle(all[1].folder));
}

TEST_CASE_METHOD(Fixture, "places that are not there hold nothing") {
    CHECK(inference::ModelLibrary(folder / "nowhere", {}).all().empty());
    CHECK_THROWS_AS(inference::ModelLibrary(shipped, {}).add(shipped / "example", accept), Error);
}

TEST_CASE_METHOD(Fixture, "a bundle is found by its id, and by its name in its newest version") {
    write(shipped / "newer", [](inference::ModelSpec& spec) { spec.version = 11; });
    CHECK(library.find("example/3")->spec.version == 3);
    CHECK(library.find("example")->spec.version == 11);
    CHECK_FALSE(library.find("example/4"));
    CHECK_FALSE(library.find("other"));
}

TEST_CASE_METHOD(Fixture, "what is wrong with a bundle is said when it is added, and nothing of it stays") {
    write(given, named);
    SECTION("not a bundle") {
        fs::remove(given / "model.json");
        CHECK_THAT(refusal(), Contains("There is no network in"));
    }
    SECTION("no folder at all") {
        fs::remove_all(given);
        CHECK_THAT(refusal(), Contains("There is no network in"));
    }
    SECTION("a pipe for a description") {
        fs::remove(given / "model.json");
        REQUIRE(::mkfifo((given / "model.json").c_str(), 0600) == 0);
        CHECK_THAT(refusal(), Contains("There is no network in"));
    }
    SECTION("a description that is none") {
        test::writeBytes(given / "model.json", test::junk(2000));
        CHECK_THAT(refusal(), Contains("not a JSON object"));
    }
    SECTION("missing weights") {
        fs::remove(given / "weights.safetensors");
        CHECK_THAT(refusal(), Contains("weights.safetensors is missing"));
    }
    SECTION("a wrong hash") {
        test::writeBytes(given / "weights.safetensors", "these are the Weights");
        CHECK_THAT(refusal(), Contains("altered"));
    }
    SECTION("a huge description") {
        fs::resize_file(given / "model.json", 50U << 20U);
        CHECK_THAT(refusal(), Contains("model.json has 50 MB"));
    }
    SECTION("huge weights") { // the file is sparse
        fs::resize_file(given / "weights.safetensors", std::uintmax_t{600} << 20U);
        CHECK_THAT(refusal(), Contains("600 MB"));
    }
    SECTION("a huge card") {
        fs::resize_file(given / "MODEL_CARD.md", 50U << 20U);
        CHECK_THAT(refusal(), Contains("MODEL_CARD.md has 50 MB"));
    }
    CHECK(library.all().size() == 1);
}

TEST_CASE_METHOD(Fixture, "values that no front end here knows, hostile sizes and names are refused") {
    const auto refusalOf = [&](const std::function<void(inference::ModelSpec&)>& change) {
        write(given, [&](inference::ModelSpec& spec) {
            spec.name = "mine";
            change(spec);
        });
        return refusal();
    };
    CHECK_THAT(refusalOf([](auto& spec) { spec.frontEnd.rateHz = 1; }), Contains("rate_hz"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.frontEnd.fftSize = 1 << 24; }), Contains("fft_size"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.frontEnd.bands = 1 << 24; }), Contains("bands"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.frontEnd.columns = 1 << 24; }), Contains("columns"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.frontEnd.excerptSeconds = 100'000; }), Contains("excerpt_seconds"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.embeddingSize = 1 << 24; }), Contains("more than 16384 numbers"));
    CHECK_THAT(refusalOf([](auto& spec) { spec.name = "../../mine"; }), Contains("\"name\""));
    CHECK_THAT(refusalOf([](auto& spec) { spec.name = ".mine"; }), Contains("\"name\""));
    CHECK_THAT(refusalOf([](auto& spec) { spec.name = "mi\nne"; }), Contains("\"name\""));
    CHECK_THAT(refusalOf([](auto& spec) { spec.name = std::string(300, 'm'); }), Contains("\"name\""));
    CHECK(library.all().size() == 1);
}

TEST_CASE_METHOD(Fixture, "what only the networks' own process can find stops the addition") {
    write(given, named);
    const auto refuse = [](const fs::path&) { throw Error(ErrorKind::badFile, "The arrays do not fit."); };
    CHECK_THROWS_WITH(library.add(given, refuse), "The arrays do not fit.");
    CHECK(library.all().size() == 1);
    CHECK(fs::is_empty(own));
    CHECK_NOTHROW(library.add(given, accept));
}

TEST_CASE_METHOD(Fixture, "adding a bundle twice changes nothing; another one of the same name and version is refused") {
    write(given, named);
    library.add(given, accept);
    CHECK(library.add(given, accept).spec.id() == "mine/3");
    CHECK(library.all().size() == 2);
    write(given, [](inference::ModelSpec& spec) {
        spec.name = "mine";
        spec.frontEnd.columns = 16;
    });
    CHECK_THROWS_WITH(library.add(given, accept), Contains("is installed"));
    write(given, [](inference::ModelSpec& spec) { spec.frontEnd.columns = 16; });
    CHECK_THROWS_WITH(library.add(given, accept), Contains("is installed"));
}

TEST_CASE_METHOD(Fixture, "a broken bundle is listed with the reason and cannot be found") {
    fs::create_directories(own / "cut");
    test::writeBytes(own / "cut/model.json", "{");
    write(own / "copy of example");
    fs::create_directories(own / "no bundle");
    const auto all = library.all();
    REQUIRE(all.size() == 3);
    for (const auto& one : all)
        CHECK(one.bundle.has_value() == one.problem.empty());
    CHECK_THAT(segue::test::said(all[1].problem), Contains("same name and version"));
    CHECK_THAT(segue::test::said(all[2].problem), Contains("not a JSON object"));
    CHECK(library.find("example")->folder == shipped / "example");
}

TEST_CASE_METHOD(Fixture, "only the listener's own bundles can be removed, and only what belongs to them goes") {
    write(given, named);
    const auto added = library.add(given, accept).folder;
    test::writeBytes(added / "notes.txt", "mine");
    library.remove(added);
    CHECK(library.all().size() == 1);
    CHECK(fs::exists(added / "notes.txt"));
    fs::create_directory_symlink(given, own / "link");
    library.remove(own / "link");
    CHECK(fs::exists(given / "model.json"));
    CHECK_THROWS_AS(library.remove(shipped / "example"), Error);
    CHECK_THROWS_AS(library.remove(folder / "nowhere"), Error);
    CHECK(fs::exists(shipped / "example/model.json"));
}

TEST_CASE("how a bundle was trained does not change what it hears, its weights and front end do") {
    const auto spec = test::exampleSpec();
    auto other = spec;
    other.validationAccuracy = 0.9;
    other.trainingCommand = "by hand";
    CHECK(inference::embeddingKey(other) == inference::embeddingKey(spec));
    other.weightsSha256[0] = 'b';
    CHECK(inference::embeddingKey(other) != inference::embeddingKey(spec));
    other = spec;
    other.frontEnd.hopLength *= 2;
    CHECK(inference::embeddingKey(other) != inference::embeddingKey(spec));
}
