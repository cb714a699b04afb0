// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/images.h"

namespace segue::test {

namespace {

std::string number(std::uint32_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i) & 0xFFU);
    return text;
}

} // namespace

std::string bmp(int width, int height, const std::function<Colour(int x, int y)>& at) {
    constexpr std::uint32_t kHeaders = 14 + 40;
    std::string pixels;
    for (int y = height - 1; y >= 0; --y) {
        for (int x = 0; x < width; ++x)
            for (const auto& colour = at(x, y); const std::size_t part : {2U, 1U, 0U})
                pixels += static_cast<char>(colour.at(part));
        pixels.resize((pixels.size() + 3) / 4 * 4);
    }
    const auto size = static_cast<std::uint32_t>(pixels.size());
    return "BM" + number(kHeaders + size, 4) + number(0, 4) + number(kHeaders, 4) + number(40, 4) +
           number(static_cast<std::uint32_t>(width), 4) + number(static_cast<std::uint32_t>(height), 4) + number(1, 2) +
           number(24, 2) + number(0, 4) + number(size, 4) + number(2835, 4) + number(2835, 4) + number(0, 4) + number(0, 4) +
           pixels;
}

std::string bmp(int width, int height, const Colour& colour) {
    return bmp(width, height, [&colour](int, int) { return colour; });
}

} // namespace segue::test
