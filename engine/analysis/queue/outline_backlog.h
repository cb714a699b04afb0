// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/queue_progress.h"
#include "engine/analysis/queue/speedometer.h"
#include "engine/store/outline_store.h"

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue::analysis {

/// The songs that wait for their outlines, those being read, and the progress; pure. No lock of its own.
class OutlineBacklog final {
public:
    using Time = Speedometer::Time;

    explicit OutlineBacklog(bool wanted)
        : m_wanted(wanted) {}

    void setWanted(bool wanted); ///< false: drops the waiting songs
    void expire();               ///< the store may have more
    [[nodiscard]] bool isStale() const { return m_stale; }
    /// Replaces the waiting songs by those that the store has now, without those being read. The counts begin again if
    /// nothing was left.
    void refill(std::vector<store::OutlineWaiting> songs, Time now);

    /// Takes the next song, which is then being read. Time in which none was read counts for no song.
    [[nodiscard]] std::optional<store::OutlineWaiting> take(Time now);
    void putBack(TrackId track);
    void drop(TrackId track);                       ///< there is nothing to read for it
    void end(TrackId track, bool failed, Time now); ///< it was read, or cannot be read
    void goOn(Time now) { m_speed.goOn(now); }      ///< songs being read stood still until now
    /// The identity of a song that is being read.
    [[nodiscard]] std::string identityOf(TrackId track) const;

    [[nodiscard]] std::size_t inFlight() const { return m_inFlight.size(); }
    [[nodiscard]] std::size_t left() const { return m_waiting.size() + m_inFlight.size(); }
    void describe(QueueProgress& progress) const;

private:
    std::deque<store::OutlineWaiting> m_waiting;
    std::unordered_map<TrackId, store::OutlineWaiting> m_inFlight;
    Work m_workLeft{0}; ///< of all songs that wait or are being read
    std::size_t m_done = 0;
    bool m_wanted;
    bool m_stale = false;
    Speedometer m_speed;
};

} // namespace segue::analysis
