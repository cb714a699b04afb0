// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/service/spotify/player_run.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace segue {

/// Spotify's own player, for all accounts: orders in the order they came, looks at the one that is watched, and silence on one side
/// before the other plays. The listener's last word counts: what was to play on Spotify is dropped when Segue's own player starts.
///
/// Thread rule: any thread; all but stop() return at once. What runs stops within 100 ms. Failure rule: what goes wrong with an
/// account is in its SpotifyPlayer; else PlayerRooms::fail. Nothing is told after stop().
class PlayerDesk final {
public:
    explicit PlayerDesk(PlayerRooms rooms);
    ~PlayerDesk();
    PlayerDesk(const PlayerDesk&) = delete;
    PlayerDesk& operator=(const PlayerDesk&) = delete;

    void watch(SpotifySourceId source); ///< 0: none is
    void order(SpotifySourceId source, SpotifyOrder order);
    void noteAccount(SpotifySourceId source); ///< it stands otherwise in the store
    void noteOwn(bool plays);                 ///< Segue's own player
    void forget(SpotifySourceId source);      ///< it is removed, or not allowed any more: what runs for it ends
    void stop();                              ///< waits

private:
    struct Job {
        enum class Kind : std::uint8_t { watch, order, look, account, pauseOurs, forget };
        Kind kind = Kind::look;
        SpotifySourceId source = 0; ///< pauseOurs: of all
        SpotifyOrder order = {};
    };
    void post(Job job);
    void serve(const std::stop_token& stop);
    [[nodiscard]] std::optional<Job> next(const std::stop_token& stop);
    void carryOut(const Job& job, const std::stop_token& stop) noexcept;
    void carryOutNow(const Job& job, const std::stop_token& stop);
    [[nodiscard]] bool isWatched(SpotifySourceId source);
    void schedule(SpotifySourceId source);
    PlayerRun& run(SpotifySourceId source);
    [[nodiscard]] bool silenceOwn(const std::stop_token& stop);
    void tell(const SpotifyPlayer& player);

    PlayerRooms m_rooms;
    PlayerRooms m_runRooms;                      ///< likewise, but told through tell()
    std::map<SpotifySourceId, PlayerRun> m_runs; ///< the thread's only
    std::mutex m_mutex;                          ///< of all that follows
    std::condition_variable_any m_woken;
    std::deque<Job> m_jobs;
    SpotifySourceId m_watched = 0, m_running = 0;
    std::stop_source m_stop;                                       ///< of what runs
    std::optional<std::chrono::steady_clock::time_point> m_lookAt; ///< the one that is watched
    bool m_isOwnHeard = false, m_isStopped = false;
    std::jthread m_thread; ///< last
};

} // namespace segue
