// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace segue {

/// Runs jobs one after another on a thread of its own. Each job gets a token that is asked to stop when the executor ends. An
/// exception ends its job only; a job that has to report it catches it itself (job_line.h).
///
/// Thread rule: all functions from any thread but its own.
class SerialExecutor final {
public:
    using Job = std::function<void(std::stop_token)>;

    SerialExecutor();
    ~SerialExecutor();
    SerialExecutor(const SerialExecutor&) = delete;
    SerialExecutor& operator=(const SerialExecutor&) = delete;

    void post(Job job); ///< dropped after stop()
    /// Asks the running job to stop, waits for it and drops those not begun. The destructor does the same.
    void stop();
    /// Asks the running and the waiting jobs to stop: each still runs and sees its token. Later jobs run as usual.
    void stopPosted();
    void requestStop();                ///< as stop(), but does not wait
    [[nodiscard]] bool isIdle() const; ///< nothing runs or waits

private:
    void loop(const std::stop_token& stop);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<std::pair<Job, std::stop_token>> m_jobs;
    std::stop_source m_posted; ///< of everything posted since the last stopPosted()
    bool m_isRunning = false;
    std::jthread m_thread;
};

} // namespace segue
