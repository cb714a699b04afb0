// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/section.h"

#include <cstdint>
#include <limits>

namespace segue::audio {

/// Where a section lies in its file, in samples at the file's rate, and how much of it is delivered. A whole file has none of
/// these limits. Pure; inside this box only.
struct SectionCut {
    static constexpr std::int64_t kOpen = std::numeric_limits<std::int64_t>::max() / 2;

    std::int64_t begin = 0;
    std::int64_t end = kOpen;
    std::int64_t delivered = kOpen; ///< output frames in all
    /// Samples on both sides of the section that a resampler hears, too: then two that follow each other join as if they were
    /// one. So many that they are a whole number at the output's rate; 0 where nothing is resampled, or no number is.
    std::int64_t margin = 0;
    [[nodiscard]] bool isWhole() const { return begin == 0 && end == kOpen; }

    [[nodiscard]] static SectionCut of(const Section& section, int rateHz, int outputHz) {
        const auto samples = [](std::int64_t frames, int hz) { return frames * hz / Section::kFramesPerSecond; };
        SectionCut cut{.begin = samples(section.start, rateHz)};
        if (section.length > 0) {
            cut.end = samples(section.start + section.length, rateHz);
            cut.delivered = samples(section.start + section.length, outputHz) - samples(section.start, outputHz);
        }
        const bool fits = rateHz % Section::kFramesPerSecond == 0 && outputHz % Section::kFramesPerSecond == 0;
        cut.margin = rateHz != outputHz && fits ? rateHz / Section::kFramesPerSecond : 0;
        return cut;
    }
};

} // namespace segue::audio
