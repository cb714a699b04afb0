// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/queue_state.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace segue::playback {

/// What plays now, what played, and what will play: first what the listener put in, then the rest of what was started (the
/// context), then what Segue adds. After a song that was put in, playing goes on where it was in the context.
///
/// Thread rule: a value; whoever shares one guards it. What state() returns may be read on any thread. Failure rule: what names
/// no entry, or none that can be meant, changes nothing; only memory can run out.
class PlayQueue final {
public:
    static constexpr std::size_t kHistory = 500;
    static constexpr std::size_t kUndoSteps = 20;
    static constexpr std::size_t kAnySong = static_cast<std::size_t>(-1);

    /// Whether an entry's song can be played now.
    using Playable = std::function<bool(const QueueEntry&)>;
    PlayQueue() = default;
    explicit PlayQueue(QueueState state); ///< as it was stored

    [[nodiscard]] const QueueState& state() const { return m_now; }
    [[nodiscard]] bool hasNext() const;
    [[nodiscard]] bool hasPrevious() const;
    [[nodiscard]] bool canUndo() const { return !m_undo.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_redo.empty(); }

    // Changes of the list. Each can be undone; what plays goes on.
    /// Starts a context; what was put in stays. While shuffled the songs come in a new order, `index` first.
    /// @param index of the song to begin with; kAnySong: the first, or while shuffled any
    /// @return what is to play now; none: there are no songs
    std::optional<QueueEntry> start(const std::vector<QueueSong>& songs, std::size_t index, QueueContext context,
                                    std::uint64_t seed);
    /// Puts songs before everything but those that were put there so before and have not played yet. A song that would have come
    /// next from the context is taken out there, so that it does not play twice.
    void playNext(const std::vector<QueueSong>& songs);
    void add(const std::vector<QueueSong>& songs); ///< behind all that was put in
    /// Puts songs behind an entry that comes yet: behind the one that plays, or 0, as playNext(); behind
    /// any other as add().
    /// @return the first new entry; 0: there are no songs
    EntryId insertAfter(EntryId entry, const std::vector<QueueSong>& songs);
    void addAutomatic(const std::vector<QueueSong>& songs);
    /// What Segue adds is another from its keep-th entry on. No step of undo, since the listener did not do it.
    /// @return the new entries
    std::vector<EntryId> replaceAutomatic(std::size_t keep, const std::vector<QueueSong>& songs);
    void remove(std::span<const EntryId> entries);
    /// Keeps the order that they have in the queue. They belong to the part where they go.
    void move(std::span<const EntryId> entries, const QueueTarget& target);
    void clear(); ///< all but what plays
    /// What plays comes first in the new order; switching off restores the order before the shuffle.
    void setShuffled(bool isShuffled, std::uint64_t seed);
    void undo();
    void redo();

    void setRepeat(RepeatMode mode) { m_now.repeat = mode; }
    void setStopAfterCurrent(bool stop) { m_now.stopAfter = stop && m_now.current ? m_now.current->id : 0; }

    /// Which entry plays by itself after `entry`, which is the current one or was an earlier answer of this function. None: playing
    /// ends there.
    [[nodiscard]] std::optional<QueueEntry> follows(EntryId entry, const Playable& isPlayable = {}) const;
    /// To be called when the entry is heard. @return whether it is another one than before
    bool reach(EntryId entry);

    // What the listener goes to. @return what is to play now; none: nothing
    std::optional<QueueEntry> next(const Playable& isPlayable = {});
    /// Back through what was heard since the context was started, then, where it is not shuffled, up the context.
    std::optional<QueueEntry> previous(const Playable& isPlayable = {});
    std::optional<QueueEntry> jumpTo(EntryId entry); ///< also into the history

private:
    /// A place in the order of playing.
    struct Cursor {
        std::optional<QueueEntry> entry;
        std::int64_t place = -1;   ///< in what was started
        std::size_t added = 0;     ///< so many of what was put in are over
        std::size_t automatic = 0; ///< likewise
    };

    [[nodiscard]] Cursor here() const { return {.entry = m_now.current, .place = m_now.lists.place}; }
    [[nodiscard]] bool advance(Cursor& cursor, bool byItself) const;
    [[nodiscard]] bool advanceTo(Cursor& cursor, EntryId entry) const;
    [[nodiscard]] bool advanceToPlayable(Cursor& cursor, bool byItself, const Playable& isPlayable) const;
    [[nodiscard]] std::size_t mostSteps() const;
    void settle(const Cursor& cursor);
    void leaveCurrent();
    void backTo(const QueueEntry& entry);
    [[nodiscard]] std::optional<QueueEntry> takeLast(const Playable& isPlayable, std::size_t from);

    [[nodiscard]] QueueEntries entriesOf(const std::vector<QueueSong>& songs);
    void shuffle(QueueEntries& songs, std::size_t first, std::uint64_t seed) const;
    void remember();
    void restore(std::vector<QueueLists>& from, std::vector<QueueLists>& to);
    [[nodiscard]] EntryId anchor() const;

    QueueState m_now;
    std::vector<QueueLists> m_undo, m_redo; ///< the latest last
};

} // namespace segue::playback
