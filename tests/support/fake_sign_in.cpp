// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_sign_in.h"

#include "engine/spotify/web/pkce.h"
#include "engine/spotify/web/web_address.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace segue::test {

using nlohmann::json;
using spotify::fieldsIn;
using spotify::percentEncoded;

namespace {

constexpr std::size_t kChallengeSize = 43;

std::string at(const std::map<std::string, std::string>& fields, const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

WireAnswer page(const std::string& words) {
    return {.status = 400, .body = "<html><body>" + words + "</body></html>", .headers = {{"Content-Type", "text/html"}}};
}

WireAnswer refusal(const std::string& error, const std::string& words) {
    return {.status = 400,
            .body = json{{"error", error}, {"error_description", words}}.dump(),
            .headers = {{"Content-Type", "application/json"}}};
}

struct Redirect {
    std::string host, port, path;
};

std::optional<Redirect> redirectIn(const std::string& address) {
    for (const std::string host : {"http://127.0.0.1", "http://[::1]"}) {
        if (!address.starts_with(host))
            continue;
        const auto rest = address.substr(host.size());
        const auto slash = std::min(rest.find('/'), rest.size());
        const auto port = rest.substr(0, slash);
        const bool isPort =
            port.empty() || (port.front() == ':' && port.size() > 1 &&
                             std::all_of(port.begin() + 1, port.end(), [](char c) { return c >= '0' && c <= '9'; }));
        if (isPort)
            return Redirect{.host = host, .port = port, .path = rest.substr(slash)};
    }
    return std::nullopt; // "localhost" among others
}

} // namespace

std::string FakeSignIn::fresh(const std::string& kind) {
    return kind + "-" + std::to_string(++m_count) + "-" + spotify::unguessable(16);
}

bool FakeSignIn::isRegistered(const std::string& redirect) const {
    const auto asked = redirectIn(redirect), own = redirectIn(registered);
    return asked && own && asked->host == own->host && asked->path == own->path && (own->port.empty() || asked->port == own->port);
}

WireAnswer FakeSignIn::authorize(const WireRequest& request) {
    const auto fields = fieldsIn(request.query);
    if (request.method != "GET" || !clients.contains(at(fields, "client_id")))
        return page("INVALID_CLIENT: Invalid client");
    if (!isRegistered(at(fields, "redirect_uri")))
        return page("INVALID_CLIENT: Invalid redirect URI");
    if (at(fields, "response_type") != "code" || at(fields, "code_challenge_method") != "S256" ||
        at(fields, "code_challenge").size() != kChallengeSize || at(fields, "scope").empty() || at(fields, "state").size() < 16) {
        misdeeds.push_back("authorize?" + request.query);
        return page("Bad request");
    }
    if (at(fields, "show_dialog") != "true")
        misdeeds.emplace_back("the dialog was not asked for");
    scopes.push_back(at(fields, "scope"));
    const auto redirect = at(fields, "redirect_uri");
    std::string answer = "error=access_denied";
    if (agrees) {
        const auto code = fresh("code") + "+/="; // what a form must encode
        m_codes[code] = {.client = at(fields, "client_id"),
                         .redirect = redirect,
                         .challenge = at(fields, "code_challenge"),
                         .user = user,
                         .scope = scope.empty() ? at(fields, "scope") : scope};
        answer = "code=" + percentEncoded(code);
    }
    return {.status = 302, .headers = {{"Location", redirect + '?' + answer + "&state=" + percentEncoded(at(fields, "state"))}}};
}

WireAnswer FakeSignIn::token(const WireRequest& request) {
    const auto type = request.headers.find("content-type");
    if (request.method != "POST" || type == request.headers.end() || type->second != "application/x-www-form-urlencoded" ||
        request.headers.contains("authorization")) {
        misdeeds.emplace_back("a token was not asked for in a form, or with a bearer token");
        return refusal("invalid_request", "form");
    }
    const auto form = fieldsIn(request.body);
    if (form.contains("client_secret"))
        misdeeds.emplace_back("a secret of the client, which has none");
    if (!clients.contains(at(form, "client_id")))
        return refusal("invalid_client", "Invalid client");
    if (at(form, "grant_type") == "refresh_token")
        return renewed(form);
    const auto found = m_codes.find(at(form, "code"));
    if (at(form, "grant_type") != "authorization_code" || found == m_codes.end())
        return refusal("invalid_grant", "Invalid authorization code");
    const auto code = found->second;
    m_codes.erase(found); // it is good for one use
    if (code.client != at(form, "client_id") || code.redirect != at(form, "redirect_uri"))
        return refusal("invalid_grant", "Invalid redirect URI");
    if (spotify::challengeOf(at(form, "code_verifier")) != code.challenge)
        return refusal("invalid_grant", "code_verifier was incorrect");
    const auto refresh = fresh("refresh");
    m_refresh[refresh] = {.user = code.user, .scope = code.scope};
    return tokensFor(m_refresh[refresh], true, refresh);
}

WireAnswer FakeSignIn::renewed(const std::map<std::string, std::string>& form) {
    ++renewals;
    const auto found = m_refresh.find(at(form, "refresh_token"));
    if (found == m_refresh.end())
        return refusal("invalid_grant", "Refresh token revoked");
    const auto owner = found->second;
    if (secrets == Secrets::omit)
        return tokensFor(owner, false, {});
    if (secrets == Secrets::keep)
        return tokensFor(owner, false, found->first);
    m_refresh.erase(found);
    const auto refresh = fresh("refresh");
    m_refresh[refresh] = owner;
    return tokensFor(owner, false, refresh);
}

WireAnswer FakeSignIn::tokensFor(const Grant& grant, bool tellsScope, const std::string& refresh) {
    const auto access = fresh("access");
    m_access[access] = {
        .user = grant.user, .scope = grant.scope, .ends = std::chrono::steady_clock::now() + lifetime, .uses = uses};
    json told{{"access_token", access},
              {"token_type", "Bearer"},
              {"expires_in", std::max<std::int64_t>(1, std::chrono::floor<std::chrono::seconds>(lifetime).count())}};
    if (tellsScope)
        told["scope"] = grant.scope;
    if (!refresh.empty())
        told["refresh_token"] = refresh;
    return {.body = told.dump(), .headers = {{"Content-Type", "application/json"}}};
}

std::optional<std::string> FakeSignIn::userOf(const WireRequest& request) {
    const auto header = request.headers.find("authorization");
    const std::string bearer = "Bearer ";
    if (header == request.headers.end() || !header->second.starts_with(bearer))
        return std::nullopt;
    const auto found = m_access.find(header->second.substr(bearer.size()));
    if (found == m_access.end() || found->second.ends <= std::chrono::steady_clock::now())
        return std::nullopt;
    if (found->second.uses && (*found->second.uses)-- <= 0)
        return std::nullopt;
    return found->second.user;
}

bool FakeSignIn::grants(const WireRequest& request, const std::string& wanted) const {
    const auto header = request.headers.find("authorization");
    const auto found = header == request.headers.end() ? m_access.end() : m_access.find(header->second.substr(7));
    return found != m_access.end() && (' ' + found->second.scope + ' ').find(' ' + wanted + ' ') != std::string::npos;
}

void FakeSignIn::revokeAll() { m_refresh.clear(); }

void FakeSignIn::expireAll() { m_access.clear(); }

} // namespace segue::test
