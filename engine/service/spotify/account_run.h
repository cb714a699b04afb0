// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/account_rooms.h"
#include "engine/service/spotify/account_secrets.h"
#include "engine/service/spotify/ask_quota.h"
#include "engine/service/spotify/browser_sign_in.h"
#include "engine/spotify/web/account_json.h"
#include "engine/spotify/web/web_client.h"
#include "engine/store/spotify_store.h"

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

namespace segue {

/// One piece of work for one account, from the opening of its store on: signing in, syncing, or what a start finds. How the source
/// stands is stored when the work ends, and told meanwhile.
///
/// Thread rule: one thread, which waits for the network, the browser and the keyring. Failure rule: throws Error of the store,
/// after which what was there is whole.
class AccountRun final {
public:
    struct Rooms {
        const AccountRooms& account;
        AccountSecrets& secrets;
        spotify::WebClock& clock;
        std::mutex& claiming;                               ///< held while an account is looked for among all sources
        int& blindBlocks;                                   ///< how often in a row Spotify wanted a pause and did not say how long
        std::function<void(const SpotifySource& now)> tell; ///< how it stands, until the run ends
    };
    AccountRun(Rooms rooms, SpotifySourceId source);

    /// @return false: the source is new and came to nothing
    [[nodiscard]] bool connect(const SpotifyConnection& connection, const std::stop_token& stop);
    void sync(const std::stop_token& stop);
    void begin(const std::stop_token& stop); ///< at the program's start: goes on with a sync; rows that are too old go
    void keepSecretInFile();
    void noteSignInEnded(std::chrono::sys_seconds authorized); ///< the one that was made then

private:
    [[nodiscard]] bool isNew() const { return m_facts.accountId.empty(); }
    [[nodiscard]] bool hasNetwork() const;
    [[nodiscard]] std::optional<SpotifyConnection> prepare(SpotifyConnection connection);
    [[nodiscard]] bool endSignIn(const BrowserAnswer& answer);
    [[nodiscard]] bool takeCode(const BrowserAnswer& answer, const SpotifyConnection& connection, const std::stop_token& stop);
    [[nodiscard]] bool claim(const spotify::WebUser& user, const std::string& refresh, const SpotifyConnection& connection);
    [[nodiscard]] SpotifySourceId sourceOf(const std::string& account) const;
    void lookAtOthers(const std::function<void(store::SpotifyStore&)>& look) const;
    void readQuota(const std::string& clientId);
    [[nodiscard]] bool isBlocked();
    [[nodiscard]] std::string wantedScope();
    void noteGranted(const std::string& told);
    spotify::WebClient client(const std::string& clientId, const std::string& refresh);
    void runSync(spotify::WebClient& client, const spotify::WebUser& user, const std::stop_token& stop);
    void end(const spotify::WebReply& reply);
    void become(SpotifyState state, Message problem = {}); ///< stored
    void tell(SpotifyState state);
    void block(const spotify::WebReply& reply);
    void dropOldRows();
    void setPlace(const AccountSecrets::Kept& kept);
    [[nodiscard]] bool isTooOld() const;

    Rooms m_rooms;
    store::SpotifyStore m_store;
    SpotifySource m_source; ///< as it is stored
    SpotifySource m_now;    ///< as it is told
    store::SpotifyAccountFacts m_facts;
    AskQuota m_quota{{}, {}, 0};
    bool m_isClaimed = true; ///< whose sign-in it is is known, so that its secrets are the source's
};

} // namespace segue
