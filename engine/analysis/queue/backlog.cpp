// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/backlog.h"

#include <algorithm>
#include <utility>

namespace segue::analysis {

namespace {

constexpr std::chrono::seconds kTogether{60}; ///< songs that arrive within this time arrived together

} // namespace

void Backlog::clear(std::chrono::milliseconds mostRead) {
    m_mostRead = mostRead;
    m_waiting.clear();
    m_urgent.clear();
    m_again.clear();
    m_order.clear();
    m_next = 0;
    m_arrival.reset();
    m_workLeft = Work{0};
    for (const auto& [track, song] : m_inFlight)
        m_workLeft += Work{song.workMs};
}

/// Songs of the first refill have waited since before the program was started; all later ones are new.
std::uint32_t Backlog::arrivalNow(Time now) {
    if (*m_arrival == 0 || now - m_arrived > kTogether)
        ++*m_arrival;
    m_arrived = now;
    return *m_arrival;
}

void Backlog::refill(const std::vector<store::WaitingSong>& songs, Time now) {
    if (left() == 0) {
        m_done = m_failed = 0;
        m_speed.start(now);
    }
    const bool isFirst = !m_arrival;
    if (isFirst)
        m_arrival = 0;
    const auto before = std::exchange(m_waiting, {});
    m_waiting.reserve(songs.size());
    m_order.clear();
    m_next = 0;
    std::optional<std::uint32_t> fresh;
    for (const auto& song : songs) {
        if (m_inFlight.contains(song.track))
            continue;
        const auto known = before.find(song.track);
        if (known == before.end() && !isFirst && !fresh)
            fresh = arrivalNow(now);
        const auto work = static_cast<std::uint32_t>(workOf(song.duration, m_mostRead).count());
        m_waiting.emplace(song.track, Song{work, known != before.end() ? known->second.arrival : fresh.value_or(0)});
        m_order.push_back(song.track);
    }
    if (!isFirst && *m_arrival > 0)
        std::ranges::stable_sort(m_order, std::greater{}, [this](TrackId track) { return m_waiting.at(track).arrival; });
    m_workLeft = Work{0};
    for (const auto* const songsLeft : {&m_waiting, &m_inFlight})
        for (const auto& [track, song] : *songsLeft)
            m_workLeft += Work{song.workMs};
    m_total = m_done + left();
}

void Backlog::prioritise(TrackId track) {
    if (!m_inFlight.contains(track))
        m_urgent.push_front(track);
}

void Backlog::tryAgain(const std::vector<TrackId>& tracks) { m_again.insert(m_again.end(), tracks.begin(), tracks.end()); }

std::optional<TrackId> Backlog::take(bool urgentOnly, Time now) {
    auto track = firstOf(m_urgent);
    const bool isUrgent = track.has_value();
    if (!track && !urgentOnly)
        track = firstVisible();
    if (!track && !urgentOnly)
        track = firstOf(m_again);
    if (!track && !urgentOnly)
        track = firstInOrder();
    if (!track)
        return std::nullopt;
    if (m_inFlight.empty())
        m_speed.goOn(now);
    auto entry = m_waiting.extract(*track);
    entry.mapped().isUrgent = isUrgent;
    m_inFlight.insert(std::move(entry));
    return track;
}

std::optional<TrackId> Backlog::firstOf(std::deque<TrackId>& list) const {
    while (!list.empty()) {
        const TrackId track = list.front();
        list.pop_front();
        if (isWaiting(track))
            return track;
    }
    return std::nullopt;
}

std::optional<TrackId> Backlog::firstVisible() const {
    const auto found = std::ranges::find_if(m_visible, [this](TrackId track) { return isWaiting(track); });
    return found == m_visible.end() ? std::nullopt : std::optional(*found);
}

std::optional<TrackId> Backlog::firstInOrder() {
    while (m_next < m_order.size())
        if (const TrackId track = m_order[m_next++]; isWaiting(track))
            return track;
    return std::nullopt;
}

void Backlog::putBack(TrackId track) {
    auto entry = m_inFlight.extract(track);
    if (entry.empty())
        return;
    (entry.mapped().isUrgent ? m_urgent : m_again).push_front(track);
    m_waiting.insert(std::move(entry));
}

void Backlog::drop(TrackId track) {
    if (const auto entry = m_inFlight.extract(track); !entry.empty())
        m_workLeft -= Work{entry.mapped().workMs};
}

void Backlog::end(TrackId track, bool failed, Time now) {
    const auto entry = m_inFlight.extract(track);
    if (entry.empty())
        return;
    const Work work{entry.mapped().workMs};
    m_workLeft -= work;
    ++m_done;
    m_failed += failed ? 1 : 0;
    failed ? m_speed.countFailure(now) : m_speed.count(now, work);
}

void Backlog::describe(QueueProgress& progress) const {
    progress.done = m_done;
    progress.total = std::max(m_total, m_done + left());
    progress.failed = m_failed;
    progress.songsPerSecond = m_speed.songsPerSecond();
    progress.timeLeft = m_speed.timeLeft(m_workLeft);
}

} // namespace segue::analysis
