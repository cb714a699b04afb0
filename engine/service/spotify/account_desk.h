// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/background/lanes.h"
#include "engine/service/spotify/account_rooms.h"
#include "engine/service/spotify/account_secrets.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

namespace segue {

class AccountRun;

/// Serves the sources of Spotify that are accounts: signs in, syncs, goes on after a restart. Each source has a line of its own, so
/// that one that waits for a browser holds up no other.
///
/// Thread rule: any thread; all but stop() return at once. What runs for a source stops within 100 ms (what waits for the desktop's
/// keyring within seconds). Failure rule: what goes wrong with a source is stored with it. Nothing is told after stop().
class AccountDesk final {
public:
    explicit AccountDesk(AccountRooms rooms);
    ~AccountDesk();
    AccountDesk(const AccountDesk&) = delete;
    AccountDesk& operator=(const AccountDesk&) = delete;

    void begin(); ///< at the program's start: syncs that were interrupted go on, rows that are too old go
    /// @param connection of a source that is in the folder, of the kind account; what runs for it ends
    void connect(SpotifyConnection connection);
    void sync(SpotifySourceId source); ///< unless something runs for it, or Spotify wants to be left alone
    void cancel(SpotifySourceId source);
    void keepSecretInFile(SpotifySourceId source);
    /// What runs ends, the secret goes; then `then` is called, on the desk's thread, which has the source's files open no more. It
    /// is not called where the secret lies in a keyring that this program does not reach: said so.
    void leave(SpotifySourceId source, std::function<void()> then);
    /// What is stored of the source becomes what it is at this moment.
    void overlay(SpotifySource& source) const;
    [[nodiscard]] bool isBusy(SpotifySourceId source) const;
    /// Spotify took the sign-in back that was made then, as somebody else heard; a newer one is none of that.
    void noteSignInEnded(SpotifySourceId source, std::chrono::sys_seconds authorized);
    [[nodiscard]] AccountSecrets& secrets() { return m_secrets; }
    [[nodiscard]] spotify::WebClock& clock() { return m_rooms.clock != nullptr ? *m_rooms.clock : *m_ownClock; }
    void stop(); ///< waits

private:
    struct Account {
        std::stop_source stop;            ///< of what runs and waits
        int jobs = 0;                     ///< that run or wait
        bool isLeft = false;              ///< its files go; a new source may get its number
        int blindBlocks = 0;              ///< its line's only
        std::optional<SpotifySource> now; ///< while something runs
    };
    /// @return false: the source came to nothing
    using Job = std::function<bool(AccountRun& run, const std::stop_token& stop)>;

    void post(SpotifySourceId source, Job job);
    void carryOut(SpotifySourceId source, Account& account, const Job& job, const std::stop_token& stop);
    void fail(SpotifySourceId source, const Message& problem) noexcept;
    bool forgetSecret(SpotifySourceId source);
    Account& account(SpotifySourceId source); ///< the caller holds the lock; it stays where it is

    AccountRooms m_rooms;
    std::unique_ptr<spotify::WebClock> m_ownClock;
    std::unique_ptr<TokenStore> m_noTokens;
    AccountSecrets m_secrets;
    std::mutex m_claiming;
    mutable std::mutex m_mutex; ///< of m_accounts and m_isStopped
    std::map<SpotifySourceId, Account> m_accounts;
    bool m_isStopped = false;
    Lanes m_lanes; ///< last
};

} // namespace segue
