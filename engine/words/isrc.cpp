// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/isrc.h"

namespace segue {

std::string isrcIn(std::string_view text) {
    constexpr std::size_t kCountry = 2, kOwner = 5, kLength = 12; // letters until the first, no letters from the second on
    std::string isrc;
    for (const char c : text)
        if (c != '-' && c != ' ')
            isrc += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (isrc.size() != kLength)
        return {};
    for (std::size_t at = 0; at < kLength; ++at) {
        const bool isLetter = isrc[at] >= 'A' && isrc[at] <= 'Z', isDigit = isrc[at] >= '0' && isrc[at] <= '9';
        if (!(at < kOwner && isLetter) && !(at >= kCountry && isDigit))
            return {};
    }
    return isrc;
}

} // namespace segue
