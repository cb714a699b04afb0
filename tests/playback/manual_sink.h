// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace segue::test {

/// The hand on the crank of a ManualSink; outlives it.
class Crank final {
public:
    /// Pulls frames as a device would; silence while the sink is suspended or the device is gone. [frames, 2]
    std::vector<float> pull(std::size_t frames);
    void setDevice(const std::string& problem); ///< empty: it is there
    void setLatency(double seconds) { m_latency = seconds; }
    void setExact(bool isExact) { m_isExact = isExact; } ///< songs are wanted at their own rate, every sample as it is
    [[nodiscard]] bool isRunning() const { return m_running; }

private:
    friend class ManualSink;
    std::mutex m_mutex; ///< of the callbacks; the player's everyday calls do not wait for a pull
    playback::AudioSink::Pull m_pull;
    playback::AudioSink::DeviceChanged m_deviceChanged;
    std::atomic<bool> m_running{false};
    std::atomic<bool> m_there{true};
    std::atomic<double> m_latency{0.0};
    std::atomic<bool> m_isExact{false};
};

[[nodiscard]] std::unique_ptr<playback::AudioSink> makeManualSink(const std::shared_ptr<Crank>& crank);

/// Keeps every status that a player tells, and waits for one.
class StatusLog final {
public:
    [[nodiscard]] playback::Player::Listener listener();
    /// The first status from now (the last one told included) that fits; fails the test after 20 s.
    playback::PlaybackStatus waitFor(const std::function<bool(const playback::PlaybackStatus&)>& fits);
    void waitForMore(std::size_t count) const; ///< until more than so many were told; fails the test after 20 s
    /// Whether one from a number on fits. A computer that is busy with other things tells of a short song and of the next in one
    /// go.
    [[nodiscard]] bool hasTold(std::size_t from, const std::function<bool(const playback::PlaybackStatus&)>& fits) const;
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] playback::PlaybackStatus last() const;
    [[nodiscard]] std::vector<playback::PlaybackStatus> all() const;

private:
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::deque<playback::PlaybackStatus> m_told; ///< never asks for much memory at once
};

/// What a player is told to follow: a plain list.
class Programme final {
public:
    /// Entries without an id are numbered from 1.
    void set(std::vector<playback::PlayItem> items);
    [[nodiscard]] playback::PlayItem at(std::size_t index) const;
    [[nodiscard]] playback::Follow follow();
    void repeatOne() { m_repeatsOne = true; } ///< from now on every item follows itself
    void repeatAll() { m_repeatsAll = true; } ///< the first follows the last

private:
    mutable std::mutex m_mutex;
    std::vector<playback::PlayItem> m_items;
    std::atomic<bool> m_repeatsOne{false};
    std::atomic<bool> m_repeatsAll{false};
};

/// A player with a list, a crank and a log.
struct Stage {
    std::shared_ptr<Crank> crank = std::make_shared<Crank>();
    StatusLog log;
    Programme programme;
    playback::Player player{makeManualSink(crank), programme.follow(), log.listener()};

    /// The list, from one of its items on.
    std::uint64_t play(std::vector<playback::PlayItem> items, std::size_t index = 0);

    /// Returns when the player has started its sink.
    Stage();

private:
    void letDecode();

public:
    /// Pulls until a status fits that was told since the call (or last before it); what was heard, without the frames of pure
    /// silence. [frames, 2]
    std::vector<float> hearUntil(const std::function<bool(const playback::PlaybackStatus&)>& fits);
    /// Pulls until a status fits, no faster than is decoded: what the sink was given, without the silence behind the last sound.
    std::vector<float> streamUntil(const std::function<bool(const playback::PlaybackStatus&)>& fits);
    std::vector<float> stream(std::size_t frames); ///< likewise, so many frames, silence included
    /// Pulls until that many frames of sound were heard.
    std::vector<float> hear(std::size_t frames);
};

/// A 16-bit WAV file whose every frame tells its number: see frameNumber().
void writeCountingSong(const std::filesystem::path& path, std::size_t frames);
/// The number of a frame heard at full volume.
[[nodiscard]] std::size_t frameNumber(float left, float right);

[[nodiscard]] playback::PlayItem itemOf(const std::filesystem::path& path, int id = 1);

} // namespace segue::test
