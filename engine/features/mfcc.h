// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

namespace segue::features {

/// librosa.feature.mfcc(S=melDb): the first coefficients of each frame's orthonormal cosine transform (DCT-II).
/// @param melDb [bands, frames]: powerToDb(melspectrogram(...)), of which silence is -100 dB everywhere
/// @param coefficients at most as many as bands; throws Error{usage} otherwise
/// @return [coefficients, frames]
[[nodiscard]] Matrix mfcc(const Matrix& melDb, int coefficients = 20);

} // namespace segue::features
