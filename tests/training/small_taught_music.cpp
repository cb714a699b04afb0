// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/training/small_taught_music.h"

#include "engine/features/npy.h"
#include "tests/support/files.h"

#include <cmath>
#include <random>
#include <string>

namespace segue::test {

void writeSmallTaughtMusic(const std::filesystem::path& folder, std::size_t recordings) {
    constexpr std::size_t kSide = 128;
    constexpr std::size_t kPlaces = 4;
    constexpr std::size_t kExcerpts = 2;
    std::mt19937 random(6);
    std::filesystem::create_directories(folder);
    const std::size_t rows = recordings * kExcerpts;
    std::string tracks = "row\tsource\trecording\texcerpt_start_s\tartist\tfma_small_artist_id\n";
    features::NpyArray patches{.type = features::NpyType::u1, .shape = {rows, kSide, kSide}, .bytes = {}};
    features::NpyArray place{.type = features::NpyType::f2, .shape = {rows, 5}, .bytes = {}};
    std::vector<float> much;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t recording = row / kExcerpts;
        tracks += std::to_string(row) + "\tSource\tsong " + std::to_string(recording) + ".ogg\t" +
                  std::to_string(row % kExcerpts * 30) + "\tArtist " + std::to_string(recording) + "\t\n";
        for (std::size_t band = 0; band < kSide; ++band)
            for (std::size_t column = 0; column < kSide; ++column) {
                const bool loud = band * kPlaces / kSide == recording % kPlaces;
                patches.bytes.push_back(static_cast<std::byte>(random() % 100 + (loud ? 150 : 0)));
            }
        for (std::size_t i = 0; i < 5; ++i) {
            const unsigned one = i == recording % kPlaces ? 0x3C00U : 0x0000U; // 1 and 0 as float16
            const unsigned half = recording % 3 == 2 ? 0x7E00U : one;          // not a number
            place.bytes.push_back(static_cast<std::byte>(half & 0xFFU));
            place.bytes.push_back(static_cast<std::byte>(half >> 8U));
        }
        for (std::size_t i = 0; i < 80; ++i)
            much.push_back(std::sin(static_cast<float>(recording * 80 + i * i)));
    }
    writeBytes(folder / "tracks.tsv", tracks);
    features::writeNpy(folder / "mel128_u8.npy", patches);
    features::writeNpy(folder / "hears_place_f16.npy", place);
    features::writeNpy(folder / "hears_much_f32.npy", much, {rows, 80});
}

} // namespace segue::test
