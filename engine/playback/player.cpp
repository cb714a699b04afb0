// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/player.h"

#include "engine/playback/play_thread.h"

#include <atomic>
#include <utility>

namespace segue::playback {

class Player::Impl {
public:
    Impl(std::unique_ptr<AudioSink> sink, Follow follow, Listener listener)
        : thread(std::move(sink), std::move(follow), std::move(listener)) {}

    std::atomic<std::uint64_t> orders{0};
    PlayThread thread;
};

Player::Player(std::unique_ptr<AudioSink> sink, Follow follow, Listener listener)
    : m_impl(std::make_unique<Impl>(std::move(sink), std::move(follow), std::move(listener))) {}

Player::~Player() = default;

void Player::end() { m_impl->thread.end(); }

std::uint64_t Player::play(PlayItem item, std::chrono::milliseconds from, bool paused) {
    PlayOrder order{.item = std::move(item), .from = from, .isPaused = paused, .number = ++m_impl->orders};
    const std::uint64_t number = order.number;
    m_impl->thread.post([order = std::move(order)](PlayThread& thread) { thread.play(order); }, true);
    return number;
}

void Player::followChanged() {
    m_impl->thread.post([](PlayThread& thread) { thread.followChanged(); }, false);
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

void Player::seek(std::chrono::milliseconds position) {
    m_impl->thread.post([position](PlayThread& thread) { thread.seek(position); }, false);
}

void Player::setSound(const SoundSettings& settings) {
    m_impl->thread.post([settings](PlayThread& thread) { thread.setSound(settings); }, false);
}

void Player::setVolume(float volume) { m_impl->thread.mixer().setVolume(volume); }

} // namespace segue::playback
