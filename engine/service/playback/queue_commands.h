// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"
#include "engine/words/request.h"

#include <cstddef>
#include <vector>

namespace segue {

/// What will play; QueueChanged tells of every change. Each change of the list can be undone, twenty steps back; what plays
/// goes on. Without a sound output nothing happens.
///
/// Thread rule: any one thread; every command returns at once. Failure rule: failures arrive as Notice events; what names no
/// entry changes nothing.
class QueueCommands {
public:
    static constexpr std::size_t kAnySong = static_cast<std::size_t>(-1);

    virtual ~QueueCommands() = default;

    /// Plays songs[index] and what follows it; what the listener put in stays, and plays first.
    /// @param index kAnySong: the first, or while shuffled any
    virtual void playContext(std::vector<QueueSong> songs, std::size_t index, QueueContext context) = 0;
    virtual void playNext(std::vector<QueueSong> songs) = 0; ///< before all else; at once if nothing is playing
    virtual void add(std::vector<QueueSong> songs) = 0;      ///< behind all that was put in
    /// Behind an entry that comes yet, else behind all that was put in; behind the one that plays, or 0: as playNext().
    /// @param playsNow it plays at once
    virtual void insertAfter(EntryId entry, std::vector<QueueSong> songs, bool playsNow) = 0;
    virtual void remove(std::vector<EntryId> entries) = 0;
    virtual void move(std::vector<EntryId> entries, QueueTarget target) = 0;
    virtual void clear() = 0; ///< all but what plays
    virtual void undo() = 0;
    virtual void redo() = 0;
    virtual void setShuffled(bool isShuffled) = 0;
    virtual void setRepeat(RepeatMode mode) = 0;
    virtual void setStopAfterCurrent(bool stop) = 0;
    virtual void jumpTo(EntryId entry) = 0; ///< plays it; an entry of the history too
    /// Answered by QueueSongsLoaded: what entries say is looked up when they are seen.
    virtual void loadSongs(RequestId request, std::vector<TrackId> tracks) = 0;
};

} // namespace segue
