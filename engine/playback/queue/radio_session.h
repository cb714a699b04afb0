// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"
#include "engine/words/radio_words.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace segue::playback {

/// What radio is to plan.
struct RadioWish {
    std::uint64_t turn = 0; ///< an answer to an older one is void
    RadioSeeds began;       ///< with what the session began
    /// What it is to sound like, never empty: the last songs that were heard where there are enough of them, else what it began
    /// with.
    std::vector<TrackId> seeds;
    SeedsOf of = SeedsOf::songs;  ///< what the seeds stand for
    std::vector<TrackId> heard;   ///< songs that count beside the seeds
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
/// half was heard counts as heard; by the last five of those radio goes where it follows. Until there are five, several seeds count
/// beside them. Seeds that were not heard may come themselves.
class RadioSession final {
public:
    static constexpr std::size_t kAhead = 5;
    static constexpr std::size_t kBeforeEnd = 2;
    static constexpr std::size_t kFollowed = 5;
    static constexpr std::size_t kBefore = 12;
    static constexpr std::size_t kNotAgain = 100;

    void set(const RadioSettings& settings);
    [[nodiscard]] const RadioSettings& settings() const { return m_settings; }
    void start(RadioSeeds seeds, std::uint64_t dice); ///< by the listener; a new session
    void call(std::string name);                      ///< what it began with, where nobody gave it a name
    void stop();                                      ///< until the listener starts it again, or another list is started
    [[nodiscard]] bool isAsked() const { return m_now.isAsked; }
    [[nodiscard]] bool isOn() const { return !m_now.seeds.songs.empty() && !m_now.isStopped; }
    [[nodiscard]] const RadioSeeds& seeds() const { return m_now.seeds; } ///< those it began with

    [[nodiscard]] const RadioState& state() const { return m_now; }
    /// As it was, with what is planned. Of the songs that do not come again the last kNotAgain of the queue's history stay: else a
    /// listener who never starts radio anew would some day have heard all there are.
    void restore(RadioState state, const QueueState& queue);

    /// Takes each report of the player in turn; previews are none of its business.
    /// @return whether another song is heard now
    bool hear(const PlaybackStatus& status);
    [[nodiscard]] TrackId skipped() const { return m_skippedNow; } ///< by what hear() was told last; 0: none
    void refuse(std::span<const TrackId> songs);                   ///< the listener took them out: they do not come again
    /// The listener started another list: what was planned for the last one is over, what was heard is not. What played until then
    /// was not skipped. @param goesOn the entry that plays, if it goes on as a part of the new list; else 0
    void listStarted(EntryId goesOn);

    /// What is to be planned for the queue as it is now; nothing: all is well, or radio is off.
    /// @param dice for a session that begins by itself
    [[nodiscard]] std::optional<RadioWish> wish(const QueueState& queue, std::uint64_t dice);
    [[nodiscard]] bool isCurrent(std::uint64_t turn) const { return turn == m_turn; }

private:
    void leave();
    void replan() { m_replans = true; }
    [[nodiscard]] bool beginsNow(const QueueState& queue) const;
    [[nodiscard]] bool isDue(const QueueState& queue);
    void beginWith(const QueueState& queue, std::uint64_t dice);
    void setSeeds(RadioWish& wish) const;
    void note(TrackId song); ///< it does not come again

    RadioSettings m_settings;
    RadioState m_now;
    std::vector<std::int64_t> m_listed; ///< what was in the listener's own parts at the last look
    PlaybackStatus m_last;
    TrackId m_skippedNow = 0;
    EntryId m_earlier = 0; ///< what played when the listener started radio from something else: it says nothing of this radio
    std::uint64_t m_turn = 0;
    bool m_replans = false;    ///< all that is planned is void
    bool m_isRestored = false; ///< what is planned was planned by the settings that are told next
};

} // namespace segue::playback
