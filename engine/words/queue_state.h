// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue {

using EntryId = std::uint64_t; ///< one place in the play queue; > 0, never used again; 0 is none

/// A song as it is put into the queue.
struct QueueSong {
    TrackId track = 0;          ///< 0: a file outside every library
    std::filesystem::path file; ///< of that one
    std::uint32_t artist = 0;   ///< artistKey() of its artist; 0: unknown
};

/// Tells artists apart, so that a shuffle can spread them; the same in every run. 0 for an empty name.
[[nodiscard]] std::uint32_t artistKey(std::string_view artist);
[[nodiscard]] QueueSong queueSong(const Track& track);

/// One place in the queue. 24 bytes, since there may be 200,000 of them; its song's words are looked up when they are seen.
struct QueueEntry {
    EntryId id = 0;
    std::int64_t song = 0;    ///< > 0: a TrackId; < 0: -1 is the first of QueueState::files, and so on
    std::uint32_t artist = 0; ///< as QueueSong's
    std::uint32_t rank = 0;   ///< in what was started: its place before the shuffle; in what was put in: 1 by "play next", else 0
    bool operator==(const QueueEntry&) const = default;
};

using QueueEntries = std::vector<QueueEntry>;

/// Where playing began.
struct QueueContext {
    enum class Kind : std::uint8_t { none, library, search, recommendation, playlist, album, artist, files, radio };
    Kind kind = Kind::none;
    std::string name;    ///< UTF-8: the library's, the album's, the seed's title, ...
    std::int64_t id = 0; ///< the library's or the playlist's; 0: it has none
    bool operator==(const QueueContext&) const = default;
};

/// Where entries are to go.
struct QueueTarget {
    enum class Part : std::uint8_t { started, added };
    Part part = Part::added;
    EntryId before = 0; ///< an entry of that part; 0: to its end
};

enum class RepeatMode : std::uint8_t { off, all, one };

/// The parts of the queue. Copies share them; none is changed once it is seen.
struct QueueLists {
    using Part = std::shared_ptr<const QueueEntries>;

    QueueContext context;
    Part started = std::make_shared<const QueueEntries>();   ///< the context's songs, in the order in which they play
    Part added = std::make_shared<const QueueEntries>();     ///< what the listener put in: it plays first
    Part automatic = std::make_shared<const QueueEntries>(); ///< what Segue adds behind all others
    std::int64_t place = -1;                                 ///< of the last song in `started` that played; -1: before the first
    bool isShuffled = false;
};

/// All of the queue at one moment.
struct QueueState {
    QueueLists lists;
    std::optional<QueueEntry> current; ///< it may be in `started`; what was put in left its part when it began
    QueueLists::Part history = std::make_shared<const QueueEntries>(); ///< what played before, the latest last
    std::shared_ptr<const std::vector<std::filesystem::path>> files = std::make_shared<const std::vector<std::filesystem::path>>();
    RepeatMode repeat = RepeatMode::off;
    EntryId stopAfter = 0;         ///< playing ends behind this entry
    EntryId lastId = 0;            ///< the newest that was given out
    std::size_t historyBefore = 0; ///< so much of the history is from before the context was started

    [[nodiscard]] bool isCurrentStarted() const; ///< the current entry is the one at its place in `started`
    /// How many songs of the context come yet; with repeat all they begin anew, up to the one before the current.
    [[nodiscard]] std::size_t startedLeft() const;
    [[nodiscard]] const QueueEntry& startedAhead(std::size_t index) const; ///< of them
    [[nodiscard]] QueueSong songOf(const QueueEntry& entry) const;
};

} // namespace segue
