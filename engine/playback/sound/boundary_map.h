// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/sound_settings.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace segue::playback {

/// A stretch of the mixer's stream that belongs to one item.
struct Stretch {
    std::uint64_t first = 0; ///< frame of the stream where it begins
    PlayItem item;
    int rateHz = AudioSink::kRateHz;     ///< of the stream
    std::uint64_t from = 0;              ///< frames from the item's start to that frame
    std::chrono::milliseconds length{0}; ///< of the item; 0: unknown
    std::vector<PlayItem> skipped = {};  ///< what was to come before it and could not be played
    bool isAfterFailure = false;         ///< an item before it could not be played, or not to its end
    bool isFadedIn = false;              ///< the item before it sounds on, ever softer
    AppliedLevel level = {};             ///< how much louder or softer it is than its file
};

/// Tells what is heard from the number of the frame that is heard. Frames of the stream are numbered from the beginning of
/// time; where one item ends and another begins is a frame. Pure; one thread.
class BoundaryMap final {
public:
    void clear() { m_stretches.clear(); }
    void add(Stretch stretch) { m_stretches.push_back(std::move(stretch)); }
    /// Nothing but the stretch that was added last, which begins at another frame and place in its item.
    void restart(std::uint64_t first, std::uint64_t from);
    void cutBehind(std::size_t index); ///< forgets what comes behind a stretch
    void setLevel(std::size_t index, const AppliedLevel& level) { m_stretches.at(index).level = level; }

    /// Forgets what is over when a frame is heard. @return whether another item is heard now
    bool hear(std::uint64_t frame);

    [[nodiscard]] bool empty() const { return m_stretches.empty(); }
    [[nodiscard]] std::size_t size() const { return m_stretches.size(); }
    [[nodiscard]] const Stretch& at(std::size_t index) const { return m_stretches.at(index); }
    [[nodiscard]] const Stretch& heard() const { return m_stretches.front(); } ///< there must be one
    [[nodiscard]] const Stretch& last() const { return m_stretches.back(); }   ///< what is decoded; there must be one
    [[nodiscard]] bool hasFailures() const;                                    ///< whether any stretch comes after a failure
    /// Where in the item that is heard a frame lies; 0 if nothing is.
    [[nodiscard]] std::chrono::milliseconds position(std::uint64_t frame) const;

private:
    std::deque<Stretch> m_stretches; ///< front: what is heard
};

} // namespace segue::playback
