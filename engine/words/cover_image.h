// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue {

/// A cover as it may be shown: made anew, in the process that reads files, from whatever image a song or its folder has. Nobody
/// else decodes an image that comes from elsewhere.
struct CoverImage {
    static constexpr int kMostSide = 1200;         ///< of `file`, in pixels; larger ones are made smaller
    static constexpr int kLeastShown = 320;        ///< the shorter side of `pixels`, where the cover has as many
    static constexpr std::size_t kBytesAPixel = 4; ///< R, G, B, A of 8 bits each, not multiplied by A

    int width = 0, height = 0; ///< of `pixels`
    std::vector<std::uint8_t>
        pixels;                     ///< [height, width, kBytesAPixel], small enough to be scaled at once; empty: there is no cover
    std::vector<std::uint8_t> file; ///< the cover of at most kMostSide: a JPEG, or a PNG where a part is transparent

    [[nodiscard]] bool isEmpty() const { return pixels.empty(); }
};

} // namespace segue
