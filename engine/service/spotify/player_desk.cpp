// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/player_desk.h"

#include "engine/words/error.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace segue {

using Clock = std::chrono::steady_clock;
using OrderKind = SpotifyOrder::Kind;

namespace {

/// What makes Spotify heard.
bool isHeard(OrderKind kind) {
    return kind == OrderKind::play || kind == OrderKind::resume || kind == OrderKind::next || kind == OrderKind::previous ||
           kind == OrderKind::choose;
}

/// Of which only the last one counts.
bool isDrawn(OrderKind kind) { return kind == OrderKind::seek || kind == OrderKind::volume; }

} // namespace

PlayerDesk::PlayerDesk(PlayerRooms rooms)
    : m_rooms(std::move(rooms))
    , m_runRooms(m_rooms)
    , m_thread([this](const std::stop_token& stop) { serve(stop); }) {
    m_runRooms.changed = [this](const SpotifyPlayer& player) { tell(player); };
}

PlayerDesk::~PlayerDesk() { stop(); }

void PlayerDesk::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        m_jobs.clear();
        m_stop.request_stop();
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void PlayerDesk::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopped)
            return;
        m_jobs.push_back(std::move(job));
    }
    m_woken.notify_all();
}

void PlayerDesk::watch(SpotifySourceId source) {
    {
        const std::lock_guard lock(m_mutex);
        if (source == m_watched)
            return;
        m_watched = source;
        m_lookAt.reset();
        std::erase_if(m_jobs, [](const Job& job) { return job.kind == Job::Kind::watch; });
    }
    if (source != 0)
        post({.kind = Job::Kind::watch, .source = source});
}

void PlayerDesk::order(SpotifySourceId source, SpotifyOrder order) {
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_jobs, [&](const Job& job) {
            return job.kind == Job::Kind::order && job.source == source && isDrawn(order.kind) && job.order.kind == order.kind;
        });
    }
    post({.kind = Job::Kind::order, .source = source, .order = std::move(order)});
}

void PlayerDesk::noteAccount(SpotifySourceId source) {
    {
        const std::lock_guard lock(m_mutex);
        const bool isPosted =
            std::ranges::any_of(m_jobs, [&](const Job& job) { return job.kind == Job::Kind::account && job.source == source; });
        if (isPosted || source != m_watched)
            return;
    }
    post({.kind = Job::Kind::account, .source = source});
}

void PlayerDesk::noteOwn(bool plays) {
    {
        const std::lock_guard lock(m_mutex);
        if (std::exchange(m_isOwnHeard, plays) == plays)
            return;
        if (plays)
            std::erase_if(m_jobs, [](const Job& job) { return job.kind == Job::Kind::order && isHeard(job.order.kind); });
    }
    if (plays)
        return post({.kind = Job::Kind::pauseOurs});
    m_woken.notify_all();
}

void PlayerDesk::forget(SpotifySourceId source) {
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_jobs, [&](const Job& job) { return job.source == source; });
        if (m_running == source)
            m_stop.request_stop();
    }
    post({.kind = Job::Kind::forget, .source = source});
}

void PlayerDesk::serve(const std::stop_token& stop) {
    while (auto job = next(stop)) {
        std::stop_token running;
        {
            const std::lock_guard lock(m_mutex);
            if (m_isStopped)
                return;
            m_stop = {};
            m_running = job->source;
            running = m_stop.get_token();
        }
        carryOut(*job, running);
        const std::lock_guard lock(m_mutex);
        m_running = 0;
    }
}

std::optional<PlayerDesk::Job> PlayerDesk::next(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        if (!m_jobs.empty()) {
            auto job = std::move(m_jobs.front());
            m_jobs.pop_front();
            return job;
        }
        if (m_lookAt && *m_lookAt <= Clock::now()) {
            m_lookAt.reset();
            return Job{.kind = Job::Kind::look, .source = m_watched};
        }
        const auto isWanted = [this] { return !m_jobs.empty(); };
        if (m_lookAt)
            m_woken.wait_until(lock, stop, *m_lookAt, isWanted);
        else
            m_woken.wait(lock, stop, isWanted);
    }
    return std::nullopt;
}

/// The boundary of the thread.
void PlayerDesk::carryOut(const Job& job, const std::stop_token& stop) noexcept {
    try {
        try {
            carryOutNow(job, stop);
        } catch (const std::exception& error) {
            if (m_rooms.fail)
                m_rooms.fail(messageOf(error));
        }
    } catch (...) { // memory is too short to send even the error
    }
}

PlayerRun& PlayerDesk::run(SpotifySourceId source) {
    return m_runs.try_emplace(source, m_runRooms, source, [this](const std::stop_token& stop) { return silenceOwn(stop); })
        .first->second;
}

void PlayerDesk::carryOutNow(const Job& job, const std::stop_token& stop) {
    if (job.kind == Job::Kind::pauseOurs) {
        for (auto& [source, one] : m_runs)
            one.pauseOurs(stop);
        return;
    }
    if (job.kind == Job::Kind::forget)
        m_runs.erase(job.source);
    if (job.kind != Job::Kind::order && !isWatched(job.source))
        return;
    auto& one = run(job.source);
    const auto before = one.now().state;
    const bool mayAsk = one.readAccount();
    const bool isNew = mayAsk && one.now().state == SpotifyPlayerState::unknown;
    if (job.kind == Job::Kind::order && mayAsk)
        one.carryOut(job.order, stop);
    else if (mayAsk && (job.kind == Job::Kind::look || (job.kind == Job::Kind::watch && !one.isFresh()) || isNew))
        one.look(stop);
    else if (job.kind != Job::Kind::account || one.now().state != before)
        tell(one.now());
    if (mayAsk && (job.kind != Job::Kind::account || isNew)) // else what is to be looked at soon still is
        schedule(job.source);
}

bool PlayerDesk::isWatched(SpotifySourceId source) {
    const std::lock_guard lock(m_mutex);
    return source == m_watched;
}

/// What is heard of it, and whether it is looked at again.
void PlayerDesk::schedule(SpotifySourceId source) {
    auto& one = run(source);
    const auto wait = one.lookIn();
    const bool isOurs = one.isOurs();
    bool overlaps = false;
    {
        const std::lock_guard lock(m_mutex);
        overlaps = isOurs && m_isOwnHeard; // it has begun meanwhile
        if (source == m_watched)
            m_lookAt = wait ? std::optional(Clock::now() + *wait) : std::nullopt;
    }
    if (overlaps)
        post({.kind = Job::Kind::pauseOurs});
}

bool PlayerDesk::silenceOwn(const std::stop_token& stop) {
    if (m_rooms.pauseOwn)
        m_rooms.pauseOwn();
    std::unique_lock lock(m_mutex);
    return m_woken.wait_for(lock, stop, m_rooms.times.patience, [this] { return !m_isOwnHeard; }) && !stop.stop_requested();
}

void PlayerDesk::tell(const SpotifyPlayer& player) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopped || player.source != m_watched)
            return;
    }
    if (m_rooms.changed)
        m_rooms.changed(player);
}

} // namespace segue
