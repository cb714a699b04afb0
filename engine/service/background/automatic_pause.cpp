// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/background/automatic_pause.h"

#include "engine/service/background/power_supply.h"

#include <chrono>
#include <utility>

namespace segue {

namespace {

constexpr std::chrono::seconds kLookEvery{15};

} // namespace

AutomaticPause::AutomaticPause(analysis::AnalysisQueue& queue, std::filesystem::path supplies, bool batteryCounts)
    : m_queue(queue)
    , m_supplies(std::move(supplies))
    , m_rules(batteryCounts) {
    look();
    m_thread = std::jthread([this](std::stop_token stop) { loop(std::move(stop)); });
}

void AutomaticPause::stop() {
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
    }
    m_thread.request_stop();
    if (m_thread.joinable())
        m_thread.join();
}

void AutomaticPause::loop(std::stop_token stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait_for(lock, stop, kLookEvery, [] { return false; });
        }
        try {
            if (!stop.stop_requested())
                look();
        } catch (const std::exception&) { // memory is short: as it was, until the next look
        }
    }
}

void AutomaticPause::look() {
    const bool onBattery = isOnBattery(m_supplies);
    apply([onBattery](PauseRules& rules) { rules.setOnBattery(onBattery); });
}

void AutomaticPause::setBatteryCounts(bool counts) {
    apply([counts](PauseRules& rules) { rules.setBatteryCounts(counts); });
}

void AutomaticPause::setPlayback(bool isPlaying, bool isStrained) {
    apply([=](PauseRules& rules) { rules.setPlayback(isPlaying, isStrained); });
}

bool AutomaticPause::goOn() {
    bool rested = false;
    apply([&](PauseRules& rules) {
        rested = rules.restsForBattery() || rules.restsForPlayback();
        rules.goOn();
    });
    return rested;
}

/// Tells the queue under the lock, so that its last command is the valid one.
template <typename Change>
void AutomaticPause::apply(Change&& change) {
    const std::lock_guard lock(m_mutex);
    if (m_isStopped)
        return;
    change(m_rules);
    const auto tell = [this](bool& told, bool rests, PauseReason reason) {
        if (std::exchange(told, rests) != rests)
            rests ? m_queue.pause(reason) : m_queue.resume(reason);
    };
    tell(m_restsForBattery, m_rules.restsForBattery(), PauseReason::battery);
    tell(m_restsForPlayback, m_rules.restsForPlayback(), PauseReason::playback);
}

} // namespace segue
