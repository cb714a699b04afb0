// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/cover_thumbnails.h"

#include <algorithm>
#include <cstdio>
#include <xxhash.h>

namespace segue::audio {

namespace {

constexpr XXH64_hash_t kThumbnailRule = 1; ///< goes up when the same picture is made into others than before
constexpr std::size_t kDigits = 32;

} // namespace

std::string coverContent(std::span<const std::byte> picture) {
    const XXH128_hash_t hash = XXH3_128bits_withSeed(picture.data(), picture.size(), kThumbnailRule);
    std::array<char, kDigits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                  static_cast<unsigned long long>(hash.low64));
    return {digits.data(), kDigits};
}

bool isCoverContent(std::string_view text) {
    const auto isDigit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == kDigits && std::ranges::all_of(text, isDigit);
}

} // namespace segue::audio
