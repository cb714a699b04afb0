// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace segue::spotify {

/// What Spotify says when it does not do what it was asked.
struct Refusal {
    std::string error;   ///< of the sign-in: "invalid_grant"; only where JSON says so, since a broken server says anything
    std::string reason;  ///< of the Web API: "QUOTA_EXCEEDED"
    std::string message; ///< in its words, up to 200 bytes; empty: none, or a page for people
};

/// Reads JSON in both of its forms, and plain text; never throws but for memory.
[[nodiscard]] Refusal refusalIn(std::string_view body);

/// Whether the account is not among the users of the listener's app.
[[nodiscard]] bool saysNotRegistered(const Refusal& refusal);

/// How long the server wants to be left alone: a number of seconds, or a date. Nothing: it does not say. At most a week.
/// @param headers names in lower case
[[nodiscard]] std::optional<std::chrono::seconds> retryAfter(const std::map<std::string, std::string>& headers,
                                                             std::chrono::sys_seconds now);

} // namespace segue::spotify
