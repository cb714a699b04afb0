// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tags.h"

#include <cstdint>

namespace segue::audio {

namespace {

constexpr std::string_view kTextReplacement = "\xEF\xBF\xBD";

bool isContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Length of the valid UTF-8 character that @p text begins with, 0 if there is none.
std::size_t characterLength(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text[i]))
            return 0;
    }
    if (length < 3)
        return length;
    // Overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8.
    const auto second = static_cast<unsigned char>(text[1]);
    const bool invalid = (first == 0xE0 && second < 0xA0) || (first == 0xED && second >= 0xA0) ||
                         (first == 0xF0 && second < 0x90) || (first == 0xF4 && second >= 0x90);
    return invalid ? 0 : length;
}

} // namespace

std::string toValidUtf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        result += length == 0 ? kTextReplacement : text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

std::string displayName(const std::filesystem::path& path) { return toValidUtf8(path.filename().string()); }

} // namespace segue::audio
