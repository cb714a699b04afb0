// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <algorithm>
#include <cstddef>

/// What the rows of the spectrograms are. No spectrogram has more than 1,024: of bins that share a row, the loudest is kept.
namespace segue::spectrogram {

inline constexpr std::size_t kMostRows = 1024;

/// The logarithmic axis of the STFT: about eight rows a semitone over what can be heard.
inline constexpr std::size_t kLogarithmicRows = 960;
inline constexpr double kLowestHz = 20.0;
inline constexpr double kHighestHz = 20'000.0;

inline constexpr std::size_t kMelRows = 256;

inline constexpr std::size_t kNotesPerOctave = 12;
inline constexpr std::size_t kConstantQRows = 84;
inline constexpr double kConstantQLowestHz = 32.703'195'662'574'83; ///< C1

/// The linear axis of the STFT: the bins below half the rate, as many to a row as the limit requires.
struct LinearRows {
    std::size_t bins; ///< of one row
    std::size_t rows;
    double firstHz;
    double stepHz;

    explicit LinearRows(int windowLength)
        : bins(std::max<std::size_t>(1, static_cast<std::size_t>(windowLength) / 2 / kMostRows))
        , rows(static_cast<std::size_t>(windowLength) / 2 / bins)
        , stepHz(static_cast<double>(kSpectrogramRateHz) / windowLength * static_cast<double>(bins)) {
        firstHz = stepHz * (static_cast<double>(bins) - 1.0) / (2.0 * static_cast<double>(bins));
    }
};

} // namespace segue::spectrogram
