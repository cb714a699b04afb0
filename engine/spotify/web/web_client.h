// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/http.h"
#include "engine/spotify/spotify_addresses.h"
#include "engine/spotify/web/refusal.h"
#include "engine/spotify/web/web_clock.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace segue::spotify {

/// What became of a question, after all that could be tried.
enum class WebOutcome : std::uint8_t {
    answered,      ///< WebReply::body holds what was asked for
    stopped,       ///< by the caller
    signInAgain,   ///< Spotify took the sign-in back
    clientRefused, ///< the client id is not accepted
    notOnUserList, ///< the account is not among the users of the listener's app
    appDisabled,   ///< the app is disabled, or its owner has no Premium any more
    forbidden,     ///< this one thing
    notFound,
    blocked,     ///< nothing is to be asked for WebReply::wait
    budgetSpent, ///< WebEvents::mayAsk said no
    unreachable, ///< the network or the server does not work; the sign-in is untouched
    unusable,    ///< an answer that makes no sense
};

struct WebReply {
    WebOutcome outcome = WebOutcome::unusable;
    std::string body = {};
    std::optional<std::chrono::seconds> wait = {}; ///< blocked; nothing: Spotify does not say
    bool isQuota = false;                          ///< blocked: for the day, not for a moment
    std::string words = {};                        ///< Spotify's or the network's, of what went wrong
    std::string reason = {};                       ///< forbidden, notFound: Spotify's word for programs, "NO_ACTIVE_DEVICE"
    std::string message = {};                      ///< likewise: what it says to people; `words` without the status
};

/// What is asked of the Web API.
struct WebOrder {
    HttpRequest::Method method = HttpRequest::Method::get;
    std::string path;      ///< behind the API's address, with its query: "/me/tracks?limit=50&offset=0"
    std::string body = {}; ///< JSON
};

struct WebRooms {
    Http& http;
    WebClock& clock;
    SpotifyAddresses addresses;
    std::chrono::milliseconds gap{250};   ///< at least so long lies between two questions
    std::timed_mutex* renewing = nullptr; ///< held while a sign-in is renewed; the same for all clients of an account
};

/// Called within a question, on its thread.
struct WebEvents {
    std::function<bool()> mayAsk = {};                              ///< before each request to the Web API; empty: yes
    std::function<void(const std::string& refresh)> refreshed = {}; ///< a new token came, which takes the place of the one before
    /// Before a renewal: the token as it is kept, which another client may have had exchanged; empty: it is gone; nothing: the one
    /// that is here is good.
    std::function<std::optional<std::string>()> kept = {};
    std::function<void(std::chrono::seconds wait)> waits = {}; ///< Spotify wants a pause, then it goes on; 0: it goes on
};

/// Asks Spotify's Web API for one account, one question at a time, slowly, and tries again where that may help: a sign-in that ran
/// out is renewed once, a broken network is tried four times, a short pause is kept. The bearer token goes to the configured origin
/// and nowhere else: addresses that answers name are never followed.
///
/// Thread rule: any thread; a second question waits for the first, renewing included. Failure rule: throws only what its events
/// throw, and std::bad_alloc.
class WebClient final {
public:
    /// @param refresh the secret that signs in; empty: exchange() comes first
    WebClient(WebRooms rooms, WebEvents events, std::string clientId, std::string refresh);

    /// Turns the code that the browser brought into a sign-in. @param redirect the very address that the browser was sent with
    [[nodiscard]] WebReply exchange(const std::string& code, const std::string& redirect, const std::string& verifier,
                                    const std::stop_token& stop);

    /// What a "forbidden" is about. The player is not waited for: what is said to it is old a moment later, so nothing is tried
    /// again but with another token, and a pause is an answer (`blocked`).
    enum class About : std::uint8_t { account, item, player };
    /// @param path as WebOrder::path
    [[nodiscard]] WebReply get(const std::string& path, About about, const std::stop_token& stop);
    [[nodiscard]] WebReply send(const WebOrder& order, About about, const std::stop_token& stop);

    [[nodiscard]] std::string refreshToken() const;
    [[nodiscard]] std::string scope() const; ///< what the listener agreed to; empty: not told

private:
    /// How often what was tried for one question.
    struct Tries {
        int network = 0, unauthorized = 0, limited = 0;
    };
    using Verdict = std::optional<WebReply>; ///< nothing: it is asked once more

    WebReply signIn(const std::string& form, int tries, const std::stop_token& stop);
    Verdict tokensFrom(const HttpAnswer& answer, const std::stop_token& stop);
    Verdict judge(const HttpAnswer& answer, About about, Tries& tries, const std::stop_token& stop);
    Verdict renew(About about, Tries& tries, const Refusal& refusal, const std::stop_token& stop);
    Verdict pause(const HttpAnswer& answer, const Refusal& refusal, Tries& tries, const std::stop_token& stop);
    Verdict tryAgain(const std::string& words, Tries& tries, const std::stop_token& stop);
    WebReply refresh(About about, const std::stop_token& stop);
    HttpAnswer ask(const HttpRequest& request, const std::stop_token& stop);

    WebRooms m_rooms;
    WebEvents m_events;
    std::string m_clientId;
    mutable std::mutex m_mutex; ///< of what follows, and of the question that is asked
    std::string m_refresh, m_access, m_scope;
    std::optional<std::chrono::steady_clock::time_point> m_asked; ///< last
};

} // namespace segue::spotify
