// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/network/network_parts.h"

#include "app/network/keyring.h"
#include "app/network/memory_tokens.h"
#include "app/network/qt_fetch.h"
#include "app/network/qt_http.h"
#include "app/network/redirect_port.h"
#include "app/network/secret_file.h"
#include "engine/spotify/web/web_address.h"
#include "engine/words/error.h"
#include "engine/words/loopback_address.h"

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

/// What came from there would become a network of the listener's: it may be nobody else's server.
std::string networksBase() {
    const auto base = named("NETWORKS_BASE");
    if (!base.empty() && !isOnThisComputer(base))
        throw Error{ErrorKind::usage,
                    Message(MessageId::downloadUnreachable,
                            {base, "only http://127.0.0.1:PORT and http://[::1]:PORT, on this computer, are taken"})};
    return base;
}

} // namespace

NetworkParts makeNetwork(const std::filesystem::path& secrets) {
    NetworkParts parts{.http = makeQtHttp(),
                       .tokens = namedTokens(named("TOKEN_STORE")),
                       .redirects = makeRedirectListener(),
                       .spotify = spotify::addressesFrom(named("SPOTIFY_API_BASE"), named("SPOTIFY_ACCOUNTS_BASE")),
                       .fetch = makeQtFetch(),
                       .networks = networksBase()};
    if (!parts.tokens)
        parts.tokens = makeKeyring(makeSecretFiles(secrets));
    return parts;
}

} // namespace segue::app
