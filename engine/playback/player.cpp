// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/player.h"

#include "engine/playback/play_thread.h"

#include <utility>

namespace segue::playback {

class Player::Impl {
public:
    Impl(std::unique_ptr<AudioSink> sink, Listener listener)
        : thread(std::move(sink), std::move(listener)) {}

    PlayThread thread;
};

Player::Player(std::unique_ptr<AudioSink> sink, Listener listener)
    : m_impl(std::make_unique<Impl>(std::move(sink), std::move(listener))) {}

Player::~Player() = default;

void Player::end() { m_impl->thread.end(); }

void Player::play(std::vector<PlayItem> items, std::size_t index) {
    m_impl->thread.post([queue = PlayQueue(std::move(items), index)](PlayThread& thread) mutable { thread.play(std::move(queue)); },
                        true);
}

void Player::playNext(PlayItem item) {
    m_impl->thread.post([item = std::move(item)](PlayThread& thread) { thread.playNext(item); }, false);
}

void Player::pause() {
    m_impl->thread.post([](PlayThread& thread) { thread.pause(); }, false);
}

void Player::resume() {
    m_impl->thread.post([](PlayThread& thread) { thread.resume(); }, false);
}

void Player::stop() {
    m_impl->thread.post([](PlayThread& thread) { thread.stop(); }, true);
}

void Player::next() {
    m_impl->thread.post([](PlayThread& thread) { thread.next(); }, true);
}

void Player::previous() {
    m_impl->thread.post([](PlayThread& thread) { thread.previous(); }, true);
}

void Player::seek(std::chrono::milliseconds position) {
    m_impl->thread.post([position](PlayThread& thread) { thread.seek(position); }, false);
}

void Player::setVolume(float volume) { m_impl->thread.mixer().setVolume(volume); }

} // namespace segue::playback
