// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/tile_worker.h"

#include "engine/words/error.h"
#include "engine/words/section.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace segue::spectrogram {

TileWorker::TileWorker(Listener listener, Gate gate)
    : m_listener(std::move(listener))
    , m_gate(std::move(gate))
    , m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

void TileWorker::want(std::uint64_t request, SpectrogramRequest wanted) {
    wanted.style = wanted.style.canonical();
    {
        const std::lock_guard lock(m_mutex);
        m_request = request;
        m_wanted = std::move(wanted);
    }
    m_wake.notify_one();
}

void TileWorker::loop(const std::stop_token& stop) {
    while (const auto job = nextJob(stop)) {
        try {
            work(*job, stop);
        } catch (const std::exception& error) {
            m_samples.reset();
            m_song.clear();
            tryToFail(*job, error);
        }
    }
}

void TileWorker::tryToFail(const Job& job, const std::exception& error) noexcept {
    try {
        fail(job, messageOf(error));
    } catch (...) { // not even that can be said; the request is void
        const std::lock_guard lock(m_mutex);
        m_wanted.tiles.clear();
    }
}

std::optional<TileWorker::Job> TileWorker::nextJob(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_wake.wait(lock, stop, [this] { return !m_wanted.tiles.empty(); }) || stop.stop_requested())
        return std::nullopt;
    return Job{m_wanted.song, m_wanted.style, m_wanted.tiles.front()};
}

void TileWorker::work(const Job& job, const std::stop_token& stop) {
    open(job.song, stop);
    auto tile = m_cache.find(job.style, job.tile);
    if (!tile) {
        if (!m_maker || m_maker->style() != job.style)
            m_maker.emplace(job.style);
        auto made = m_maker->make(*m_samples, job.tile, [&] { return !stop.stop_requested() && isWanted(job); });
        if (!made)
            return;
        tile = std::make_shared<const SpectrogramTile>(std::move(*made));
        m_cache.put(tile);
    }
    if (const auto receiver = takeReceiver(job))
        m_listener({.request = *receiver, .song = job.song, .tile = std::move(tile), .problem = {}});
}

/// Opens the song unless it is open. Its file is looked at each time: one that is gone or has changed has no tiles
/// here.
void TileWorker::open(const std::filesystem::path& song, const std::stop_token& stop) {
    std::error_code problem;
    const auto changed = std::filesystem::last_write_time(fileOf(song), problem);
    if (!problem && m_samples && song == m_song && changed == m_changed)
        return;
    m_cache.clear();
    m_samples.reset();
    if (const auto reason = m_gate ? m_gate(song) : std::nullopt)
        throw Error{ErrorKind::badFile, *reason};
    m_samples.emplace(song, stop);
    m_song = song;
    m_changed = changed;
}

bool TileWorker::isWanted(const Job& job) {
    const std::lock_guard lock(m_mutex);
    return m_wanted.song == job.song && m_wanted.style == job.style &&
           std::ranges::find(m_wanted.tiles, job.tile) != m_wanted.tiles.end();
}

std::optional<std::uint64_t> TileWorker::takeReceiver(const Job& job) {
    const std::lock_guard lock(m_mutex);
    if (m_wanted.song != job.song || m_wanted.style != job.style || std::erase(m_wanted.tiles, job.tile) == 0)
        return std::nullopt;
    return m_request;
}

void TileWorker::fail(const Job& job, const Message& problem) {
    std::uint64_t receiver = 0;
    {
        const std::lock_guard lock(m_mutex);
        if (m_wanted.song != job.song)
            return;
        m_wanted.tiles.clear();
        receiver = m_request;
    }
    m_listener({.request = receiver, .song = job.song, .tile = nullptr, .problem = problem});
}

} // namespace segue::spectrogram
