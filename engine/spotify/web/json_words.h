// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace segue::spotify {

/// What all readers of Spotify's JSON take into account: members that are missing, null, or of another type. None throws but for
/// memory.

[[nodiscard]] nlohmann::json parsed(std::string_view text); ///< discarded: it is no JSON
/// A member; null where there is none, or no object.
[[nodiscard]] const nlohmann::json& member(const nlohmann::json& object, const char* name);
/// A member's text; a number's digits, since an album called 1989 may come as one; empty: anything else. Without control
/// characters, up to 2,000 bytes.
[[nodiscard]] std::string words(const nlohmann::json& object, const char* name);
[[nodiscard]] bool isTrue(const nlohmann::json& object, const char* name);
/// A whole number from 0 to ten million; nothing: anything else.
[[nodiscard]] std::optional<std::size_t> number(const nlohmann::json& object, const char* name);
/// "2026-01-02T03:04:05Z"; 0: none, or no such time.
[[nodiscard]] std::chrono::sys_seconds time(const nlohmann::json& object, const char* name);

[[nodiscard]] bool isUtf8(std::string_view text);
[[nodiscard]] std::string withoutControls(std::string_view text); ///< a blank in place of each

} // namespace segue::spotify
