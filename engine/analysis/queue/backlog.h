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

/// The songs that wait for their analysis, in their order, those in flight, and the progress; pure. No lock of its own.
/// Everything except refill() is cheap, however many songs wait.
///
/// The order: songs that a listener asked for; songs on the screen; songs to be tried again; then songs that arrived later
/// before those that have waited longer, each in the store's order. Songs that arrive within a minute arrived together.
class Backlog final {
public:
    using Time = Speedometer::Time;

    /// @param mostRead how much of any song is read at most
    explicit Backlog(std::chrono::milliseconds mostRead)
        : m_mostRead(mostRead) {}

    /// Starts again for another bundle: waiting songs are dropped, and all that arrive next count as having waited long.
    void clear(std::chrono::milliseconds mostRead);
    /// Replaces the waiting songs by those that the store has now, without those in flight. The counts begin again if nothing
    /// was left.
    void refill(const std::vector<store::WaitingSong>& songs, Time now);

    /// Puts a song first, even one that only the next refill brings.
    void prioritise(TrackId track);
    void setVisible(std::vector<TrackId> tracks) { m_visible = std::move(tracks); }
    /// Puts songs before all that nobody asked for.
    void tryAgain(const std::vector<TrackId>& tracks);
    [[nodiscard]] bool hasUrgent() const { return !m_urgent.empty(); }
    [[nodiscard]] bool isWaiting(TrackId track) const { return m_waiting.contains(track); }

    /// Takes the next song, which is then in flight. Time in which nothing was in flight counts for no song.
    /// @param urgentOnly only what a listener asked for
    [[nodiscard]] std::optional<TrackId> take(bool urgentOnly, Time now);
    void putBack(TrackId track); ///< it was not worked on; its turn comes soon
    void drop(TrackId track);    ///< there is nothing to do for it, or not now
    void end(TrackId track, bool failed, Time now);

    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    [[nodiscard]] std::size_t inFlight() const { return m_inFlight.size(); }
    [[nodiscard]] std::size_t left() const { return waiting() + inFlight(); }
    void describe(QueueProgress& progress) const;

private:
    struct Song {
        std::uint32_t workMs = 0;
        std::uint32_t arrival = 0; ///< the higher, the later it arrived
        bool isUrgent = false;     ///< a listener asked for it
    };
    [[nodiscard]] std::uint32_t arrivalNow(Time now);
    [[nodiscard]] std::optional<TrackId> firstOf(std::deque<TrackId>& list) const;
    [[nodiscard]] std::optional<TrackId> firstVisible() const;
    [[nodiscard]] std::optional<TrackId> firstInOrder();

    std::chrono::milliseconds m_mostRead;
    std::unordered_map<TrackId, Song> m_waiting, m_inFlight;
    std::deque<TrackId> m_urgent, m_again; ///< may hold songs that do not wait (any more)
    std::vector<TrackId> m_visible;        ///< likewise
    std::vector<TrackId> m_order;          ///< likewise, from m_next on
    std::size_t m_next = 0;
    Work m_workLeft{0};                     ///< of all songs that wait or are in flight
    std::optional<std::uint32_t> m_arrival; ///< none: no refill yet
    Time m_arrived{};
    std::size_t m_done = 0, m_failed = 0, m_total = 0;
    Speedometer m_speed;
};

} // namespace segue::analysis
