// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// librosa.onset.onset_strength(S=melDb): by how many dB the bands rise from one frame to the next, falling ones
/// counted as 0, averaged over the bands and moved by half a window.
/// @param melDb [bands, frames]: powerToDb(melspectrogram), the matrix that MFCCs are made of
/// @return [frames], dB, nothing below 0; zeros for silence
[[nodiscard]] std::vector<float> onsetStrength(const Matrix& melDb, int fftSize = 2048, int hopLength = 512);

/// librosa.onset.onset_detect(onset_envelope=envelope): the frames in which something begins, ascending. The envelope
/// is brought to [0, 1]; a peak is the largest value of 30 ms, and 0.07 above the mean of 200 ms. None for silence, for
/// an envelope without rises, and for one with anything that is not a number.
[[nodiscard]] std::vector<std::size_t> onsetDetect(std::span<const float> envelope, int rateHz, int hopLength = 512);

/// Onsets per second of a sound of @p seconds; 0 for none and for no length.
[[nodiscard]] float onsetRate(std::span<const float> envelope, int rateHz, double seconds, int hopLength = 512);

} // namespace segue::features
