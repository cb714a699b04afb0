// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"
#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace segue::playback {

/// One thing to be played: a whole song, or a stretch of one (a preview).
struct PlayItem {
    Track track;
    std::chrono::milliseconds start{0};  ///< where in the file the item begins
    std::chrono::milliseconds length{0}; ///< 0: to the end of the file

    [[nodiscard]] bool isPreview() const { return length.count() > 0; }
};

enum class PlayState : std::uint8_t { stopped, playing, paused };

/// What the playback bar shows. Positions count from the item's start.
struct PlaybackStatus {
    PlayState state = PlayState::stopped;
    PlayItem item;                         ///< item.track.id and path are empty when nothing is loaded
    std::chrono::milliseconds position{0}; ///< what is heard now
    std::chrono::milliseconds length{0};   ///< of the item; known once it is opened
    bool hasNext = false;
    bool hasPrevious = false;
    bool isStrained = false; ///< decoding hardly keeps up, or did not some seconds ago: whatever else works should rest
    Message problem;         ///< no audio device, or this file cannot be played; empty: all is well
};

/// Plays a list of items through a sink: decodes ahead on a thread of its own into a ring buffer that the sink pulls.
///
/// Thread rule: every function may be called from any one thread and returns at once. The listener is called on the
/// player's thread: on every change, and at most 10 times a second while the position moves.
/// Failure rule: nothing throws after the constructor. An item that cannot be played is reported in
/// PlaybackStatus::problem and the next one starts; one whose disk does not answer is given up by
/// the next command that replaces it; without a device the state is paused and playing begins when a
/// device is back.
class Player final {
public:
    using Listener = std::function<void(const PlaybackStatus&)>;

    Player(std::unique_ptr<AudioSink> sink, Listener listener);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;
    void end(); ///< waits, but for no disk; the listener is told nothing more, and commands do nothing

    /// Replaces the list and plays items[index] from its start.
    void play(std::vector<PlayItem> items, std::size_t index);
    /// Puts an item behind the current one; plays it if nothing is playing.
    void playNext(PlayItem item);

    void pause();
    void resume();
    void stop();
    void next();
    void previous(); ///< to the start of the item if more than 3 s of it were heard, else to the one before
    void seek(std::chrono::milliseconds position); ///< from the item's start; clamped
    void setVolume(float volume); ///< [0, 1], cubic so that the slider feels even; takes effect at once, without a click

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::playback
