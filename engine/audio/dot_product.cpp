// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/dot_product.h"

#include <array>
#include <cstddef>

namespace segue::audio {

// Never inlined: within the callers' loops the compiler finds other loops to vectorise, and what comes out is slow.
[[gnu::noinline]] float dotProduct(std::span<const float> a, std::span<const float> b) {
    std::array<float, 16> lanes{};
    std::size_t i = 0;
    for (; i + lanes.size() <= a.size(); i += lanes.size())
        for (std::size_t lane = 0; lane < lanes.size(); ++lane)
            lanes[lane] += a[i + lane] * b[i + lane];
    for (; i < a.size(); ++i)
        lanes[0] += a[i] * b[i];
    float sum = 0.0F;
    for (std::size_t lane = 0; lane < lanes.size(); lane += 4)
        sum += (lanes[lane] + lanes[lane + 1]) + (lanes[lane + 2] + lanes[lane + 3]);
    return sum;
}

} // namespace segue::audio
