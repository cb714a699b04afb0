// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/play_jobs.h"

#include <utility>

namespace segue {

PlayJobs::PlayJobs(std::unique_ptr<playback::AudioSink> sink, AutomaticPause& rest, ListeningJobs& listening,
                   EventEmitter& emitter) {
    if (!sink)
        return;
    m_player = std::make_unique<playback::Player>(std::move(sink), [&](const playback::PlaybackStatus& status) {
        rest.setPlayback(status.state == playback::PlayState::playing, status.isStrained);
        listening.take(status);
        emitter.emit(PlaybackChanged{status});
    });
}

void PlayJobs::play(std::vector<playback::PlayItem> items, std::size_t index) {
    if (m_player)
        m_player->play(std::move(items), index);
}

void PlayJobs::playNext(playback::PlayItem item) {
    if (m_player)
        m_player->playNext(std::move(item));
}

void PlayJobs::pause() {
    if (m_player)
        m_player->pause();
}

void PlayJobs::resume() {
    if (m_player)
        m_player->resume();
}

void PlayJobs::stop() {
    if (m_player)
        m_player->stop();
}

void PlayJobs::next() {
    if (m_player)
        m_player->next();
}

void PlayJobs::previous() {
    if (m_player)
        m_player->previous();
}

void PlayJobs::seek(std::chrono::milliseconds position) {
    if (m_player)
        m_player->seek(position);
}

void PlayJobs::setVolume(float volume) {
    if (m_player)
        m_player->setVolume(volume);
}

void PlayJobs::end() {
    if (m_player)
        m_player->end();
}

} // namespace segue
