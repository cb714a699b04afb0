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

/// Which songs wait for their outlines, which are being read, and how far that is; pure. No lock of its own.
class OutlineBacklog final {
public:
    using Time = Speedometer::Time;

    explicit OutlineBacklog(bool wanted)
        : m_wanted(wanted) {}

    void setWanted(bool wanted); ///< not wanted: what waits is forgotten
    void expire();               ///< the store may have more
    [[nodiscard]] bool isStale() const { return m_stale; }
    /// What the store has now; what is being read is left out. The counts begin anew if nothing was left.
    void refill(std::vector<store::OutlineWaiting> songs, Time now);

    /// The next song, which is being read then. While none was read was a rest, which counts for no song's time.
    [[nodiscard]] std::optional<store::OutlineWaiting> take(Time now);
    void putBack(TrackId track);
    void drop(TrackId track);                       ///< there is nothing to read
    void end(TrackId track, bool failed, Time now); ///< it was read, or cannot be
    void goOn(Time now) { m_speed.goOn(now); }      ///< what is being read stood still until now
    /// Of a song that is being read.
    [[nodiscard]] std::string identityOf(TrackId track) const;

    [[nodiscard]] std::size_t inFlight() const { return m_inFlight.size(); }
    [[nodiscard]] std::size_t left() const { return m_waiting.size() + m_inFlight.size(); }
    void describe(QueueProgress& progress) const;

private:
    std::deque<store::OutlineWaiting> m_waiting;
    std::unordered_map<TrackId, store::OutlineWaiting> m_inFlight;
    Work m_workLeft{0}; ///< of all that waits and is in flight
    std::size_t m_done = 0;
    bool m_wanted;
    bool m_stale = false;
    Speedometer m_speed;
};

} // namespace segue::analysis
