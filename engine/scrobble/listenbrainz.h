// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/http.h"
#include "engine/words/listen.h"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace segue::scrobble {

/// Where listens go unless the listener names another server.
inline constexpr const char* kListenBrainz = "https://api.listenbrainz.org";
/// So many listens go with one request; the service takes 1000.
inline constexpr std::size_t kMostAtOnce = 50;

struct Account {
    std::string server; ///< as tidied() gives it
    std::string token;
};

/// An address as requests need it: without blanks and slashes around it, with https unless it says otherwise. Empty if it
/// cannot be a server's, or says http of another computer, where the token could be read on its way.
[[nodiscard]] std::string tidied(std::string_view server);

/// Tells that these were heard; one or many, at most kMostAtOnce.
[[nodiscard]] HttpRequest submission(const Account& account, std::span<const Listen> listens, const std::string& version);
/// Tells that this one plays now.
[[nodiscard]] HttpRequest playingNow(const Account& account, const Listen& listen, const std::string& version);
/// Tells that a recording is loved, or no longer. @param recording MusicBrainz's id of it
[[nodiscard]] HttpRequest feedback(const Account& account, const std::string& recording, bool isLoved);
/// Asks whose token it is.
[[nodiscard]] HttpRequest whoseToken(const Account& account);

/// What an answer means.
struct Judgement {
    enum class Verdict {
        accepted,
        refused,  ///< the server will never take what was sent
        badToken, ///< nor anything else with this token
        later,    ///< nobody answered, or the server is busy or broken
    };
    Verdict verdict = Verdict::later;
    std::optional<std::chrono::seconds> wait; ///< the server asks to be left alone for so long; up to an hour
    std::string words;                        ///< the server's or the network's, of what went wrong
};
[[nodiscard]] Judgement judge(const HttpAnswer& answer);
/// Of an answer to feedback(): a server that knows listens only will never take it.
[[nodiscard]] Judgement judgeFeedback(const HttpAnswer& answer);

/// Whose token it is; nothing if the answer says that it is nobody's, or says nothing.
[[nodiscard]] std::optional<std::string> userIn(const HttpAnswer& answer);

} // namespace segue::scrobble
