// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/audio/gapless_parts.h"

#include "tests/audio/files_for_tests.h"
#include "tests/support/sounds.h"

#include <algorithm>
#include <cmath>

namespace segue::test {

std::vector<float> gaplessMaster(int rateHz) {
    const std::size_t frames = gaplessCuts().back();
    const double seconds = static_cast<double>(frames) / rateHz + 0.01;
    const auto left = glide(300.0, 6'000.0, seconds, rateHz, 0.4F);
    const auto right = glide(5'000.0, 200.0, seconds, rateHz, 0.4F);
    const auto hiss = noise(seconds, rateHz, 7, 0.1F);
    std::vector<float> master(2 * frames);
    for (std::size_t i = 0; i < frames; ++i) {
        master[2 * i] = left[i] + hiss[i];
        master[2 * i + 1] = right[i] - hiss[i];
    }
    for (float& sample : master)
        sample = std::trunc(32'767.F * sample) / 32'768.F; // as it will lie in a file
    return master;
}

std::vector<std::size_t> gaplessCuts() { return {0, 50'021, 87'764, 130'777, 190'001, 214'445, 273'999, 320'003}; }

std::vector<std::filesystem::path> writeGaplessParts(const std::filesystem::path& folder, const GaplessFormat& format) {
    auto master = gaplessMaster(format.rateHz);
    for (float& sample : master)
        sample = (32'768.F * sample + (sample < 0.F ? -0.25F : 0.25F)) / 32'767.F; // writeAs() multiplies and cuts off
    const auto cuts = gaplessCuts();
    std::vector<std::filesystem::path> paths;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        paths.push_back(folder / (std::to_string(i) + "." + format.extension));
        const auto part = std::span(master).subspan(2 * cuts[i], 2 * (cuts[i + 1] - cuts[i]));
        writeAs(paths.back(), format.encoder, format.muxer, part, format.rateHz);
    }
    return paths;
}

int lagAt(std::span<const float> sound, std::span<const float> right, std::size_t frame) {
    constexpr int kMost = 2'000;
    constexpr std::size_t kLength = 4'096;
    const std::size_t begin = frame - kLength / 2;
    double best = -1.0;
    int lag = kMost + 1;
    for (int shift = -kMost; shift <= kMost; ++shift) {
        double product = 0.0;
        double energy = 1e-9;
        for (std::size_t i = 0; i < kLength; ++i) {
            const auto at = static_cast<std::ptrdiff_t>(begin + i) + shift;
            if (at < 0 || 2 * at >= static_cast<std::ptrdiff_t>(sound.size()))
                continue;
            const double value = static_cast<double>(sound[static_cast<std::size_t>(2 * at)]);
            product += value * static_cast<double>(right[2 * (begin + i)]);
            energy += value * value;
        }
        const double alike = product / std::sqrt(energy);
        if (alike > best) {
            best = alike;
            lag = shift;
        }
    }
    return lag;
}

} // namespace segue::test
