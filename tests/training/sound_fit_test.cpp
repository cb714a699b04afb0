// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/sound_fit.h"

#include "engine/features/npy.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"
#include "tests/training/small_dataset.h"

#include <torch/torch.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

using namespace segue;

namespace {

constexpr std::size_t kArtists = 12;
constexpr std::size_t kClipsEach = 4;
constexpr std::size_t kSide = 128;

// Every artist has a microphone, which shows in a slow curve over the bands, and every song its own chords.
void writeArtists(const std::filesystem::path& folder) {
    std::mt19937 random(9);
    std::string tracks = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
    features::NpyArray patches{.type = features::NpyType::u1, .shape = {kArtists * kClipsEach, kSide, kSide}, .bytes = {}};
    for (std::size_t row = 0; row < kArtists * kClipsEach; ++row) {
        const std::size_t artist = row / kClipsEach;
        tracks += std::to_string(row) + "\t" + std::to_string(row) + "\tGenre\t" + std::to_string(artist * 10 + 1) + "\tA\tT\n";
        const double chord = static_cast<double>(random() % 40);
        for (std::size_t band = 0; band < kSide; ++band)
            for (std::size_t column = 0; column < kSide; ++column) {
                const double microphone = 25.0 * std::cos(static_cast<double>(artist * band) / 40.0);
                const double song = 12.0 * std::cos(static_cast<double>(band) / 3.0 + chord);
                patches.bytes.push_back(static_cast<std::byte>(130.0 + microphone + song + static_cast<double>(random() % 40)));
            }
    }
    std::filesystem::create_directories(folder);
    test::writeBytes(folder / "tracks.tsv", tracks);
    features::writeNpy(folder / "mel128_u8.npy", patches);
}

torch::Tensor hearAll(const inference::SoundPart& part, const training::Dataset& dataset) {
    std::vector<torch::Tensor> patches;
    for (std::size_t row = 0; row < dataset.size(); ++row)
        patches.push_back(torch::tensor(dataset.patchDb(row)).view({kSide, kSide}));
    return part.hear(inference::soundStatistics(torch::stack(patches), part.floorDb));
}

} // namespace

TEST_CASE("clips that are made alike lie nearest to each other whatever is played") {
    const test::TemporaryFolder folder;
    writeArtists(folder / "clips");
    const auto dataset = training::Dataset::load(folder / "clips");
    // Learned from the first two thirds of the artists, asked about the others.
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < kArtists * kClipsEach * 2 / 3; ++row)
        rows.push_back(row);
    const auto part = training::fitSoundPart(dataset, rows, 1);
    CHECK(part.size() == static_cast<std::int64_t>(training::kSoundPartSize));
    const torch::Tensor heard = hearAll(part, dataset);
    torch::Tensor cosines = heard.mm(heard.t());
    cosines.fill_diagonal_(-2.0);
    std::size_t sameArtist = 0;
    const auto first = static_cast<std::int64_t>(rows.size());
    for (std::int64_t row = first; row < heard.size(0); ++row) {
        const auto nearest = cosines[row].narrow(0, first, heard.size(0) - first).argmax().item<std::int64_t>() + first;
        sameArtist += static_cast<std::size_t>(nearest / static_cast<std::int64_t>(kClipsEach) ==
                                               row / static_cast<std::int64_t>(kClipsEach));
    }
    CHECK(sameArtist >= 14); // of 16; chance is 3
}

TEST_CASE("the same clips give the same sound part") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 12, 2);
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto rows = dataset.rows(training::RowChoice::training);
    const auto one = training::fitSoundPart(dataset, rows, 4);
    const auto other = training::fitSoundPart(dataset, rows, 4);
    CHECK(torch::equal(one.projection, other.projection));
    CHECK(hearAll(one, dataset).isfinite().all().item<bool>());
}

TEST_CASE("silent clips and clips without a second by their artist still give a sound part") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 5, 2);
    features::writeNpy(folder / "clips" / "mel128_u8.npy",
                       features::NpyArray{.type = features::NpyType::u1,
                                          .shape = {5, kSide, kSide},
                                          .bytes = std::vector<std::byte>(5 * kSide * kSide, std::byte{0})});
    const auto dataset = training::Dataset::load(folder / "clips");
    const auto part = training::fitSoundPart(dataset, dataset.rows(training::RowChoice::all), 1);
    CHECK(hearAll(part, dataset).isfinite().all().item<bool>());
}

TEST_CASE("a sound part of one clip is refused") {
    const test::TemporaryFolder folder;
    test::writeSmallDataset(folder / "clips", 2, 2);
    const auto dataset = training::Dataset::load(folder / "clips");
    const std::vector<std::size_t> one{0};
    CHECK_THROWS_AS(training::fitSoundPart(dataset, one, 1), Error);
}
