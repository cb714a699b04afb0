// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/inference/offers/file_fetch.h"
#include "engine/spotify/http.h"
#include "engine/spotify/redirect_listener.h"
#include "engine/spotify/spotify_addresses.h"
#include "engine/spotify/token_store.h"

#include <filesystem>
#include <memory>
#include <string>

namespace segue::app {

/// All that a program hands to an engine that may use the network.
struct NetworkParts {
    std::shared_ptr<Http> http;
    std::shared_ptr<TokenStore> tokens;
    std::shared_ptr<RedirectListener> redirects;
    SpotifyAddresses spotify;
    std::shared_ptr<FileFetch> fetch;
    std::string networks; ///< of a server on this computer that has the offered networks; empty: each is asked for where it is
};

/// As the environment wants it, for tests and for playing by hand: SEGUE_SPOTIFY_API_BASE and SEGUE_SPOTIFY_ACCOUNTS_BASE name
/// another Spotify on this computer (addressesFrom), SEGUE_TOKEN_STORE another place for secrets (namedTokens), SEGUE_NETWORKS_BASE
/// a server on this computer ("http://127.0.0.1:PORT") that stands for those that networks are fetched from; PLAYER_ in place of
/// SEGUE_ names the same. Throws Error{usage} for what is refused.
/// @param secrets folder for secrets on desktops without a keyring. An application object must be there.
[[nodiscard]] NetworkParts makeNetwork(const std::filesystem::path& secrets);

} // namespace segue::app
