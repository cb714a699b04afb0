// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace segue::covers {

/// 128 bits that name something by its bytes: a cover by what it is, or where it was found. All bits 0: nothing.
struct ContentId {
    std::uint64_t high = 0, low = 0;

    /// Of 32 hexadecimal digits in lower case; nothing for any other text.
    [[nodiscard]] static std::optional<ContentId> fromHex(std::string_view text);
    [[nodiscard]] static ContentId of(std::span<const std::byte> bytes); ///< XXH3
    [[nodiscard]] std::string hex() const;
    [[nodiscard]] bool isNone() const { return high == 0 && low == 0; }
    auto operator<=>(const ContentId&) const = default;
};

/// The bits are as random as any hash.
struct ContentIdHash {
    std::size_t operator()(const ContentId& id) const { return static_cast<std::size_t>(id.low); }
};

[[nodiscard]] std::uint64_t checksum(std::span<const std::byte> bytes, std::uint64_t seed = 0);

} // namespace segue::covers
