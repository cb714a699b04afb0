// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

namespace segue::features {

/// The key a sound is in, as far as its pitch classes tell.
struct KeyEstimate {
    int key = -1;          ///< 0 .. 11: C .. B major, 12 .. 23: C .. B minor, -1: none
    float strength = 0.0F; ///< correlation with that key's profile, [0, 1]; 1 = the profile itself
    bool operator==(const KeyEstimate&) const = default;
};

/// Krumhansl's method: the mean of all frames is correlated (Pearson) with the profiles of Krumhansl and Kessler for
/// the 12 major and 12 minor keys; the best one wins, the lowest index of those within 1e-4. None for silence, for a
/// chroma in which all pitch classes are equal, and where nothing correlates.
/// @param chroma [12, frames], C first: chromaCqt(cqt, ChromaLayout::semitones); throws Error{usage} for another number
/// of rows
[[nodiscard]] KeyEstimate estimateKey(const Matrix& chroma);

} // namespace segue::features
