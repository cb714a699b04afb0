// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playback/player.h"
#include "engine/words/queue_state.h"
#include "engine/words/sound_settings.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace segue {

/// The player; answered by PlaybackChanged. What plays comes out of the queue (QueueCommands), as it was left when Segue ended.
/// Without a sound output nothing happens.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events.
class PlaybackCommands {
public:
    virtual ~PlaybackCommands() = default;

    virtual void pause() = 0;
    /// Goes on; where nothing is loaded, or the last song ended and there are others now, with the queue.
    virtual void resume() = 0;
    virtual void stop() = 0;
    virtual void next() = 0;
    virtual void previous() = 0;     ///< to the start of the item if more than 3 s of it were heard, else to the one before
    virtual void nextAsIs() = 0;     ///< next(), but what is not playing does not begin to; nothing where there is no next
    virtual void previousAsIs() = 0; ///< previous(), likewise
    virtual void seek(std::chrono::milliseconds position) = 0; ///< from the item's start; clamped
    virtual void setVolume(float volume) = 0;                  ///< [0, 1], cubic so that the slider feels even
    virtual void setSound(const SoundSettings& settings) = 0;  ///< at once; what is applied is told with PlaybackStatus::level

    /// Plays previews, from items[index] on; queue and position stay as they are. What plays goes on below one preview, softer, or
    /// pauses for it (SoundSettings::pausesForPreview); if nothing plays, the other previews follow. next() and previous() go
    /// through the previews.
    /// @param context what playWhole() starts them as
    virtual void preview(std::vector<playback::PlayItem> items, std::size_t index, QueueContext context) = 0;
    /// Plays stretches one behind the other in any case, to be compared; else as preview().
    virtual void compare(std::vector<playback::PlayItem> items) = 0;
    virtual void endPreview() = 0; ///< back to what played
    virtual void playWhole() = 0;  ///< the song of the preview, and those of the others after it
};

} // namespace segue
