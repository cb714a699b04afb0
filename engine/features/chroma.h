// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/frame_block.h"
#include "engine/features/matrix.h"

#include <cstddef>
#include <span>

namespace segue::features {

inline constexpr std::size_t kPitchClasses = 12;

/// librosa.filters.chroma with its defaults: how much each bin counts for each pitch class, C first: bumps one semitone
/// wide, of length 1 for each bin, weighted towards the fifth octave.
/// @param tuning fraction of a semitone, see estimateTuning
/// @return [12, fftSize / 2 + 1]; throws Error{usage} for a rate or size that is not positive, or an odd size
[[nodiscard]] Matrix chromaFilters(int rateHz, int fftSize, float tuning = 0.0F);

/// librosa.feature.chroma_stft(S=power): the strength of the pitch classes, each frame divided by its largest. A silent
/// frame is 0.
/// @param power [bins, frames] of an FFT of 2 (bins - 1) samples
/// @param tuning librosa takes estimateTuning(power)
/// @return [12, frames] in [0, 1]
[[nodiscard]] Matrix chromaStft(const Matrix& power, int rateHz, float tuning);

/// The same of a block of frames into the columns from @p firstFrame on of @p chroma [12, frames].
void chromaOfBlock(const FrameBlock& power, const Matrix& filters, Matrix& chroma, std::size_t firstFrame);

} // namespace segue::features
