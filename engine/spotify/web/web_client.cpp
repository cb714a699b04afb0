// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spotify/web/web_client.h"

#include "engine/spotify/web/account_json.h"
#include "engine/spotify/web/web_address.h"

#include <algorithm>
#include <random>
#include <utility>

namespace segue::spotify {

using namespace std::chrono_literals;

namespace {

constexpr int kNetworkTries = 3; ///< after the first
constexpr int kSignInTries = 3;  ///< likewise
constexpr int kPauses = 10;      ///< short ones, for one question
constexpr auto kShortPause = 30s;
constexpr auto kSecondThought = 2s; ///< a token that is good is refused now and then
constexpr auto kLookUp = 50ms;      ///< from waiting for another client, whether to stop

constexpr int kOk = 200, kRedirection = 300, kBadRequest = 400, kUnauthorized = 401, kForbidden = 403, kNotFound = 404,
              kTooMany = 429, kBroken = 500;

bool isAnswered(const HttpAnswer& answer) { return answer.status >= kOk && answer.status < kRedirection; }

/// Nobody answered, not to the end, or somebody who is broken.
bool isBroken(const HttpAnswer& answer) { return answer.status == 0 || !answer.problem.empty() || answer.status >= kBroken; }

std::string wordsOf(const HttpAnswer& answer, const Refusal& refusal) {
    if (!answer.problem.empty())
        return answer.problem;
    const auto code = "HTTP " + std::to_string(answer.status);
    return refusal.message.empty() ? code : code + ": " + refusal.message;
}

/// Programs that failed together do not come back together.
std::chrono::milliseconds jittered(std::chrono::milliseconds time) {
    std::random_device device;
    return time * std::uniform_int_distribution<int>(80, 120)(device) / 100;
}

} // namespace

WebClient::WebClient(WebRooms rooms, WebEvents events, std::string clientId, std::string refresh)
    : m_rooms(std::move(rooms))
    , m_events(std::move(events))
    , m_clientId(std::move(clientId))
    , m_refresh(std::move(refresh)) {}

std::string WebClient::refreshToken() const {
    const std::lock_guard lock(m_mutex);
    return m_refresh;
}

std::string WebClient::scope() const {
    const std::lock_guard lock(m_mutex);
    return m_scope;
}

WebReply WebClient::exchange(const std::string& code, const std::string& redirect, const std::string& verifier,
                             const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    m_refresh.clear(); // a new code takes its place, whatever becomes of it
    return signIn(formOf({{"grant_type", "authorization_code"},
                          {"code", code},
                          {"redirect_uri", redirect},
                          {"client_id", m_clientId},
                          {"code_verifier", verifier}}),
                  kSignInTries, stop);
}

WebReply WebClient::get(const std::string& path, About about, const std::stop_token& stop) {
    return send({.path = path}, about, stop);
}

WebReply WebClient::send(const WebOrder& order, About about, const std::stop_token& stop) {
    const std::lock_guard lock(m_mutex);
    if (m_access.empty())
        if (auto reply = refresh(about, stop); reply.outcome != WebOutcome::answered)
            return reply;
    for (auto tries = about == About::player ? Tries{.network = kNetworkTries, .limited = kPauses} : Tries{};;) {
        if (stop.stop_requested())
            return {.outcome = WebOutcome::stopped};
        if (m_events.mayAsk && !m_events.mayAsk())
            return {.outcome = WebOutcome::budgetSpent};
        HttpRequest request{.method = order.method,
                            .url = m_rooms.addresses.api + order.path,
                            .headers = {{"Authorization", "Bearer " + m_access}, {"Accept", "application/json"}},
                            .body = order.body};
        if (order.method != HttpRequest::Method::get)
            request.headers.emplace_back("Content-Type", "application/json");
        const auto answer = ask(request, stop);
        if (auto reply = judge(answer, about, tries, stop))
            return std::move(*reply);
    }
}

// The caller holds the lock.

HttpAnswer WebClient::ask(const HttpRequest& request, const std::stop_token& stop) {
    if (m_asked) {
        const auto since = std::chrono::ceil<std::chrono::milliseconds>(m_rooms.clock.steady() - *m_asked);
        if (since < m_rooms.gap)
            m_rooms.clock.wait(m_rooms.gap - since, stop);
    }
    if (stop.stop_requested())
        return {};
    m_asked = m_rooms.clock.steady();
    return m_rooms.http.ask(request, stop);
}

WebClient::Verdict WebClient::judge(const HttpAnswer& answer, About about, Tries& tries, const std::stop_token& stop) {
    if (stop.stop_requested())
        return WebReply{.outcome = WebOutcome::stopped};
    if (isBroken(answer))
        return tryAgain(wordsOf(answer, {}), tries, stop);
    if (isAnswered(answer))
        return WebReply{.outcome = WebOutcome::answered, .body = answer.body};
    const auto refusal = refusalIn(answer.body);
    const auto words = wordsOf(answer, refusal);
    switch (answer.status) {
    case kUnauthorized:
        return renew(about, tries, refusal, stop);
    case kForbidden:
        if (saysNotRegistered(refusal))
            return WebReply{.outcome = WebOutcome::notOnUserList, .words = words};
        return WebReply{.outcome = about == About::account ? WebOutcome::appDisabled : WebOutcome::forbidden,
                        .words = words,
                        .reason = refusal.reason,
                        .message = refusal.message};
    case kNotFound:
        return WebReply{.outcome = WebOutcome::notFound, .words = words, .reason = refusal.reason, .message = refusal.message};
    case kTooMany:
        return pause(answer, refusal, tries, stop);
    default:
        return WebReply{.outcome = WebOutcome::unusable, .words = words};
    }
}

WebClient::Verdict WebClient::tryAgain(const std::string& words, Tries& tries, const std::stop_token& stop) {
    if (tries.network == kNetworkTries)
        return WebReply{.outcome = WebOutcome::unreachable, .words = words};
    m_rooms.clock.wait(1s * (1 << tries.network), stop);
    ++tries.network;
    return std::nullopt;
}

/// A token that may not do this is as good as the next one.
WebClient::Verdict WebClient::renew(About about, Tries& tries, const Refusal& refusal, const std::stop_token& stop) {
    if (about == About::player && refusal.message == "Permissions missing")
        return WebReply{.outcome = WebOutcome::forbidden, .words = refusal.message, .message = refusal.message};
    switch (++tries.unauthorized) {
    case 1:
        if (auto reply = refresh(about, stop); reply.outcome != WebOutcome::answered)
            return reply;
        return std::nullopt;
    case 2:
        m_rooms.clock.wait(kSecondThought, stop);
        return std::nullopt;
    default:
        return WebReply{.outcome = WebOutcome::signInAgain, .words = refusal.message};
    }
}

WebClient::Verdict WebClient::pause(const HttpAnswer& answer, const Refusal& refusal, Tries& tries, const std::stop_token& stop) {
    const auto wait = retryAfter(answer.headers, m_rooms.clock.wall());
    const bool isQuota = refusal.reason == "QUOTA_EXCEEDED";
    if (isQuota || !wait || *wait > kShortPause || ++tries.limited > kPauses)
        return WebReply{.outcome = WebOutcome::blocked,
                        .wait = wait,
                        .isQuota = isQuota || (wait && *wait > 1h),
                        .words = wordsOf(answer, refusal)};
    if (m_events.waits)
        m_events.waits(*wait);
    m_rooms.clock.wait(std::max<std::chrono::milliseconds>(*wait, m_rooms.gap), stop);
    if (m_events.waits)
        m_events.waits(0s);
    return std::nullopt;
}

/// Where tokens are exchanged, one that was used by another client meanwhile is worth nothing, and would end the sign-in.
WebReply WebClient::refresh(About about, const std::stop_token& stop) {
    m_access.clear();
    std::unique_lock<std::timed_mutex> alone;
    if (m_rooms.renewing != nullptr) {
        alone = std::unique_lock(*m_rooms.renewing, std::defer_lock);
        while (!alone.try_lock_for(kLookUp))
            if (stop.stop_requested())
                return {.outcome = WebOutcome::stopped};
    }
    if (auto kept = m_events.kept ? m_events.kept() : std::nullopt)
        m_refresh = std::move(*kept);
    if (m_refresh.empty())
        return {.outcome = WebOutcome::signInAgain};
    return signIn(formOf({{"grant_type", "refresh_token"}, {"refresh_token", m_refresh}, {"client_id", m_clientId}}),
                  about == About::player ? 0 : kSignInTries, stop);
}

WebReply WebClient::signIn(const std::string& form, int tries, const std::stop_token& stop) {
    const HttpRequest request{.method = HttpRequest::Method::post,
                              .url = m_rooms.addresses.accounts + "/api/token",
                              .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}},
                              .body = form};
    std::string words;
    for (int tried = 0; tried <= tries; ++tried) {
        if (tried > 0)
            m_rooms.clock.wait(jittered(5s * (1 << (tried - 1))), stop);
        const auto answer = stop.stop_requested() ? HttpAnswer() : ask(request, stop);
        if (stop.stop_requested())
            return {.outcome = WebOutcome::stopped};
        if (auto reply = tokensFrom(answer, stop))
            return std::move(*reply);
        words = wordsOf(answer, refusalIn(answer.body));
    }
    return {.outcome = WebOutcome::unreachable, .words = words};
}

/// Nothing: it may work later. Only Spotify's own word in JSON ends a sign-in: broken servers have said so in other ways.
WebClient::Verdict WebClient::tokensFrom(const HttpAnswer& answer, const std::stop_token& stop) {
    if (isBroken(answer))
        return std::nullopt;
    if (isAnswered(answer)) {
        auto tokens = tokensIn(answer.body);
        if (!tokens)
            return std::nullopt;
        if (!tokens->refresh.empty()) {
            if (m_events.refreshed)
                m_events.refreshed(tokens->refresh); // kept before it is used: the one before may be worth nothing already
            m_refresh = std::move(tokens->refresh);
        }
        m_access = std::move(tokens->access);
        if (!tokens->scope.empty())
            m_scope = std::move(tokens->scope);
        return WebReply{.outcome = WebOutcome::answered};
    }
    const auto refusal = refusalIn(answer.body);
    const auto words = wordsOf(answer, refusal);
    const bool isRefusal = answer.status == kBadRequest || answer.status == kUnauthorized;
    if (answer.status == kBadRequest && refusal.error == "invalid_grant") {
        m_refresh.clear();
        return WebReply{.outcome = WebOutcome::signInAgain, .words = words};
    }
    if (isRefusal && (refusal.error == "invalid_client" || refusal.error == "unauthorized_client"))
        return WebReply{.outcome = WebOutcome::clientRefused, .words = words};
    if (answer.status == kTooMany) {
        Tries tries{.limited = kPauses}; // never a short one: the other tries are that
        return pause(answer, refusal, tries, stop);
    }
    return isRefusal ? Verdict(WebReply{.outcome = WebOutcome::unusable, .words = words}) : std::nullopt;
}

} // namespace segue::spotify
