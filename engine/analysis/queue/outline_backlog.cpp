// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/queue/outline_backlog.h"

#include <algorithm>
#include <utility>

namespace segue::analysis {

namespace {

constexpr std::chrono::minutes kUsualLength{4};

Work workOfWhole(const store::OutlineWaiting& song) {
    const std::chrono::milliseconds length = song.duration.count() > 0 ? song.duration : kUsualLength;
    return workOf(length, length);
}

} // namespace

void OutlineBacklog::setWanted(bool wanted) {
    m_stale = wanted && (m_stale || !m_wanted);
    m_wanted = wanted;
    if (wanted)
        return;
    for (const auto& song : m_waiting)
        m_workLeft -= workOfWhole(song);
    m_waiting.clear();
}

void OutlineBacklog::expire() { m_stale = m_wanted; }

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
    m_workLeft = Work{0};
    for (const auto& song : m_waiting)
        m_workLeft += workOfWhole(song);
    for (const auto& [track, song] : m_inFlight)
        m_workLeft += workOfWhole(song);
}

std::optional<store::OutlineWaiting> OutlineBacklog::take(Time now) {
    if (m_waiting.empty())
        return std::nullopt;
    if (m_inFlight.empty())
        m_speed.goOn(now);
    auto song = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_inFlight.emplace(song.track, song);
    return song;
}

void OutlineBacklog::putBack(TrackId track) {
    auto entry = m_inFlight.extract(track);
    if (entry.empty())
        return;
    if (m_wanted)
        m_waiting.push_front(std::move(entry.mapped()));
    else
        m_workLeft -= workOfWhole(entry.mapped());
}

void OutlineBacklog::drop(TrackId track) {
    if (const auto entry = m_inFlight.extract(track); !entry.empty())
        m_workLeft -= workOfWhole(entry.mapped());
}

void OutlineBacklog::end(TrackId track, bool failed, Time now) {
    const auto entry = m_inFlight.find(track);
    if (entry == m_inFlight.end())
        return;
    ++m_done;
    failed ? m_speed.countFailure(now) : m_speed.count(now, workOfWhole(entry->second));
    drop(track);
}

std::string OutlineBacklog::identityOf(TrackId track) const {
    const auto entry = m_inFlight.find(track);
    return entry == m_inFlight.end() ? std::string() : entry->second.identity;
}

void OutlineBacklog::describe(QueueProgress& progress) const {
    progress.done = m_done;
    progress.total = m_done + left();
    progress.songsPerSecond = m_speed.songsPerSecond();
    progress.timeLeft = m_speed.timeLeft(m_workLeft);
}

} // namespace segue::analysis
