// SPDX-License-Identifier: GPL-3.0-or-later
//
// make_tree DIR FILES: a folder of so many small music files, real ones with tags: a twentieth of a second of a tone
// each, all different. For measuring scans.

#include "engine/audio/audio_writer.h"
#include "engine/words/error.h"
#include "tests/bench/plausible_songs.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numbers>

namespace {

using namespace segue;

constexpr int kRateHz = 44'100;
constexpr std::size_t kSamples = kRateHz / 20;
constexpr std::size_t kGenres = 8;

std::vector<float> tone(std::size_t number) {
    std::vector<float> samples(kSamples);
    const double hz = 50.0 + static_cast<double>(number % 30'000) / 10.0;
    const double level = 0.1 + 0.8 * static_cast<double>(number / 30'000 % 10) / 10.0;
    for (std::size_t i = 0; i < kSamples; ++i)
        samples[i] = static_cast<float>(level * std::sin(2.0 * std::numbers::pi * hz * static_cast<double>(i) / kRateHz));
    return samples;
}

/// What a collection has most; Vorbis and AAC take ten times as long to encode.
const char* extensionOf(std::size_t number) {
    static const char* const kinds[] = {".mp3", ".flac", ".mp3", ".flac", ".wav", ".mp3", ".flac", ".mp3", ".flac", ".wav"};
    return number % 500 == 0 ? ".ogg" : kinds[number % std::size(kinds)];
}

void makeTree(const std::filesystem::path& root, std::size_t files) {
    bench::PlausibleSongs songs(kGenres);
    std::filesystem::path folder;
    for (std::size_t number = 0; number < files; ++number) {
        const auto song = songs.next();
        const auto file = root / (song.path.native() + extensionOf(number));
        if (file.parent_path() != folder) {
            folder = file.parent_path();
            std::filesystem::create_directories(folder);
        }
        audio::writeAudio(
            file, tone(number), kRateHz, 1,
            {{"title", song.title}, {"artist", song.artist}, {"album", song.album}, {"track", std::to_string(song.trackNumber)}});
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: make_tree DIR FILES\n");
        return 2;
    }
    try {
        makeTree(argv[1], static_cast<std::size_t>(std::atol(argv[2])));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "make_tree: %s\n", problem.what());
        return 1;
    }
    return 0;
}
