// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "engine/audio/excerpt.h"
#include "engine/features/spectrogram_image.h"

#include <array>
#include <cstdio>

namespace segue::cli {

namespace {
/// Half the rate of a CD shows up to 11 kHz; an hour then takes 320 MB, which is as long as a picture is of use.
constexpr int kRateHz = 22'050;
constexpr std::chrono::hours kLongest{1};
} // namespace

int runSpectrogram(const std::filesystem::path& song, const std::filesystem::path& output) {
    const std::array whole{audio::ExcerptSpan{std::chrono::milliseconds{0}, kLongest}};
    const auto set = audio::readExcerpts(song, kRateHz, whole);
    const auto& samples = set->excerpts.front().samples;
    features::writeSpectrogram(samples, kRateHz, output);
    std::printf("%s: %.1f s\n", output.c_str(), static_cast<double>(samples.size()) / kRateHz);
    return 0;
}

} // namespace segue::cli
