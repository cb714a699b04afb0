// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue {

/// The shape of a whole song, as a seek bar draws it. 2 KB.
struct Waveform {
    static constexpr std::size_t kColumns = 1000;
    std::vector<std::uint8_t> peak; ///< [kColumns] or empty; largest |sample| of the column, 255 = full scale
    std::vector<std::uint8_t> rms;  ///< [kColumns] or empty; root of the mean square, 255 = full scale
    bool operator==(const Waveform&) const = default;
};

/// Facts that take a reading of the whole song.
struct Outline {
    static constexpr std::size_t kMostFingerprint = 4096; ///< bytes

    Waveform waveform;
    std::chrono::milliseconds duration{0}; ///< as decoded
    float loudnessLufs = -70.F;            ///< integrated, EBU R 128; -70: silence
    float loudnessRangeLu = 0.F;           ///< EBU Tech 3342
    float truePeakDb = -120.F;             ///< dBTP, ITU-R BS.1770; -120: silence
    std::vector<std::uint8_t> fingerprint; ///< of how it begins, packed (audio/fingerprint.h); empty: too short, or not read back
    bool operator==(const Outline&) const = default;
};

/// A stretch of a song.
struct SongSpan {
    std::chrono::milliseconds start{0};
    std::chrono::milliseconds length{0};
};

/// What the Song details page shows beside the spectrograms.
struct SongDetails {
    Track track;       ///< id 0 for a file outside every library: its tags only
    std::string codec; ///< FFmpeg's short name
    int rateHz = 0;
    int channels = 0;
    std::int64_t bitRate = 0;                               ///< bits per second, 0: unknown
    std::uintmax_t bytes = 0;                               ///< of the file
    std::vector<std::pair<std::string, float>> heardGenres; ///< label, probability; most probable first; empty: not analysed
    std::vector<SongSpan> excerpts;                         ///< the stretches that the analysis hears
    std::optional<SongSpan> preview;                        ///< the stretch that a preview plays; none before the analysis
};

/// "A minor" for 21; empty if it is not a key.
[[nodiscard]] std::string keyName(int key);

} // namespace segue
