// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/work_progress.h"

#include <algorithm>

namespace segue {

namespace {
constexpr std::chrono::milliseconds kInterval{100};
constexpr std::chrono::seconds kStandsStill{3};
} // namespace

WorkProgress::Entry* WorkProgress::find(std::uint64_t number) {
    const auto found = std::ranges::find(m_jobs, number, &Entry::number);
    return found == m_jobs.end() ? nullptr : &*found;
}

Progress WorkProgress::current() const {
    const auto shown = std::ranges::find(m_jobs, m_shown, &Entry::number);
    return shown == m_jobs.end() ? m_analysis : shown->progress;
}

/// Chooses the job to show: the shown one while it moves; else the first that moves; else the first.
void WorkProgress::choose(Clock::time_point now) {
    const auto moves = [&](const Entry& job) { return now - job.moved < kStandsStill; };
    if (const auto* shown = find(m_shown); shown != nullptr && moves(*shown))
        return;
    const auto next = std::ranges::find_if(m_jobs, moves);
    if (next != m_jobs.end())
        m_shown = next->number;
    else if (find(m_shown) == nullptr)
        m_shown = m_jobs.empty() ? 0 : m_jobs.front().number;
}

std::shared_ptr<WorkProgress::Job> WorkProgress::begin(Progress::Stage stage) {
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    auto job = std::make_shared<Job>(*this, ++m_last);
    m_jobs.push_back({m_last, {.stage = stage, .running = true}, now});
    choose(now);
    m_emitter.emit(current());
    return job;
}

void WorkProgress::update(std::uint64_t number, std::size_t done, std::size_t total) {
    const std::lock_guard lock(m_mutex);
    auto* job = find(number);
    if (job == nullptr)
        return;
    const auto now = Clock::now();
    job->progress.done = done;
    job->progress.total = total;
    job->moved = now;
    choose(now);
    if (number != m_shown || now - m_sent < kInterval)
        return;
    m_sent = now;
    m_emitter.emit(current());
}

void WorkProgress::end(std::uint64_t number) {
    const std::lock_guard lock(m_mutex);
    if (std::erase_if(m_jobs, [&](const Entry& job) { return job.number == number; }) == 0)
        return;
    choose(Clock::now());
    m_emitter.emit(current());
}

void WorkProgress::analysis(const analysis::QueueProgress& progress) {
    const std::lock_guard lock(m_mutex);
    const auto work = progress.outlining ? Progress::Stage::outlining : Progress::Stage::analysing;
    m_analysis = {.stage = progress.running || progress.paused ? work : Progress::Stage::idle,
                  .running = progress.running,
                  .paused = progress.paused,
                  .pausedBy = progress.pausedBy,
                  .done = progress.done,
                  .total = progress.total,
                  .failed = progress.failed,
                  .songsPerSecond = progress.songsPerSecond,
                  .timeLeft = progress.timeLeft};
    if (m_jobs.empty())
        m_emitter.emit(current());
}

} // namespace segue
