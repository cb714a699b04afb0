// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace segue::app {

/// What came over one connection, as far as it is there. Pure.
struct RedirectRequest {
    enum class Standing {
        incomplete, ///< more must come
        wanted,     ///< query is the answer
        notFound,   ///< another path, method or host, or no HTTP
        tooLong,
    };
    Standing standing = Standing::incomplete;
    std::string query;
};

/// The first line may have 8 KiB, all lines together 32.
[[nodiscard]] RedirectRequest readRedirect(std::string_view bytes, std::string_view path, std::uint16_t port);

/// The whole answer to the browser. Nothing of what was asked is in it.
[[nodiscard]] std::string redirectAnswer(bool isTaken);

} // namespace segue::app
