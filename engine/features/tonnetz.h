// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

namespace segue::features {

/// librosa.feature.tonnetz(chroma=chroma): the tonal centroid, where each frame lies on the circles of fifths (rows 0,
/// 1), of minor thirds (2, 3) and of major thirds (4, 5; radius 0.5). The study's features feed it with chromaCens. A
/// silent frame is 0.
/// @param chroma [12, frames], C first, nothing negative; throws Error{usage} for another number of rows
/// @return [6, frames] in [-1, 1]
[[nodiscard]] Matrix tonnetz(const Matrix& chroma);

} // namespace segue::features
