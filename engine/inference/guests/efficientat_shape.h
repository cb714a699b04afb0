// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace segue::inference {

/// One of the blocks of a network of EfficientAT's "mn" family, which is MobileNetV3's: a convolution that makes more channels, one
/// that hears each by itself, perhaps a weighing of the channels against each other, and one that makes fewer.
struct MnBlock {
    std::int64_t inputs, expanded, outputs; ///< channels; expanded equal to inputs: the first convolution is left out
    std::int64_t kernel, stride;
    std::int64_t squeezed; ///< channels inside the weighing; 0: none
    bool isHard;           ///< hard swish; else ReLU
};

/// A member of the family, which differ in width: "mn04" is 0.4 times as wide as MobileNetV3.
struct MnShape {
    std::int64_t stem = 0;       ///< channels of the first convolution
    std::vector<MnBlock> blocks; ///< 15
    std::int64_t last = 0;       ///< channels of the last convolution
    std::int64_t hidden = 0;     ///< numbers of the hidden layer, which is the embedding
};

/// The member whose hidden layer has so many numbers; none for a number that no width gives.
[[nodiscard]] std::optional<MnShape> mnShapeOf(std::int64_t hidden);

/// "mn04" for a hidden layer of 512 numbers.
[[nodiscard]] const char* mnNameOf(std::int64_t hidden);

} // namespace segue::inference
