// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/audio_sink.h"
#include "engine/words/message.h"
#include "engine/words/sound_settings.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace segue::playback {

/// One thing to be played: a whole song, or a stretch of one (a preview).
struct PlayItem {
    Track track;
    std::chrono::milliseconds start{0};  ///< where in the file the item begins
    std::chrono::milliseconds length{0}; ///< 0: to the end of the file
    std::uint64_t entry = 0;             ///< id of the entry in the queue; 0: none
    MeasuredLoudness loudness = {};      ///< the song's, as far as it is known; its tags are read when it is played
    MeasuredLoudness albumLoudness = {}; ///< that of all songs of its album together

    [[nodiscard]] bool isPreview() const { return length.count() > 0; }
};

enum class PlayState : std::uint8_t { stopped, playing, paused };

/// What the playback bar shows. Positions count from the item's start.
struct PlaybackStatus {
    PlayState state = PlayState::stopped;
    PlayItem item; ///< that is heard, or was last or was to be; track.id and path are empty when nothing is loaded
    std::chrono::milliseconds position{0}; ///< what is heard now
    std::chrono::milliseconds length{0};   ///< of the item; known once it is opened
    bool hasNext = false;                  ///< filled in by the owner of the queue, as is hasPrevious
    bool hasPrevious = false;
    bool isStrained = false;       ///< decoding hardly keeps up, or did not some seconds ago: whatever else works should rest
    Message problem;               ///< no audio device, or a file cannot be played; empty: all is well
    std::uint64_t failedEntry = 0; ///< the problem's; 0: it is not an entry's
    std::uint64_t begun = 0;       ///< counts the items that began: one that follows itself changes nothing else
    AppliedLevel level;            ///< how much louder or softer the item is than its file
    std::uint64_t order = 0;       ///< number of the play() that was carried out last; what comes with an older one is old
};

/// Says what follows an item; nothing: playing ends with it. Asked on the player's thread when the decoder reaches the
/// item's end, so before that is heard, and may be asked again. Must return at once.
using Follow = std::function<std::optional<PlayItem>(const PlayItem& current)>;

/// Plays one item after another through a sink: decodes ahead on a thread of its own into a ring buffer that the sink
/// pulls. What follows an item somebody else knows: the player asks, so that no gap is heard.
///
/// Thread rule: every function may be called from any one thread and returns at once. The listener is called on the
/// player's thread: on every change, and at most 10 times a second while the position moves.
/// Failure rule: nothing throws after the constructor. An item that cannot be played is reported in
/// PlaybackStatus::problem, each once, and what follows it starts; the problem leaves when the song that took its place
/// has ended. An item whose disk does not answer is given up by the next play() or stop(); without a device the state is
/// paused and playing begins when a device is back.
class Player final {
public:
    using Listener = std::function<void(const PlaybackStatus&)>;

    /// @param sink null: everything but sound
    /// @param follow empty: nothing follows anything
    Player(std::unique_ptr<AudioSink> sink, Follow follow, Listener listener);
    ~Player();
    Player(const Player&) = delete;
    Player& operator=(const Player&) = delete;
    void end(); ///< waits, but for no disk; the listener is told nothing more, and commands do nothing

    /// Replaces what plays. An item without a path: nothing is loaded from then on.
    /// @param from where in the item it begins; if the item cannot be played, what follows it begins at its start
    /// @param paused it is made ready, and resume() starts it
    /// @return the number of this order: see PlaybackStatus::order
    std::uint64_t play(PlayItem item, std::chrono::milliseconds from = {}, bool paused = false);
    /// What follows may be another now: what is decoded ahead but not heard is asked for again, and decoded anew from
    /// the boundary on where the answer differs. The sound up to there goes on untouched.
    void followChanged();

    void pause();  ///< reported when nothing is heard any more
    void resume(); ///< after a stop or at the end: the item from its start
    void stop();
    void seek(std::chrono::milliseconds position); ///< from the item's start; clamped
    void setSound(const SoundSettings& settings);  ///< takes effect at once; a crossfade with the next song
    void setVolume(float volume); ///< [0, 1], cubic so that the slider feels even; takes effect at once, without a click

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace segue::playback
