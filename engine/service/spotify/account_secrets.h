// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/token_store.h"
#include "engine/words/spotify.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace segue {

/// The secrets by which accounts are signed in, by Spotify's id of the account. In the keyring; where that does not take one, in
/// memory until Segue ends, and in a file only when the listener agreed to that (keepInFile), and then each one that takes its
/// place. Thread rule: any thread; it may wait for the desktop.
class AccountSecrets final {
public:
    explicit AccountSecrets(TokenStore& store)
        : m_store(store) {}

    struct Found {
        std::string secret;
        SpotifySecret place = SpotifySecret::none;
    };
    [[nodiscard]] std::optional<Found> read(const std::string& account);
    struct Kept {
        SpotifySecret place = SpotifySecret::none;
        std::string why; ///< sessionOnly: in foreign words
    };
    [[nodiscard]] Kept keep(const std::string& account, const std::string& secret);
    /// One that is for the session only. @return none: there is no such secret
    [[nodiscard]] Kept keepInFile(const std::string& account);
    void forget(const std::string& account);
    /// Held while the account's sign-in is renewed: two renewals at once could end it (WebRooms::renewing).
    [[nodiscard]] std::timed_mutex& renewing(const std::string& account);

private:
    TokenStore& m_store;
    std::mutex m_mutex; ///< of what follows
    std::map<std::string, std::timed_mutex> m_renewing;
    std::map<std::string, std::string> m_session;
};

} // namespace segue
