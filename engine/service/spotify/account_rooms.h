// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/http.h"
#include "engine/spotify/redirect_listener.h"
#include "engine/spotify/spotify_addresses.h"
#include "engine/spotify/token_store.h"
#include "engine/spotify/web/web_clock.h"
#include "engine/words/message.h"
#include "engine/words/spotify.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace segue {

/// What accounts of Spotify are served with. All outlive the desk.
struct AccountRooms {
    std::filesystem::path folder; ///< of the sources' files (store/spotify_store.h)
    Http* http = nullptr;         ///< null, as each of the next two: nothing is asked
    TokenStore* tokens = nullptr;
    RedirectListener* redirects = nullptr;
    SpotifyAddresses addresses = {};
    spotify::WebClock* clock = nullptr;                           ///< null: the computer's
    std::chrono::milliseconds gap{250};                           ///< between two questions
    std::chrono::milliseconds patience = std::chrono::minutes(5); ///< with the browser
    std::size_t budget = 400;                                     ///< questions in 24 hours
    std::size_t firstBudget = 600;                                ///< likewise, until all was seen once

    // Told on the desk's threads, never under a lock of it.
    std::function<void(SpotifySourceId)> changed = {};     ///< its state is another (AccountDesk::overlay)
    std::function<void(SpotifySourceId)> rowsChanged = {}; ///< its rows are others
    std::function<void(SpotifySourceId, const std::string& address)> signInWanted = {};
    std::function<void(const Message&)> inform = {}; ///< the listener, at once
    std::function<void(const Message&)> fail = {};   ///< likewise: what was asked for cannot be done
    /// A new source came to nothing: its files are to be removed. The desk has them open no more.
    std::function<void(SpotifySourceId)> vain = {};
};

} // namespace segue
