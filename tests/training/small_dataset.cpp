// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/small_dataset.h"

#include "engine/features/npy.h"
#include "tests/support/files.h"

#include <random>
#include <string>

namespace segue::test {

void writeSmallDataset(const std::filesystem::path& folder, std::size_t rows, std::size_t genres) {
    constexpr std::size_t kSide = 128;
    std::mt19937 random(5);
    std::filesystem::create_directories(folder);
    std::string tracks = "row\ttrack_id\tgenre\tartist_id\tartist\ttitle\n";
    features::NpyArray patches{.type = features::NpyType::u1, .shape = {rows, kSide, kSide}, .bytes = {}};
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t genre = row % genres;
        tracks += std::to_string(row) + "\t" + std::to_string(1000 + row) + "\tGenre " + std::to_string(genre) + "\t" +
                  std::to_string(row + 1) + "\tArtist\tTitle\n";
        for (std::size_t band = 0; band < kSide; ++band)
            for (std::size_t column = 0; column < kSide; ++column) {
                const bool loud = band * genres / kSide == genre;
                patches.bytes.push_back(static_cast<std::byte>(random() % 100 + (loud ? 150 : 0)));
            }
    }
    writeBytes(folder / "tracks.tsv", tracks);
    features::writeNpy(folder / "mel128_u8.npy", patches);
}

} // namespace segue::test
