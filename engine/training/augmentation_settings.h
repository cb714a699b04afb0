// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace segue::training {

/// How patches are varied so that the network learns the music, not the recording. Zero switches a variation off.
struct AugmentationSettings {
    bool shift = true;             ///< circular shift in time by a random number of columns
    bool flip = false;             ///< half of the patches are heard backwards
    double gainDb = 4.0;           ///< louder or softer by up to this
    double equaliserDb = 6.0;      ///< a random smooth curve over the bands, its broadest wave up to this high
    std::int64_t maskBands = 16;   ///< up to this many neighbouring bands are silenced
    std::int64_t maskColumns = 16; ///< up to this many neighbouring columns are silenced
    std::int64_t columns = 0;      ///< a random run of so many neighbouring columns is kept; 0: all
    double encoder = 0.0;          ///< share of the patches that lose what an encoder of a low bit rate drops
    double mixup = 0.2;            ///< alpha of the Beta distribution from which the share of a second clip is drawn

    bool operator==(const AugmentationSettings&) const = default;
};

} // namespace segue::training
