// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

namespace segue::features {

/// How the bins of a constant-Q matrix are laid together to pitch classes. librosa cannot see how many there are in an
/// octave and takes 36 unless told otherwise, also for a matrix with 12, as the reference of the 518 statistics does:
/// three neighbours then become one class, whatever they are. That is librosa's number for this input, not music's.
enum class ChromaLayout : int {
    librosaDefault = 36, ///< bins_per_octave=36: what feature.chroma_cqt(C=cqt) returns; for the 518 statistics
    semitones = 12,      ///< bins_per_octave=12: the true pitch classes of a matrix from C1 on; for the key, for pictures
};

/// librosa.feature.chroma_cqt(C=cqt): the sum of the bins that share a pitch class, each frame divided by its largest.
/// A silent frame is 0.
/// @param cqt [bins, frames], any number of bins, from a C on
/// @return [12, frames], C first, in [0, 1]
[[nodiscard]] Matrix chromaCqt(const Matrix& cqt, ChromaLayout layout = ChromaLayout::librosaDefault);

/// librosa.feature.chroma_cens(C=cqt): each frame's shares of the sum, quantised in four steps, smoothed over 41 frames
/// and brought to length 1. A frame whose surroundings are silent is 0. Where a share lies on a step (0.05, 0.1, 0.2,
/// 0.4) rounding decides, here as there.
/// @return [12, frames], C first, in [0, 1]
[[nodiscard]] Matrix chromaCens(const Matrix& cqt, ChromaLayout layout = ChromaLayout::librosaDefault);

} // namespace segue::features
