// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/front_end.h"

#include <sstream>

namespace segue::features {

std::string describe(const FrontEnd& frontEnd) {
    std::ostringstream text;
    text << frontEnd.rateHz << " Hz, window " << frontEnd.fftSize << ", hop " << frontEnd.hopLength << ", " << frontEnd.bands
         << " mel bands x " << frontEnd.columns << " columns, floor " << frontEnd.floorDb << " dB, " << frontEnd.excerptsPerSong
         << " x " << frontEnd.excerptSeconds << " s a song";
    if (frontEnd.columnStride > 0)
        text << ", column stride " << frontEnd.columnStride << ", " << frontEnd.patchesPerExcerpt << " patches an excerpt";
    return text.str();
}

} // namespace segue::features
