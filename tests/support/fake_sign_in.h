// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/loopback_server.h"

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace segue::test {

/// Spotify's sign-in as strict as Spotify: authorize and token. One thread.
class FakeSignIn final {
public:
    enum class Secrets { rotate, keep, omit }; ///< of a renewal: a new one (the old is worth nothing), the same, none

    std::set<std::string> clients{"client"};
    std::string registered = "http://127.0.0.1/callback"; ///< without a port: any may be used
    std::string user;                                     ///< who agrees, by id
    bool agrees = true;
    bool asksAgain = true; ///< false: whoever agreed first is taken again unless the dialog is asked for
    Secrets secrets = Secrets::omit;
    std::string scope; ///< granted; empty: what was asked for
    std::chrono::milliseconds lifetime = std::chrono::hours(1);
    std::optional<int> uses; ///< of an access token, before it ran out; nothing: any number

    [[nodiscard]] WireAnswer authorize(const WireRequest& request);
    [[nodiscard]] WireAnswer token(const WireRequest& request);
    /// Whose bearer token it is; nothing: nobody's, or it ran out.
    [[nodiscard]] std::optional<std::string> userOf(const WireRequest& request);
    [[nodiscard]] bool grants(const WireRequest& request, const std::string& scope) const; ///< its bearer token
    void revokeAll();                                                                      ///< refresh tokens
    void expireAll();                                                                      ///< access tokens
    std::size_t renewals = 0;
    std::vector<std::string> misdeeds; ///< what no client may do
    std::vector<std::string> scopes;   ///< that were asked for, in order

private:
    struct Code {
        std::string client, redirect, challenge, user, scope;
    };
    struct Access {
        std::string user, scope;
        std::chrono::steady_clock::time_point ends;
        std::optional<int> uses;
    };
    struct Grant {
        std::string user, scope;
    };
    /// @param tellsScope as Spotify does when it exchanges a code, and not when it renews
    WireAnswer tokensFor(const Grant& grant, bool tellsScope, const std::string& refresh);
    WireAnswer renewed(const std::map<std::string, std::string>& form);
    std::string fresh(const std::string& kind);
    [[nodiscard]] bool isRegistered(const std::string& redirect) const;

    std::map<std::string, Code> m_codes;
    std::map<std::string, Access> m_access;
    std::map<std::string, Grant> m_refresh; ///< by token
    std::size_t m_count = 0;
};

} // namespace segue::test
