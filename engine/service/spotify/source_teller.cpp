// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/spotify/source_teller.h"

#include <condition_variable>
#include <mutex>

namespace segue {

namespace {

constexpr std::chrono::milliseconds kBetween{100};

/// @return whether nobody asked to stop meanwhile
bool wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_until(lock, stop, until, [] { return false; });
    return !stop.stop_requested();
}

} // namespace

void SourceTeller::tell() {
    if (!m_isPosted.exchange(true))
        m_line.run([this](const std::stop_token& stop) { tellNow(stop); });
}

void SourceTeller::tellNow(const std::stop_token& stop) {
    if (!wait(m_told + kBetween, stop))
        return;
    m_isPosted = false; // whoever calls from here on may have changed what was read already
    m_told = std::chrono::steady_clock::now();
    SpotifyChanged changed;
    for (const auto id : m_files.all())
        if (auto source = m_files.read(id)) {
            m_overlay(*source);
            changed.sources.push_back(std::move(*source));
        }
    m_emitter.emit(std::move(changed));
}

} // namespace segue
