// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/play_jobs.h"

#include <utility>

namespace segue {

PlayJobs::PlayJobs(std::unique_ptr<playback::AudioSink> sink, AutomaticPause& rest, ListeningJobs& listening, EventEmitter& emitter)
    : m_emitter(emitter) {
    if (!sink)
        return;
    m_player =
        std::make_unique<playback::Player>(std::move(sink), [this, &rest, &listening](const playback::PlaybackStatus& status) {
            {
                const std::lock_guard lock(m_mutex);
                m_status = status;
            }
            rest.setPlayback(status.state == playback::PlayState::playing, status.isStrained);
            listening.take(status);
            m_emitter.emit(PlaybackChanged{status});
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

void PlayJobs::forgetLibrary(LibraryId library) {
    const auto now = [this] {
        const std::lock_guard lock(m_mutex);
        return m_status;
    }();
    if (!m_player || now.item.track.id == 0 || now.item.track.library != library)
        return;
    m_player->play({}, 0);
    if (now.state != playback::PlayState::stopped)
        m_emitter.inform({MessageId::playLibraryRemoved, {now.item.track.title}});
}

void PlayJobs::end() {
    if (m_player)
        m_player->end();
}

} // namespace segue
