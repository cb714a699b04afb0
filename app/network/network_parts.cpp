// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/network_parts.h"

#include "app/network/keyring.h"
#include "app/network/memory_tokens.h"
#include "app/network/qt_http.h"
#include "app/network/redirect_port.h"
#include "app/network/secret_file.h"
#include "engine/spotify/web/web_address.h"

#include <cstdlib>
#include <string>

namespace segue::app {

namespace {

std::string named(const std::string& what) {
    for (const char* whose : {"SEGUE_", "PLAYER_"})
        if (const char* const value = std::getenv((whose + what).c_str()); value != nullptr && *value != '\0')
            return value;
    return {};
}

} // namespace

NetworkParts makeNetwork(const std::filesystem::path& secrets) {
    NetworkParts parts{.http = makeQtHttp(),
                       .tokens = namedTokens(named("TOKEN_STORE")),
                       .redirects = makeRedirectListener(),
                       .spotify = spotify::addressesFrom(named("SPOTIFY_API_BASE"), named("SPOTIFY_ACCOUNTS_BASE"))};
    if (!parts.tokens)
        parts.tokens = makeKeyring(makeSecretFiles(secrets));
    return parts;
}

} // namespace segue::app
