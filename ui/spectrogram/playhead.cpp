// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/playhead.h"

#include <cmath>

namespace segue::ui {

namespace {

constexpr double kJump = 0.25;   // seconds: what differs more is a seek
constexpr double kMakeUp = 0.15; // of a difference, with each report
constexpr double kLongest = 0.5; // nothing was reported for so long: the player hangs, and so does the playhead

} // namespace

void Playhead::follow(const std::filesystem::path& song) {
    if (song == m_song)
        return;
    m_song = song;
    m_base.reset();
}

void Playhead::report(const playback::PlaybackStatus& status, double nowSeconds) {
    if (m_song.empty() || status.item.track.path != m_song || status.state == playback::PlayState::stopped) {
        m_base.reset();
        return;
    }
    const auto expected = at(nowSeconds);
    const bool wasPlaying = m_playing;
    m_playing = status.state == playback::PlayState::playing;
    double position = std::chrono::duration<double>(status.item.start + status.position).count();
    if (expected && wasPlaying && m_playing && std::abs(position - *expected) < kJump)
        position = *expected + (position - *expected) * kMakeUp;
    m_base = position;
    m_since = nowSeconds;
}

std::optional<double> Playhead::at(double nowSeconds) const {
    if (!m_base || !m_playing)
        return m_base;
    return *m_base + std::clamp(nowSeconds - m_since, 0.0, kLongest);
}

} // namespace segue::ui
