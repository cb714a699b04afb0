// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/trainer.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <catch2/catch.hpp>

#include <csignal>
#include <sys/resource.h>

using namespace segue;
using Catch::Matchers::Contains;
using training::Dataset;

namespace {

training::TrainingSettings smallSettings() {
    training::TrainingSettings settings;
    settings.epochs = 2;
    settings.batch = 4;
    return settings;
}

/// Trains until so many steps are done; -1: to the end.
training::TrainingEnd trainTo(const Dataset& dataset, const std::filesystem::path& checkpoints, std::int64_t lastStep,
                              const training::TrainingSettings& settings = smallSettings(), const std::string& identity = "") {
    std::stop_source stop;
    const training::TrainingRun run{.dataset = dataset,
                                    .settings = settings,
                                    .checkpointFolder = checkpoints,
                                    .dataIdentity = identity,
                                    .onProgress = [&](const training::TrainingProgress& progress) {
                                        if (progress.step == lastStep)
                                            stop.request_stop();
                                    }};
    return training::train(run, stop.get_token());
}

/// While there is one, no file of this process can grow beyond so many bytes: as on a disk that is full.
class FullDisk {
public:
    explicit FullDisk(std::size_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = SIG_DFL;
};

} // namespace

TEST_CASE("a loss that is no number ends the training with advice, before it spoils the checkpoint") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 16, 2);
    const auto dataset = Dataset::load(folder.path());
    auto settings = smallSettings();
    settings.learningRate = 1e30;
    settings.epochs = 20;
    CHECK_THROWS_WITH(trainTo(dataset, folder / "checkpoint", -1, settings), Contains("lower learning rate"));
    CHECK_FALSE(std::filesystem::exists(folder / "checkpoint" / "checkpoint.pt"));
}

TEST_CASE("a network that normalises batches refuses batches of one") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 8, 2);
    const auto dataset = Dataset::load(folder.path());
    auto settings = training::settingsFor("segue-net");
    settings.teacher = settings.teacherGenres = 0.0;
    settings.batch = 1;
    CHECK_THROWS_WITH(trainTo(dataset, folder / "checkpoint", -1, settings), Contains("--batch"));
}

TEST_CASE("patches of another size, and songs of one genre, are refused") {
    const test::TemporaryFolder folder;
    const Dataset narrow({{"Folk", 1, 1}, {"Rock", 2, 2}}, std::vector<std::uint8_t>(2 * 128 * 64), {.columns = 64});
    CHECK_THROWS_WITH(trainTo(narrow, folder / "checkpoint", -1), Contains("128 x 128") && Contains("128 x 64"));
    const Dataset alone({{"Rock", 1, 1}, {"Rock", 2, 2}}, std::vector<std::uint8_t>(2 * 128 * 128), {});
    CHECK_THROWS_WITH(trainTo(alone, folder / "checkpoint", -1), Contains("one genre, Rock"));
}

TEST_CASE("a full disk is an error that leaves the checkpoint before it as it was") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 10, 2);
    const auto dataset = Dataset::load(folder.path());
    const auto checkpoints = folder / "checkpoint";
    REQUIRE(trainTo(dataset, checkpoints, 1) == training::TrainingEnd::stopped);
    const auto before = test::readBytes(checkpoints / "checkpoint.pt");
    try {
        const FullDisk full(before.size() / 2);
        (void)trainTo(dataset, checkpoints, 3);
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::noSpace);
        CHECK_THAT(segue::test::said(error), Contains((checkpoints / "checkpoint.pt").string()));
    }
    CHECK((test::readBytes(checkpoints / "checkpoint.pt") == before)); // in brackets: too long to be printed
    CHECK(trainTo(dataset, checkpoints, -1) == training::TrainingEnd::finished);
}

TEST_CASE("a checkpoint folder that cannot be made is named") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 8, 2);
    const auto dataset = Dataset::load(folder.path());
    test::writeBytes(folder / "file", "in the way");
    CHECK_THROWS_WITH(trainTo(dataset, folder / "file", -1), Contains((folder / "file").string()));
}

TEST_CASE("a checkpoint of other songs or of another split is refused") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder.path(), 10, 2);
    const auto dataset = Dataset::load(folder.path());
    REQUIRE(trainTo(dataset, folder / "checkpoint", 1) == training::TrainingEnd::stopped);
    CHECK_THROWS_WITH(trainTo(dataset, folder / "checkpoint", -1, smallSettings(), "songs 1"), Contains("other data"));
    auto settings = smallSettings();
    settings.split = training::Split::clips;
    CHECK_THROWS_WITH(trainTo(dataset, folder / "checkpoint", -1, settings), Contains("other settings"));
}
