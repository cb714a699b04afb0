// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/safetensors.h"
#include "tests/inference/guests/artist_network.h"
#include "tests/segue_cli/program.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>

using namespace segue;
using Catch::Matchers::Contains;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// A listener whose data lie in a folder of their own, and three short songs.
struct ModelsListener {
    test::TemporaryFolder folder;
    fs::path music = folder / "music", given = folder / "given";

    ModelsListener() {
        ::setenv("XDG_DATA_HOME", (folder / "data").c_str(), 1);
        fs::create_directories(music);
        for (const int hz : {200, 210, 3000})
            audio::writeAudio(music / (std::to_string(hz) + ".wav"), test::glide(hz, 1.5 * hz, 3, 22'050), 22'050, 1);
        copyOf("study-cnn");
    }
    ~ModelsListener() { ::unsetenv("XDG_DATA_HOME"); }

    /// Makes `given` a bundle named "mine" out of one that comes with Segue.
    void copyOf(const std::string& name, const std::function<void(inference::ModelSpec&)>& change = {}) {
        fs::remove_all(given);
        fs::copy(fs::path(SEGUE_SOURCE_DIR) / "resources/models" / name, given);
        auto spec = inference::readBundle(given).spec;
        spec.name = "mine";
        if (change)
            change(spec);
        test::writeBytes(given / "model.json", inference::formatModelSpec(spec));
    }
    static inference::ModelSpec shipped(const std::string& name) {
        return inference::readBundle(fs::path(SEGUE_SOURCE_DIR) / "resources/models" / name).spec;
    }
    static json list() {
        const auto result = test::segueCli({"models", "list", "--json"});
        INFO(result.errors);
        REQUIRE(result.exitCode == 0);
        return json::parse(result.output);
    }
    /// Networks that are installed without those that the listener adds.
    static std::size_t shippedCount() {
        const auto models = fs::path(SEGUE_SOURCE_DIR) / "resources/models";
        return static_cast<std::size_t>(std::ranges::count_if(
            fs::directory_iterator(models), [](const auto& entry) { return fs::exists(entry.path() / "model.json"); }));
    }
    std::string refusal() {
        const auto result = test::segueCli({"models", "add", given});
        CHECK(result.exitCode == 1);
        CHECK(list()["installed"].size() == shippedCount());
        return result.errors;
    }
};

} // namespace

TEST_CASE_METHOD(ModelsListener, "a listener's own network is added, hears all songs, is compared with, and goes") {
    REQUIRE(test::segueCli({"scan", music, "--no-outlines"}).exitCode == 0);
    const auto preferred = shipped("segue-net");
    CHECK(list()["in_use"] == preferred.id());
    CHECK(list()["installed"].size() == shippedCount());
    REQUIRE(test::segueCli({"models", "add", given}).exitCode == 0);
    CHECK(list()["installed"].size() == shippedCount() + 1);
    const auto used = test::segueCli({"models", "use", "mine"});
    INFO(used.errors);
    CHECK(used.exitCode == 0);
    CHECK(list()["in_use"] == "mine/1");
    CHECK(list()["heard"].size() == 2);

    const auto song = music / "200.wav";
    const auto classified = test::segueCli({"embed", song, "--output", folder / "mine.jsonl"});
    REQUIRE(classified.exitCode == 0);
    CHECK(json::parse(test::readBytes(folder / "mine.jsonl"))["embedding"].size() == shipped("study-cnn").embeddingSize);
    REQUIRE(test::segueCli({"embed", song, "--model", "segue-net", "--output", folder / "net.jsonl"}).exitCode == 0);
    CHECK(json::parse(test::readBytes(folder / "net.jsonl"))["embedding"].size() == preferred.embeddingSize);
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--model", preferred.id()}}) {
        std::vector<std::string> words{"similar", song, "--all", "--json"};
        words.insert(words.end(), more.begin(), more.end());
        const auto similar = test::segueCli(words);
        INFO(similar.errors);
        CHECK(json::parse(similar.output)["recommendations"].size() == 2);
    }

    CHECK_THAT(test::segueCli({"models", "remove", "mine"}).errors, Contains("in use"));
    const auto back = test::segueCli({"models", "use", "segue-net"}); // heard before: at once
    INFO(back.errors);
    REQUIRE(back.exitCode == 0);
    REQUIRE(test::segueCli({"models", "remove", "mine"}).exitCode == 0);
    REQUIRE(test::segueCli({"models", "forget", "mine"}).exitCode == 0);
    CHECK(list()["installed"].size() == shippedCount());
    CHECK(list()["heard"].size() == 1);
}

TEST_CASE_METHOD(ModelsListener, "a network that Segue cannot listen with is refused with the reason") {
    copyOf("study-cnn", [](auto& spec) { spec.architecture = "telepathy"; });
    CHECK_THAT(refusal(), Contains("does not know networks of the architecture \"telepathy\""));
    copyOf("study-cnn", [](auto& spec) { spec.architecture = "segue-net"; });
    CHECK_THAT(refusal(), Contains("array"));
    copyOf("study-cnn", [](auto& spec) { spec.embeddingSize = 381; });
    CHECK_THAT(refusal(), Contains("embeddings of 380"));
    copyOf("study-cnn", [](auto& spec) { spec.labels.pop_back(); });
    CHECK_THAT(refusal(), Contains("array"));
    copyOf("study-cnn", [](auto& spec) { spec.frontEnd.bands = 64; });
    CHECK_FALSE(refusal().empty());
    copyOf("study-cnn", [&](auto& spec) { // whole, but nothing comes of it
        auto weights = inference::readSafetensors(given / "weights.safetensors");
        for (auto& tensor : weights)
            std::fill(tensor.values.begin(), tensor.values.end(), std::nanf(""));
        inference::writeSafetensors(given / "weights.safetensors", weights);
        spec.weightsSha256 = inference::sha256(given / "weights.safetensors");
    });
    CHECK_THAT(refusal(), Contains("cannot be used"));
}

TEST_CASE_METHOD(ModelsListener, "a network that others published is imported, listens, and names no genres") {
    test::writeArtistNetwork(folder / "artist.npz");
    for (int i = 0; i < 2; ++i) { // the second time it is there already
        const auto imported = test::segueCli({"models", "import", folder / "artist.npz"});
        INFO(imported.errors);
        REQUIRE(imported.exitCode == 0);
        CHECK_THAT(imported.output, Contains("artist-siamese/1"));
        CHECK(list()["installed"].size() == shippedCount() + 1);
    }
    CHECK_FALSE(list()["installed"].back().contains("accuracy"));
    CHECK_THAT(test::segueCli({"models", "list"}).output, Contains("not measured"));
    CHECK_THAT(test::readBytes(folder / "data/segue/models/artist-siamese 1/MODEL_CARD.md"), Contains("MIT"));

    const std::vector<std::string> with{"--model", "artist-siamese"};
    const auto song = music / "200.wav";
    REQUIRE(test::segueCli({"embed", song, "--output", folder / "a.jsonl", with[0], with[1]}).exitCode == 0);
    const auto line = json::parse(test::readBytes(folder / "a.jsonl"));
    CHECK(line["embedding"].size() == 256);
    CHECK(line["genres"].empty());
    const auto classified = test::segueCli({"classify", song, "--json", with[0], with[1]});
    INFO(classified.errors);
    CHECK(json::parse(classified.output)[0]["genre"] == "");
    CHECK(test::segueCli({"classify", song, with[0], with[1]}).exitCode == 0);

    REQUIRE(test::segueCli({"scan", music, "--no-outlines", with[0], with[1]}).exitCode == 0);
    for (const bool isText : {false, true}) {
        std::vector<std::string> words{"similar", song, "--all", with[0], with[1]};
        if (!isText)
            words.emplace_back("--json");
        const auto similar = test::segueCli(words);
        INFO(similar.errors);
        REQUIRE(similar.exitCode == 0);
        if (!isText)
            CHECK(json::parse(similar.output)["recommendations"].size() == 2);
    }
    const auto outside = folder / "outside.wav";
    audio::writeAudio(outside, test::glide(220, 330, 4, 22'050), 22'050, 1);
    const auto heard = test::segueCli({"similar", outside, "--all", "--json", with[0], with[1]});
    INFO(heard.errors);
    CHECK(json::parse(heard.output)["recommendations"].size() == 3);
}

TEST_CASE_METHOD(ModelsListener, "a published network that is broken or has another's name is refused, and nothing is left of it") {
    const auto refused = [](const std::vector<std::string>& words) {
        const auto result = test::segueCli(words);
        CHECK(result.exitCode == 1);
        CHECK(list()["installed"].size() == shippedCount());
        return result.errors;
    };
    fs::create_directories(folder / "both");
    test::writeArtistNetwork(folder / "both/a.npz");
    fs::copy_file(folder / "both/a.npz", folder / "both/b.npz");
    CHECK_THAT(refused({"models", "import", folder / "both"}), Contains("--name"));
    const auto bytes = test::readBytes(folder / "both/a.npz");
    test::writeBytes(folder / "cut.npz", bytes.substr(0, bytes.size() / 2));
    CHECK_THAT(refused({"models", "import", folder / "cut.npz"}), Contains("cut.npz cannot be used"));
    CHECK(test::segueCli({"models", "import", folder / "both/a.npz", "--name", "../evil"}).exitCode == 2);
    CHECK_THAT(refused({"models", "import", folder / "nothing"}), Contains("nothing"));
    CHECK_THAT(refused({"models", "import", given}), Contains("holds no file"));
    const auto own = folder / "data/segue/models";
    CHECK((!fs::exists(own) || fs::is_empty(own)));
}

TEST_CASE_METHOD(ModelsListener, "what is not there is said, with 1") {
    for (const std::vector<std::string>& words : {std::vector<std::string>{"models", "add", music},
                                                  {"models", "use", "nothing"},
                                                  {"models", "remove", "segue-net"},
                                                  {"models", "forget", "nothing/1"},
                                                  {"classify", music / "200.wav", "--model", "nothing"}}) {
        const auto result = test::segueCli(words);
        CHECK(result.exitCode == 1);
        CHECK_FALSE(result.errors.empty());
    }
    CHECK(test::segueCli({"models"}).exitCode == 2);
}
