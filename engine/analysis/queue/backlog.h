// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/queue/queue_progress.h"
#include "engine/analysis/queue/speedometer.h"
#include "engine/store/analysis_store.h"

#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace segue::analysis {

/// Which songs wait for their analysis and in which order they have their turn, which are in flight, and how far that
/// is; pure. No lock of its own. With any number waiting all but refill() is cheap.
///
/// The order: what a listener asked for; what is on the screen; what is to be tried again; then what came last before
/// what waits longer, each in the store's order. What comes within a minute came together.
class Backlog final {
public:
    using Time = Speedometer::Time;

    /// @param mostRead of any song
    explicit Backlog(std::chrono::milliseconds mostRead)
        : m_mostRead(mostRead) {}

    /// Begins anew for another bundle: what waits is forgotten, and all that comes counts as waiting for long.
    void clear(std::chrono::milliseconds mostRead);
    /// What the store has now; what is in flight is left out. The counts begin anew if nothing was left.
    void refill(const std::vector<store::WaitingSong>& songs, Time now);

    /// Puts a song first, also one that only the next refill brings.
    void prioritise(TrackId track);
    void setVisible(std::vector<TrackId> tracks) { m_visible = std::move(tracks); }
    /// Puts songs before all that nobody asked for.
    void tryAgain(const std::vector<TrackId>& tracks);
    [[nodiscard]] bool hasUrgent() const { return !m_urgent.empty(); }
    [[nodiscard]] bool isWaiting(TrackId track) const { return m_waiting.contains(track); }

    /// The next song, which is in flight then. While nothing was in flight was a rest, which counts for no song's time.
    /// @param urgentOnly only what a listener asked for
    [[nodiscard]] std::optional<TrackId> take(bool urgentOnly, Time now);
    void putBack(TrackId track); ///< it was not worked on, and has its turn soon
    void drop(TrackId track);    ///< there is nothing to do with it, or not now
    void end(TrackId track, bool failed, Time now);

    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    [[nodiscard]] std::size_t inFlight() const { return m_inFlight.size(); }
    [[nodiscard]] std::size_t left() const { return waiting() + inFlight(); }
    void describe(QueueProgress& progress) const;

private:
    struct Song {
        std::uint32_t workMs = 0;
        std::uint32_t arrival = 0; ///< the higher, the later it came
        bool isUrgent = false;     ///< a listener asked for it
    };
    [[nodiscard]] std::uint32_t arrivalNow(Time now);
    [[nodiscard]] std::optional<TrackId> firstOf(std::deque<TrackId>& list) const;
    [[nodiscard]] std::optional<TrackId> firstVisible() const;
    [[nodiscard]] std::optional<TrackId> firstInOrder();

    std::chrono::milliseconds m_mostRead;
    std::unordered_map<TrackId, Song> m_waiting, m_inFlight;
    std::deque<TrackId> m_urgent, m_again; ///< may name songs that do not wait (any more)
    std::vector<TrackId> m_visible;        ///< likewise
    std::vector<TrackId> m_order;          ///< likewise, from m_next on
    std::size_t m_next = 0;
    Work m_workLeft{0};                     ///< of all that waits and is in flight
    std::optional<std::uint32_t> m_arrival; ///< none: no refill yet
    Time m_arrived{};
    std::size_t m_done = 0, m_failed = 0, m_total = 0;
    Speedometer m_speed;
};

} // namespace segue::analysis
