// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inference/guests/efficientat_shape.h"

#include <algorithm>
#include <array>
#include <utility>

namespace segue::inference {

namespace {

/// As MobileNetV3 has it, at width 1.
struct Widest {
    std::int64_t kernel, expanded, outputs;
    bool isSqueezed, isHard;
    std::int64_t stride;
};

constexpr std::array<Widest, 15> kBlocks{{{3, 16, 16, false, false, 1},
                                          {3, 64, 24, false, false, 2},
                                          {3, 72, 24, false, false, 1},
                                          {5, 72, 40, true, false, 2},
                                          {5, 120, 40, true, false, 1},
                                          {5, 120, 40, true, false, 1},
                                          {3, 240, 80, false, true, 2},
                                          {3, 200, 80, false, true, 1},
                                          {3, 184, 80, false, true, 1},
                                          {3, 184, 80, false, true, 1},
                                          {3, 480, 112, true, true, 1},
                                          {3, 672, 112, true, true, 1},
                                          {5, 672, 160, true, true, 2},
                                          {5, 960, 160, true, true, 1},
                                          {5, 960, 160, true, true, 1}}};
constexpr std::int64_t kStem = 16;
constexpr std::int64_t kHidden = 1280;
constexpr std::int64_t kLastFactor = 6; // channels of the last convolution, of those of the last block

/// The published widths, in tenths.
constexpr std::array<std::pair<std::int64_t, const char*>, 8> kMembers{
    {{1, "mn01"}, {2, "mn02"}, {4, "mn04"}, {5, "mn05"}, {10, "mn10"}, {20, "mn20"}, {30, "mn30"}, {40, "mn40"}}};

/// The multiple of eight next to it, that is not more than a tenth below.
std::int64_t multipleOfEight(double channels) {
    const auto near = std::max<std::int64_t>(8, static_cast<std::int64_t>(channels + 4.0) / 8 * 8);
    return static_cast<double>(near) < 0.9 * channels ? near + 8 : near;
}

} // namespace

std::optional<MnShape> mnShapeOf(std::int64_t hidden) {
    for (const auto& [tenths, name] : kMembers) {
        if (kHidden * tenths / 10 != hidden)
            continue;
        const double width = static_cast<double>(tenths) / 10.0;
        const auto scaled = [width](std::int64_t channels) { return multipleOfEight(static_cast<double>(channels) * width); };
        MnShape shape{.stem = scaled(kStem), .blocks = {}, .last = 0, .hidden = hidden};
        std::int64_t inputs = shape.stem;
        for (const Widest& one : kBlocks) {
            const std::int64_t expanded = scaled(one.expanded);
            const std::int64_t squeezed = one.isSqueezed ? multipleOfEight(static_cast<double>(expanded / 4)) : 0;
            shape.blocks.push_back({inputs, expanded, scaled(one.outputs), one.kernel, one.stride, squeezed, one.isHard});
            inputs = shape.blocks.back().outputs;
        }
        shape.last = kLastFactor * inputs;
        return shape;
    }
    return std::nullopt;
}

const char* mnNameOf(std::int64_t hidden) {
    for (const auto& [tenths, name] : kMembers)
        if (kHidden * tenths / 10 == hidden)
            return name;
    return "mn";
}

} // namespace segue::inference
