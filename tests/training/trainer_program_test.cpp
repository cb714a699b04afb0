// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/model_bundle.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/music_for_tests.h"
#include "tests/training/small_dataset.h"
#include "tests/training/small_taught_music.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

struct Ended {
    int status = -1;  ///< of the exit, or 128 + the signal
    std::string text; ///< stdout and stderr together
};

// Runs segue-trainer; sends SIGTERM once it has written `stopAt`, if that is not empty.
Ended runTrainer(std::vector<std::string> words, const std::string& stopAt = "") {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    words.insert(words.begin(), SEGUE_TRAINER_PROGRAM);
    std::vector<char*> arguments;
    for (std::string& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    close(ends[1]);
    Ended ended;
    bool stopped = stopAt.empty();
    std::array<char, 4096> block{};
    for (ssize_t got = 0; (got = read(ends[0], block.data(), block.size())) > 0;) {
        ended.text.append(block.data(), static_cast<std::size_t>(got));
        if (!stopped && ended.text.find(stopAt) != std::string::npos) {
            kill(child, SIGTERM);
            stopped = true;
        }
    }
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ended;
}

} // namespace

TEST_CASE("segue-trainer trains a bundle and evaluates it") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 20, 2);
    const auto bundle = (folder / "bundle").string();
    const auto trained =
        runTrainer({"train", (folder / "clips").string(), "--output", bundle, "--epochs", "1", "--batch", "6", "--threads", "1"});
    INFO(trained.text);
    REQUIRE(trained.status == 0);
    CHECK_THAT(trained.text, Contains("epoch 1 of 1") && Contains("left 0:00") && Contains("accuracy"));
    const auto spec = inference::readBundle(bundle).spec;
    CHECK(spec.trainingCommand == "segue-cli train clips --output bundle --epochs 1 --batch 6");

    const auto json = folder / "figures.json";
    const auto evaluated = runTrainer(
        {"evaluate", "--data", (folder / "clips").string(), "--model", bundle, "--json", json.string(), "--threads", "1"});
    INFO(evaluated.text);
    REQUIRE(evaluated.status == 0);
    const auto figures = nlohmann::json::parse(test::readBytes(json));
    CHECK(figures["rows"] == 2);
    CHECK(figures["accuracy"] == spec.validationAccuracy.value());
    CHECK(figures["precision_at_10"] == spec.validationPrecisionAt10.value());
}

TEST_CASE("segue-trainer saves a checkpoint when it is told to end, and goes on from it") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 20, 2);
    const std::vector<std::string> words{"train",     (folder / "clips").string(),
                                         "--output",  (folder / "bundle").string(),
                                         "--epochs",  "10000",
                                         "--batch",   "2",
                                         "--threads", "1"};
    for (const std::string first : {"epoch 1 of", "epoch "}) {
        const auto ended = runTrainer(words, first);
        INFO(ended.text);
        CHECK(ended.status == 130);
        CHECK_THAT(ended.text, Contains("goes on from the checkpoint"));
        CHECK(std::filesystem::exists(folder / "bundle.checkpoint" / "checkpoint.pt"));
    }
}

TEST_CASE("segue-trainer learns from folders of music, and keeps a learning curve that goes on where it was stopped") {
    const test::TemporaryFolder folder;
    test::writeToneFolders(folder / "music");
    test::writeBytes(folder / "music" / "High" / "broken.mp3", "eggs, milk, bread");
    std::vector<std::string> words{"train",           (folder / "music").string(),
                                   "--output",        (folder / "tones").string(),
                                   "--cache",         (folder / "cache").string(),
                                   "--epochs",        "6",
                                   "--batch",         "4",
                                   "--threads",       "1",
                                   "--rate",          "22050",
                                   "--column-stride", "1",
                                   "--architecture",  "segue-net",
                                   "--report-every",  "1"};
    const auto stopped = runTrainer(words, "after 2 epochs");
    INFO(stopped.text);
    CHECK_THAT(stopped.text, Contains("heard 13 of 13 songs") && Contains("1 song is left out") && Contains("broken.mp3"));
    const auto finished = runTrainer(words);
    INFO(finished.text);
    REQUIRE(finished.status == 0);
    const auto curve = test::readBytes(folder / "tones.checkpoint" / "learning_curve.csv");
    INFO(curve);
    for (int epoch = 1; epoch <= 6; ++epoch)
        CHECK(curve.find("\n" + std::to_string(epoch) + ",") != std::string::npos);
    CHECK(std::count(curve.begin(), curve.end(), '\n') == 7);
    CHECK(std::filesystem::exists(folder / "tones.checkpoint" / "learning_curve.png"));
    const auto spec = inference::readBundle(folder / "tones").spec;
    CHECK(spec.id() == "tones/1");
    CHECK(spec.frontEnd.rateHz == 22'050);
    CHECK(spec.frontEnd.columnStride == 1);
    CHECK(spec.labels == std::vector<std::string>{"High", "Low"});
    CHECK(spec.trainingSeconds.value() > 0.0);
    CHECK_THAT(spec.trainingCommand, Contains("train music --output tones") && Contains("--rate 22050 --column-stride 1"));
    CHECK_THAT(test::readBytes(folder / "tones" / "MODEL_CARD.md"),
               Contains("folder of music in one folder a genre") && Contains("22050 Hz") && !Contains("30 s excerpt at 44.1"));

    words[3] = (folder / "music" / "Low" / "0-0.flac" / "bundle").string();
    const auto unwritable = runTrainer(words);
    CHECK(unwritable.status == 1);
    CHECK_THAT(unwritable.text, Contains("Cannot make the folder " + words[3]));
}

TEST_CASE("segue-trainer learns from more music and from trained networks, and says so in the bundle") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 20, 2);
    test::writeSmallTaughtMusic(folder / "taught", 30);
    const auto train = [&](const std::string& bundle, std::vector<std::string> more) {
        std::vector<std::string> words{"train",          (folder / "clips").string(),
                                       "--output",       (folder / bundle).string(),
                                       "--epochs",       "1",
                                       "--batch",        "6",
                                       "--threads",      "1",
                                       "--architecture", "segue-net-3"};
        words.insert(words.end(), more.begin(), more.end());
        return runTrainer(words);
    };
    const auto first = train("first", {});
    INFO(first.text);
    REQUIRE(first.status == 0);
    const auto taught = (folder / "taught").string();
    const auto second = train("second", {"--taught", taught, "--taught-rows", "4", "--recordings", "0.1", "--mixed-precision",
                                         "--learn-from", (folder / "first").string(), "--mentors", "5", "--mentor-genres", "0.25"});
    INFO(second.text);
    REQUIRE(second.status == 0);
    const auto bundle = inference::readBundle(folder / "second");
    CHECK(bundle.spec.trainingCommand ==
          "segue-cli train clips --output second --architecture segue-net-3 --epochs 1 --batch 6 --teacher 0 "
          "--teacher-genres 0 --relations 0 --taught taught --taught-rows 4 "
          "--recordings 0.1 --learn-from first --mentors 5 --mentor-genres 0.25 --mixed-precision");
    CHECK_THAT(test::readBytes(bundle.card()), Contains("hears_much_f32 and hears_place_f16") && Contains("how alike first finds"));
    const auto evaluated = runTrainer({"evaluate", "--data", (folder / "clips").string(), "--model", (folder / "second").string(),
                                       "--taught", taught, "--threads", "1"});
    INFO(evaluated.text);
    CHECK(evaluated.status == 0);
    CHECK_THAT(evaluated.text, Contains("recording MAP") && Contains("as hears_place_f16"));

    test::writeBytes(folder / "taught" / "hears_much_f32.npy", "eggs, milk, bread");
    for (const auto& [words, complaint] :
         {std::pair{std::vector<std::string>{"--taught", taught}, "hears_much_f32.npy"},
          std::pair{std::vector<std::string>{"--learn-from", (folder / "clips").string()}, "model.json"}}) {
        const auto refused = train("third", words);
        CHECK(refused.status == 1);
        CHECK_THAT(refused.text, Contains(complaint));
        CHECK_FALSE(std::filesystem::exists(folder / "third"));
    }
    CHECK(train("third", {"--mentors", "5"}).status == 2); // of nobody
}

TEST_CASE("segue-trainer says what is wrong with data before it trains") {
    const test::TemporaryFolder folder;
    const auto failed = [&](const std::string& data) {
        const auto ended =
            runTrainer({"train", data, "--output", (folder / "bundle").string(), "--cache", (folder / "cache").string()});
        CHECK(ended.status == 1);
        CHECK_FALSE(std::filesystem::exists(folder / "bundle"));
        return ended.text;
    };
    CHECK_THAT(failed((folder / "missing").string()), Contains("There is no folder"));
    test::writeTone(folder / "one" / "Rock" / "a.flac", 200, "A");
    CHECK_THAT(failed((folder / "one").string()), Contains("one genre, Rock"));
    test::writeTone(folder / "one" / "Folk" / "b.flac", 400, "B");
    CHECK_THAT(failed((folder / "one").string()), Contains("(Folk, Rock)") && Contains("no song on the validation side"));
}

TEST_CASE("segue-trainer says in a sentence what is wrong") {
    const auto missing = runTrainer({"evaluate", "--data", "/nonexistent", "--model", "/nonexistent"});
    CHECK(missing.status == 1);
    CHECK_THAT(missing.text, Contains("“/nonexistent/model.json” cannot be opened"));
    CHECK(runTrainer({"train"}).status == 2);
    CHECK(runTrainer({}).status == 2);
    CHECK(runTrainer({"evaluate", "--rows", "some"}).status == 2);
    const auto help = runTrainer({"train", "--help"});
    CHECK(help.status == 0);
    CHECK_THAT(help.text, Contains("--checkpoint"));
}
