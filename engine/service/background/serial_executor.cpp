// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/serial_executor.h"

namespace segue {

SerialExecutor::SerialExecutor()
    : m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

SerialExecutor::~SerialExecutor() { stop(); }

void SerialExecutor::requestStop() {
    m_thread.request_stop();
    stopPosted();
}

void SerialExecutor::stop() {
    requestStop();
    if (m_thread.joinable())
        m_thread.join();
}

void SerialExecutor::post(Job job) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_thread.get_stop_token().stop_requested())
            return; // dropped here, so that what it holds goes now
        m_jobs.emplace_back(std::move(job), m_posted.get_token());
    }
    m_wake.notify_one();
}

void SerialExecutor::stopPosted() {
    const std::lock_guard lock(m_mutex);
    m_posted.request_stop();
    m_posted = {};
}

bool SerialExecutor::isIdle() const {
    const std::lock_guard lock(m_mutex);
    return m_jobs.empty() && !m_isRunning;
}

void SerialExecutor::loop(const std::stop_token& stop) {
    while (true) {
        std::pair<Job, std::stop_token> next;
        {
            std::unique_lock lock(m_mutex);
            m_isRunning = false;
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); }) || stop.stop_requested())
                return;
            next = std::move(m_jobs.front());
            m_jobs.pop_front();
            m_isRunning = true;
        }
        try {
            next.first(next.second);
        } catch (...) { // the jobs behind it have done nothing
        }
    }
}

} // namespace segue
