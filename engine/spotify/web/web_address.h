// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/spotify_addresses.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace segue::spotify {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// Spotify's own addresses, or those that are named instead ("http://127.0.0.1:PORT/..." or "http://[::1]:PORT/..."); an empty one
/// is not named. Throws Error{usage} for any other, since secrets go there.
[[nodiscard]] SpotifyAddresses addressesFrom(const std::string& api, const std::string& accounts);

/// All but letters, digits and "-._~" as %XX, also the "+" that forms would read as a blank.
[[nodiscard]] std::string percentEncoded(std::string_view text);
/// "+" is a blank; what is no %XX stays as it is.
[[nodiscard]] std::string percentDecoded(std::string_view text);
[[nodiscard]] std::string formOf(const Fields& fields); ///< "a=1&b=2"
/// What stands behind the "?" of an address; of a name that comes twice the first.
[[nodiscard]] std::map<std::string, std::string> fieldsIn(std::string_view query);

/// What Segue asks to be allowed: to read liked songs, albums and playlists.
inline constexpr std::string_view kScopes = "user-library-read playlist-read-private playlist-read-collaborative";
/// What it asks for besides, if the listener wants it to control Spotify's player.
inline constexpr std::string_view kPlayerScopes = "user-read-playback-state user-modify-playback-state";
[[nodiscard]] std::string scopesWith(bool player); ///< all that is asked for, in one text
inline constexpr std::string_view kRedirectPath = "/callback";

/// The address on this computer. @param port 0: as it is registered where any port may be used
[[nodiscard]] std::string redirectAddress(std::uint16_t port);

struct SignIn {
    std::string clientId;
    std::string redirect;
    std::string state;    ///< comes back with the answer
    std::string verifier; ///< stays here
    std::string scope = std::string(kScopes);
};
/// Where the listener agrees, or does not.
[[nodiscard]] std::string authorizeAddress(const SpotifyAddresses& addresses, const SignIn& signIn);

} // namespace segue::spotify
