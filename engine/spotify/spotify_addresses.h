// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace segue {

/// Where Spotify's Web API and its sign-in are. Others than its own are taken only on this computer ("http://127.0.0.1:PORT" or
/// "http://[::1]:PORT"), since secrets go there.
struct SpotifyAddresses {
    std::string api = "https://api.spotify.com/v1";
    std::string accounts = "https://accounts.spotify.com";
};

} // namespace segue
