// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/colour_scale.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace segue::features {

namespace {

using Colour = std::array<std::uint8_t, 3>;

std::uint8_t gammaEncoded(double linear) {
    const double value = std::clamp(linear, 0.0, 1.0);
    const double encoded = value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(encoded * 255.0));
}

Colour colourAt(double level) {
    const double lightness = 0.08 + 0.88 * level;
    const double hue = (280.0 + 185.0 * level) * std::numbers::pi / 180.0;
    const double chroma = 0.03 + 0.15 * std::sin(std::numbers::pi * std::pow(level, 0.9));
    const double a = chroma * std::cos(hue);
    const double b = chroma * std::sin(hue);
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3.0);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3.0);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3.0);
    return {gammaEncoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
            gammaEncoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
            gammaEncoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

std::array<Colour, 256> makeScale() {
    std::array<Colour, 256> colours{};
    for (std::size_t i = 0; i < colours.size(); ++i)
        colours[i] = colourAt(static_cast<double>(i) / 255.0);
    return colours;
}

} // namespace

const std::array<Colour, 256>& colourScale() {
    static const auto scale = makeScale();
    return scale;
}

} // namespace segue::features
