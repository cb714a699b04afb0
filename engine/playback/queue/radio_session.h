// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"
#include "engine/words/radio_words.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

namespace segue::playback {

/// What radio is to plan.
struct RadioWish {
    std::uint64_t turn = 0;       ///< an answer to an older one is void
    std::vector<TrackId> seeds;   ///< what it is to sound like; never empty
    std::vector<TrackId> session; ///< songs that do not come again
    std::vector<TrackId> before;  ///< what plays before the planned songs, the latest last; at most kBefore
    std::vector<TrackId> skipped; ///< in this session: songs like them come later
    std::size_t keep = 0;         ///< of the queue's automatic entries so many stay; the others are replaced
    std::size_t count = 0;        ///< songs that are wanted behind them
    RadioReach reach = RadioReach::balanced;
    std::uint64_t dice = 0;
};

/// What radio has to know of a session of listening, and when it plans: pure. Radio is on when the listener started it, or by
/// itself when at most kBeforeEnd songs come yet (a setting). It then keeps kAhead entries ahead.
///
/// A song that was left after five seconds and before its half was skipped: this session's songs like it come later. One of which
/// half was heard counts as heard; by the last five of those radio goes where it follows.
class RadioSession final {
public:
    static constexpr std::size_t kAhead = 5;
    static constexpr std::size_t kBeforeEnd = 2;
    static constexpr std::size_t kFollowed = 5;
    static constexpr std::size_t kBefore = 12;

    void set(const RadioSettings& settings);
    [[nodiscard]] const RadioSettings& settings() const { return m_settings; }
    void start(std::vector<TrackId> seeds, std::uint64_t dice); ///< by the listener; a new session
    void stop();                                                ///< until the listener starts it again, or another list is started
    [[nodiscard]] bool isAsked() const { return m_isAsked; }    ///< the listener started it
    [[nodiscard]] bool isOn() const { return !m_seeds.empty() && !m_isStopped; }
    [[nodiscard]] const std::vector<TrackId>& seeds() const { return m_seeds; } ///< those it began with

    /// Takes each report of the player in turn; previews are none of its business.
    /// @return whether another song is heard now
    bool hear(const PlaybackStatus& status);
    void refuse(std::span<const TrackId> songs); ///< the listener took them out: they do not come again
    /// The listener started another list: what was planned for the last one is over, what was heard is not.
    void listStarted();

    /// What is to be planned for the queue as it is now; nothing: all is well, or radio is off.
    /// @param dice for a session that begins by itself
    [[nodiscard]] std::optional<RadioWish> wish(const QueueState& queue, std::uint64_t dice);
    [[nodiscard]] bool isCurrent(std::uint64_t turn) const { return turn == m_turn; }

private:
    void leave();
    void replan() { m_replans = true; }
    [[nodiscard]] bool beginsNow(const QueueState& queue) const;
    [[nodiscard]] std::vector<TrackId> seedsNow() const;

    RadioSettings m_settings;
    std::vector<TrackId> m_seeds;   ///< none: it is off
    std::vector<TrackId> m_through; ///< heard to their half at least, the latest last
    std::vector<TrackId> m_skipped;
    std::unordered_set<TrackId> m_session;
    std::vector<std::int64_t> m_listed; ///< what was in the listener's own parts at the last look
    PlaybackStatus m_last;
    std::uint64_t m_turn = 0;
    std::uint64_t m_dice = 0;
    bool m_isAsked = false;
    bool m_isStopped = false;
    bool m_replans = false; ///< all that is planned is void
};

} // namespace segue::playback
