// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/work_progress.h"

namespace segue {

namespace {
constexpr std::chrono::milliseconds kInterval{100};
}

Progress WorkProgress::current() const { return m_active > 0 ? m_foreground : m_analysis; }

void WorkProgress::begin(Progress::Stage stage) {
    const std::lock_guard lock(m_mutex);
    if (m_active++ == 0)
        m_foreground = {.stage = stage, .running = true};
    m_emitter.emit(current());
}

void WorkProgress::update(Progress::Stage stage, std::size_t done, std::size_t total) {
    const std::lock_guard lock(m_mutex);
    m_foreground = {.stage = stage, .running = true, .done = done, .total = total};
    const auto now = std::chrono::steady_clock::now();
    if (now - m_sent < kInterval)
        return;
    m_sent = now;
    m_emitter.emit(current());
}

void WorkProgress::end() {
    const std::lock_guard lock(m_mutex);
    if (--m_active == 0)
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
    if (m_active == 0)
        m_emitter.emit(current());
}

} // namespace segue
