// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace segue::app {

/// While it lives, SIGINT and SIGTERM request a stop instead of ending the process. Make it before any other thread: threads
/// inherit the block on these signals, and one waiting thread takes them, also those that came before it started.
class StopOnSignal final {
public:
    StopOnSignal();
    ~StopOnSignal();
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_waiter;
};

} // namespace segue::app
