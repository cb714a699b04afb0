// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/redirect_listener.h"
#include "engine/spotify/spotify_addresses.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace segue {

/// What came of asking the listener in the browser.
struct BrowserAnswer {
    enum class How : std::uint8_t { agreed, denied, failed, nobody, stopped };
    How how = How::stopped;
    std::string code; ///< agreed: to be exchanged, once, with the next two
    std::string redirect;
    std::string verifier;
    std::string words; ///< failed: Spotify's
};

struct BrowserQuestion {
    const SpotifyAddresses& addresses;
    std::string clientId;
    std::uint16_t port = 0; ///< 0: any
    std::string scope;      ///< what the listener is asked to allow
    std::chrono::milliseconds patience{0};
    std::function<void(const std::string& address)> opened; ///< the port is open; the listener is to be sent there
};

/// Opens a port, and waits until the browser brings Spotify's answer to this very question: any other, by its state, is refused and
/// waited past. Blocks. Throws Error{io} if the port cannot be had.
[[nodiscard]] BrowserAnswer askInBrowser(RedirectListener& redirects, const BrowserQuestion& question, const std::stop_token& stop);

} // namespace segue
