// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace segue::spotify {

/// The answers about an account. Each reader gives nothing where the answer cannot be used: no JSON, cut off, of another form.
/// Pure; any thread.

/// GET /me
struct WebUser {
    std::string account; ///< account_id, which never changes; of older answers the id
    std::string id;      ///< by which playlists name their owner
    std::string name;    ///< empty: not told
};
[[nodiscard]] std::optional<WebUser> userIn(std::string_view body);

/// POST /api/token
struct WebTokens {
    std::string access;
    std::string refresh; ///< empty: the one that is there stays
    std::string scope;   ///< what the listener agreed to; empty: not told
    std::chrono::seconds lasts{3600};
};
[[nodiscard]] std::optional<WebTokens> tokensIn(std::string_view body);

/// Whether all of these scopes are among those that were granted.
[[nodiscard]] bool grants(std::string_view scope, std::string_view wanted);
/// Whether all of kScopes (web_address.h) were granted; an answer that does not tell is taken for it.
[[nodiscard]] bool grantsAll(std::string_view scope);

} // namespace segue::spotify
