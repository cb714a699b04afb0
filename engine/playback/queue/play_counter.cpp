// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_counter.h"

#include <algorithm>

namespace segue::playback {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds kPlayCounterAlwaysEnough = std::chrono::minutes(4);
constexpr milliseconds kPlayCounterFirstSeconds = std::chrono::seconds(3);
/// Reports come ten times a second, so a longer step of the position was a jump and was not heard.
constexpr milliseconds kLongestStep = std::chrono::seconds(2);

} // namespace

bool PlayCounter::isStart(const PlaybackStatus& status) const {
    const bool wentBack = status.position < kPlayCounterFirstSeconds && status.position < m_position;
    return status.item.track.id != m_song || m_state == PlayState::stopped || (wentBack && m_position >= kPlayCounterFirstSeconds);
}

milliseconds PlayCounter::enough(const PlaybackStatus& status) {
    const auto length = status.length.count() > 0 ? status.length : status.item.track.duration;
    return length.count() > 0 ? std::min(length / 2, kPlayCounterAlwaysEnough) : kPlayCounterAlwaysEnough;
}

std::optional<TrackId> PlayCounter::take(const PlaybackStatus& status) {
    if (status.item.isPreview())
        return std::nullopt; // a preview: the song that it interrupts is counted on afterwards
    const bool starts = isStart(status);
    const auto step = status.position - m_position;
    m_song = status.item.track.id;
    m_state = status.state;
    m_position = status.position;
    if (starts) {
        m_heard = milliseconds(0);
        m_counted = false;
    } else if (step.count() > 0 && step <= kLongestStep) {
        m_heard += step;
    }
    const bool isSong = m_song != 0 && m_state != PlayState::stopped;
    if (m_counted || !isSong || m_heard < enough(status))
        return std::nullopt;
    m_counted = true;
    return m_song;
}

} // namespace segue::playback
