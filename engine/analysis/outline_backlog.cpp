// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/outline_backlog.h"

#include <utility>

namespace segue::analysis {

void OutlineBacklog::setWanted(bool wanted) {
    m_stale = wanted && (m_stale || !m_wanted);
    m_wanted = wanted;
    if (!wanted)
        m_waiting.clear();
}

void OutlineBacklog::expire() {
    m_stale = m_wanted;
}

void OutlineBacklog::refill(std::vector<store::OutlineWaiting> songs, Time now) {
    m_stale = false;
    if (!m_wanted)
        return;
    if (left() == 0) {
        m_done = 0;
        m_speed.start(now);
    }
    m_waiting.clear();
    for (auto& song : songs)
        if (!m_inFlight.contains(song.track))
            m_waiting.push_back(std::move(song));
}

std::optional<store::OutlineWaiting> OutlineBacklog::take() {
    if (m_waiting.empty())
        return std::nullopt;
    auto song = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_inFlight.emplace(song.track, song.identity);
    return song;
}

void OutlineBacklog::putBack(TrackId track) {
    auto entry = m_inFlight.extract(track);
    if (!entry.empty() && m_wanted)
        m_waiting.push_front({track, std::move(entry.mapped())});
}

void OutlineBacklog::end(TrackId track, Time now) {
    if (m_inFlight.erase(track) == 0)
        return;
    ++m_done;
    m_speed.count(now);
}

std::string OutlineBacklog::identityOf(TrackId track) const {
    const auto entry = m_inFlight.find(track);
    return entry == m_inFlight.end() ? std::string() : entry->second;
}

void OutlineBacklog::describe(QueueProgress& progress) const {
    progress.done = m_done;
    progress.total = m_done + left();
    progress.songsPerSecond = m_speed.perSecond();
    progress.timeLeft = m_speed.timeLeft(left());
}

} // namespace segue::analysis
