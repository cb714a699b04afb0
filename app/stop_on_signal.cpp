// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stop_on_signal.h"

#include <csignal>
#include <ctime>

namespace segue::app {
namespace {

sigset_t stopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

StopOnSignal::StopOnSignal() {
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    m_waiter = std::jthread([this, signals](const std::stop_token& end) {
        constexpr timespec kLook{.tv_sec = 0, .tv_nsec = 200'000'000}; // how often it looks whether it should end
        while (!end.stop_requested())
            if (sigtimedwait(&signals, nullptr, &kLook) > 0)
                m_stop.request_stop();
    });
}

StopOnSignal::~StopOnSignal() {
    m_waiter = {}; // requests its end and waits
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

} // namespace segue::app
