// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/covers/content_id.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <xxhash.h>

namespace segue::covers {

std::optional<ContentId> ContentId::fromHex(std::string_view text) {
    constexpr std::size_t kHalf = 16;
    if (text.size() != 2 * kHalf || text.find_first_not_of("0123456789abcdef") != std::string_view::npos)
        return std::nullopt;
    ContentId id;
    std::from_chars(text.data(), text.data() + kHalf, id.high, 16);
    std::from_chars(text.data() + kHalf, text.data() + 2 * kHalf, id.low, 16);
    return id;
}

ContentId ContentId::of(std::span<const std::byte> bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return {hash.high64, hash.low64};
}

std::string ContentId::hex() const {
    std::array<char, 33> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(high),
                  static_cast<unsigned long long>(low));
    return digits.data();
}

std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

} // namespace segue::covers
