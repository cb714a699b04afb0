// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

namespace segue::features {

/// How the bins of a constant-Q matrix are combined into pitch classes. librosa does not know how many bins an octave has and
/// assumes 36 unless told otherwise, also for a matrix with 12, as in the reference of the 518 statistics. Three neighbouring
/// bins then become one class, whatever notes they are. This matches librosa, not music.
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
/// 0.4) rounding decides, as in librosa.
/// @return [12, frames], C first, in [0, 1]
[[nodiscard]] Matrix chromaCens(const Matrix& cqt, ChromaLayout layout = ChromaLayout::librosaDefault);

} // namespace segue::features
