// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace segue::features {

/// Whether the energy of a resampled sound stays (librosa's `scale`) or its amplitude.
enum class ResampleGain {
    amplitude, ///< a tone keeps its height
    energy,    ///< the sum of squares stays: divided by the root of toHz / fromHz, as librosa.cqt asks for
};

/// librosa.resample with its default 'soxr_hq': libsoxr's high quality (linear phase, 20 bits), the whole sound at
/// once. The result has ceil(samples * toHz / fromHz) samples: what soxr leaves out at the end is 0, what is too much
/// is cut. Equal rates give a copy. NaN and infinity are read as 0. Throws Error{usage} for a rate that is not positive
/// and finite, or rates more than a factor of 1,000 apart.
[[nodiscard]] std::vector<float> resample(std::span<const float> mono, double fromHz, double toHz,
                                          ResampleGain gain = ResampleGain::amplitude);

} // namespace segue::features
