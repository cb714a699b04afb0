// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playback/play_jobs.h"

#include <utility>

namespace segue {

namespace {

/// previous() goes to the item's start if more than this was heard.
constexpr std::chrono::milliseconds kRestart{3'000};

} // namespace

PlayJobs::PlayJobs(std::unique_ptr<playback::AudioSink> sink, AutomaticPause& rest, ListeningJobs& listening, EventEmitter& emitter)
    : m_rest(rest)
    , m_listening(listening)
    , m_emitter(emitter) {
    if (!sink)
        return;
    m_player = std::make_unique<playback::Player>(
        std::move(sink), [this](const playback::PlayItem& item) { return after(item); },
        [this](const playback::PlaybackStatus& status) { take(status); });
}

/// On the player's thread, as the next.
std::optional<playback::PlayItem> PlayJobs::after(const playback::PlayItem& item) {
    const std::lock_guard lock(m_mutex);
    const auto index = m_queue.find(item.entry);
    return index && *index + 1 < m_queue.size() ? std::optional(m_queue.at(*index + 1)) : std::nullopt;
}

void PlayJobs::take(playback::PlaybackStatus status) {
    {
        const std::lock_guard lock(m_mutex);
        if (status.order == m_order) {
            if (const auto index = m_queue.find(status.item.entry))
                m_queue.moveTo(*index);
            m_state = status.state;
            m_position = status.position;
        }
        status.hasNext = m_queue.hasNext();
        status.hasPrevious = m_queue.hasPrevious();
    }
    m_rest.setPlayback(status.state == playback::PlayState::playing, status.isStrained);
    m_listening.take(status);
    m_emitter.emit(PlaybackChanged{status});
}

/// The lock must be held.
void PlayJobs::begin(std::size_t index) {
    m_queue.moveTo(index);
    m_position = std::chrono::milliseconds(0);
    m_state = playback::PlayState::playing;
    m_order = m_player->play(m_queue.at(index));
}

void PlayJobs::play(std::vector<playback::PlayItem> items, std::size_t index) {
    if (!m_player)
        return;
    const std::lock_guard lock(m_mutex);
    for (auto& item : items)
        item.entry = ++m_lastEntry;
    m_queue = playback::PlayQueue(std::move(items), index);
    if (m_queue.empty())
        m_order = m_player->play({});
    else
        begin(m_queue.current());
}

void PlayJobs::playNext(playback::PlayItem item) {
    if (!m_player)
        return;
    const std::lock_guard lock(m_mutex);
    const std::size_t index = m_queue.empty() ? 0 : m_queue.current() + 1;
    item.entry = ++m_lastEntry;
    m_queue.insertNext(std::move(item));
    if (m_state == playback::PlayState::stopped)
        begin(index);
    else
        m_player->followChanged();
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
    if (!m_player)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_queue.hasNext())
        begin(m_queue.current() + 1);
    else
        m_player->stop();
}

void PlayJobs::previous() {
    if (!m_player)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_queue.empty())
        return;
    const std::size_t current = m_queue.current();
    begin(m_position > kRestart || !m_queue.hasPrevious() ? current : current - 1);
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
