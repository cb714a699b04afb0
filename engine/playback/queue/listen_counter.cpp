// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/listen_counter.h"

#include <algorithm>

namespace segue::playback {

using std::chrono::milliseconds;
using std::chrono::sys_seconds;

namespace {

constexpr milliseconds kAlwaysEnough = std::chrono::minutes(4);
constexpr milliseconds kShortest = std::chrono::seconds(30);
constexpr milliseconds kFirstSeconds = std::chrono::seconds(3);
/// If the position advanced by this much more than the clock did, it was a jump (reports come some tenths of a second late).
constexpr milliseconds kLate{500};

milliseconds lengthOf(const PlaybackStatus& status) {
    return status.length.count() > 0 ? status.length : status.item.track.duration;
}

bool mayCount(const PlaybackStatus& status) {
    const auto length = lengthOf(status);
    const auto& track = status.item.track;
    return !track.artist.empty() && !track.title.empty() && (length.count() <= 0 || length >= kShortest);
}

milliseconds enough(const PlaybackStatus& status) {
    const auto length = lengthOf(status);
    return length.count() > 0 ? std::min(length / 2, kAlwaysEnough) : kAlwaysEnough;
}

} // namespace

bool ListenCounter::isStart(const PlaybackStatus& status) const {
    const auto& last = m_last.item;
    const bool isAnother =
        last.track.path != status.item.track.path || last.entry != status.item.entry || m_last.begun != status.begun;
    const bool wentBack = status.position < kFirstSeconds && status.position < m_last.position && m_last.position >= kFirstSeconds;
    return isAnother || m_last.state == PlayState::stopped || wentBack;
}

Listen ListenCounter::listenOf(const PlaybackStatus& status) const {
    const auto& track = status.item.track;
    return {.at = m_began,
            .artist = track.artist,
            .title = track.title,
            .album = track.album,
            .albumArtist = track.albumArtist,
            .trackNumber = track.trackNumber,
            .duration = lengthOf(status)};
}

ListenCounter::Told ListenCounter::take(const PlaybackStatus& status, const Clocks& now) {
    if (status.item.isPreview())
        return {}; // a preview: the song that it interrupts is counted on afterwards
    const auto passed = std::chrono::duration_cast<milliseconds>(now.steady - m_lastAt);
    const auto step = status.position - m_last.position;
    if (isStart(status)) {
        m_heard = milliseconds(0);
        m_began = {};
        m_isCounted = false;
    } else if (step.count() > 0 && step <= passed + kLate) {
        m_heard += step;
    }
    m_last = status;
    m_lastAt = now.steady;
    Told told;
    if (!mayCount(status))
        return told;
    if (status.state == PlayState::playing && m_began == sys_seconds{}) {
        m_began = std::chrono::floor<std::chrono::seconds>(now.wall);
        told.began = listenOf(status);
    }
    if (!m_isCounted && m_began != sys_seconds{} && status.state != PlayState::stopped && m_heard >= enough(status)) {
        m_isCounted = true;
        told.counted = listenOf(status);
    }
    return told;
}

} // namespace segue::playback
