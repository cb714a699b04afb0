// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace segue {

/// The player; answered by PlaybackChanged. Without a sound output nothing happens.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class PlaybackCommands {
public:
    virtual ~PlaybackCommands() = default;

    virtual void play(std::vector<playback::PlayItem> items, std::size_t index) = 0;
    virtual void playNext(playback::PlayItem item) = 0;
    virtual void pause() = 0;
    virtual void resume() = 0;
    virtual void stop() = 0;
    virtual void next() = 0;
    virtual void previous() = 0; ///< to the start of the item if more than 3 s of it were heard, else to the one before
    virtual void seek(std::chrono::milliseconds position) = 0; ///< from the item's start; clamped
    virtual void setVolume(float volume) = 0;                  ///< [0, 1], cubic so that the slider feels even
};

} // namespace segue
