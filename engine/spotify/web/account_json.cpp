// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/account_json.h"

#include "engine/spotify/web/json_words.h"
#include "engine/spotify/web/web_address.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace segue::spotify {

namespace {

constexpr std::size_t kShortestLife = 1, kLongestLife = 24 * 3600;

std::set<std::string> wordsOf(std::string_view text) {
    std::istringstream stream{std::string(text)};
    std::set<std::string> all;
    for (std::string word; stream >> word;)
        all.insert(word);
    return all;
}

/// A token goes into a header: what would end the line there is none.
bool isToken(std::string_view token) {
    return std::ranges::all_of(token, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

} // namespace

std::optional<WebUser> userIn(std::string_view body) {
    const auto json = parsed(body);
    WebUser user{.account = words(json, "account_id"), .id = words(json, "id"), .name = words(json, "display_name")};
    if (user.account.empty())
        user.account = user.id;
    if (user.id.empty())
        user.id = user.account;
    return user.account.empty() ? std::nullopt : std::optional(std::move(user));
}

std::optional<WebTokens> tokensIn(std::string_view body) {
    const auto json = parsed(body);
    const auto& refresh = member(json, "refresh_token");
    const auto& access = member(json, "access_token");
    WebTokens tokens{.access = access.is_string() ? access.get<std::string>() : std::string(),
                     .refresh = refresh.is_string() ? refresh.get<std::string>() : std::string(),
                     .scope = words(json, "scope")};
    const auto lasts = number(json, "expires_in").value_or(3600);
    tokens.lasts = std::chrono::seconds(std::clamp(lasts, kShortestLife, kLongestLife));
    if (tokens.access.empty() || !isToken(tokens.access) || !isToken(tokens.refresh))
        return std::nullopt;
    return tokens;
}

bool grants(std::string_view scope, std::string_view wanted) { return std::ranges::includes(wordsOf(scope), wordsOf(wanted)); }

bool grantsAll(std::string_view scope) { return wordsOf(scope).empty() || grants(scope, kScopes); }

} // namespace segue::spotify
