// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/preview_desk.h"

#include <utility>

namespace segue {

using playback::PlayItem;
using playback::PlayState;

PreviewDesk::PreviewDesk(playback::SharedSink& sink, QueueSongs& songs, playback::Follow follow,
                         playback::Player::Listener listener)
    : m_sink(sink)
    , m_songs(songs)
    , m_player(sink.over(), std::move(follow), std::move(listener)) {}

void PreviewDesk::end() { m_player.end(); }

void PreviewDesk::setSound(const SoundSettings& settings) {
    auto own = settings;
    own.crossfade = std::chrono::seconds{0}; // previews are short, and fade in and out by themselves
    m_player.setSound(own);
}

bool PreviewDesk::begin(PreviewRun run, bool isStill, bool isPlaying) {
    for (auto& item : run.items)
        item.entry = 0; // it is none of the queue's
    run.isAlone = m_run ? m_run->isAlone : isStill;
    run.interrupts = m_run ? m_run->interrupts : isPlaying;
    run.pausesMusic = m_run ? m_run->pausesMusic : m_pausesMusic;
    const auto index = run.index;
    m_run = std::move(run);
    if (m_run->interrupts && !m_run->pausesMusic)
        m_sink.setDucked(true);
    show(index);
    return m_run->interrupts && m_run->pausesMusic;
}

void PreviewDesk::show(std::size_t index) {
    m_run->index = index;
    auto item = m_run->item();
    m_songs.fillLoudness(item);
    m_order = m_player.play(item);
}

bool PreviewDesk::next() {
    if (!m_run->hasNext())
        return false;
    show(m_run->index + 1);
    return true;
}

void PreviewDesk::previous() {
    const bool isAgain = m_heard.order == m_order && m_heard.position > kRestart;
    show(isAgain || m_run->index == 0 ? m_run->index : m_run->index - 1);
}

std::optional<PreviewRun> PreviewDesk::drop() {
    auto over = std::exchange(m_run, std::nullopt);
    if (over) {
        m_order = m_player.play(PlayItem{});
        m_sink.setDucked(false);
    }
    return over;
}

std::optional<PlayItem> PreviewDesk::follows(const PlayItem& item) {
    auto following = m_run ? m_run->follows(item) : std::nullopt;
    if (following)
        m_songs.fillLoudness(*following);
    return following;
}

PreviewDesk::Taken PreviewDesk::take(const playback::PlaybackStatus& status) {
    if (!m_run || status.order != m_order)
        return Taken::old;
    if (const auto place = m_run->find(status.item))
        m_run->index = *place;
    if (status.state == PlayState::stopped)
        return Taken::over;
    m_heard = status;
    complete(m_heard);
    return Taken::heard;
}

void PreviewDesk::complete(playback::PlaybackStatus& status) const {
    status.hasNext = m_run->hasNext();
    status.hasPrevious = m_run->index > 0;
}

} // namespace segue
