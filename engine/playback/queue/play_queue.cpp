// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_queue.h"

#include "engine/playback/queue/queue_parts.h"
#include "engine/playback/queue/spread.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace segue::playback {

namespace {

constexpr std::uint32_t kByPlayNext = 1;

} // namespace

/// Drops the file names that no entry refers to any more, since otherwise the list would only ever grow.
PlayQueue::PlayQueue(QueueState state)
    : m_now(std::move(state)) {
    std::vector<std::filesystem::path> files;
    std::unordered_map<std::int64_t, std::int64_t> names;
    const auto rename = [&](QueueEntry& entry) {
        if (entry.song >= 0)
            return;
        const auto [name, isNew] = names.try_emplace(entry.song, -static_cast<std::int64_t>(names.size()) - 1);
        if (isNew)
            files.push_back(m_now.songOf(entry).file);
        entry.song = name->second;
    };
    const auto isFile = [](const QueueEntry& entry) { return entry.song < 0; };
    for (auto* part : {&m_now.lists.started, &m_now.lists.added, &m_now.lists.automatic, &m_now.history})
        if (std::ranges::any_of(**part, isFile)) {
            QueueEntries entries = **part;
            std::ranges::for_each(entries, rename);
            *part = shared(std::move(entries));
        }
    if (m_now.current)
        rename(*m_now.current);
    if (!m_now.files->empty())
        m_now.files = std::make_shared<const std::vector<std::filesystem::path>>(std::move(files));
}

// Moving through the queue.

std::size_t PlayQueue::mostSteps() const {
    return m_now.lists.started->size() + m_now.lists.added->size() + m_now.lists.automatic->size() + 1;
}

/// Moves the cursor to the next entry. @return false: there is none
bool PlayQueue::advance(Cursor& cursor, bool byItself) const {
    const auto& lists = m_now.lists;
    if (byItself && cursor.entry) {
        if (m_now.stopAfter == cursor.entry->id)
            return false;
        if (m_now.repeat == RepeatMode::one)
            return true;
    }
    if (cursor.added < lists.added->size()) {
        cursor.entry = (*lists.added)[cursor.added++];
        return true;
    }
    const auto count = static_cast<std::int64_t>(lists.started->size());
    if (cursor.place + 1 < count || (m_now.repeat == RepeatMode::all && count > 0)) {
        cursor.place = (cursor.place + 1) % count;
        cursor.entry = (*lists.started)[static_cast<std::size_t>(cursor.place)];
        return true;
    }
    if (cursor.automatic < lists.automatic->size()) {
        cursor.entry = (*lists.automatic)[cursor.automatic++];
        return true;
    }
    return false;
}

/// Moves the cursor to this entry: by single steps if it comes by itself, else straight to its place.
bool PlayQueue::advanceTo(Cursor& cursor, EntryId entry) const {
    const Cursor begin = cursor;
    for (std::size_t i = 0; i <= mostSteps(); ++i) {
        if (cursor.entry && cursor.entry->id == entry)
            return true;
        if (!advance(cursor, false))
            break;
    }
    cursor = begin;
    const auto place = placeOf(*m_now.history, entry);
    if (place >= 0)
        cursor.entry = (*m_now.history)[static_cast<std::size_t>(place)];
    if (const auto started = placeOf(*m_now.lists.started, entry); started >= 0) { // the queue was changed meanwhile
        cursor.entry = (*m_now.lists.started)[static_cast<std::size_t>(started)];
        cursor.place = started;
        return true;
    }
    return place >= 0;
}

bool PlayQueue::advanceToPlayable(Cursor& cursor, bool byItself, const Playable& isPlayable) const {
    for (std::size_t i = 0; i < mostSteps(); ++i) {
        // With repeat-one, a song that cannot be played is not tried again: the next one follows.
        if (!advance(cursor, byItself && i == 0))
            return false;
        if (!isPlayable || isPlayable(*cursor.entry))
            return true;
    }
    return false;
}

bool PlayQueue::hasNext() const {
    Cursor cursor = here();
    return advance(cursor, false);
}

bool PlayQueue::hasPrevious() const {
    return !m_now.history->empty() || (!m_now.lists.isShuffled && m_now.lists.place > 0 && m_now.isCurrentStarted());
}

std::optional<QueueEntry> PlayQueue::follows(EntryId entry, const Playable& isPlayable) const {
    Cursor cursor = here();
    if (!advanceTo(cursor, entry) || !advanceToPlayable(cursor, true, isPlayable))
        return std::nullopt;
    return cursor.entry;
}

/// What plays goes into the history.
void PlayQueue::leaveCurrent() {
    m_now.stopAfter = 0;
    if (!m_now.current)
        return;
    QueueEntries history = *m_now.history;
    history.push_back(*m_now.current);
    if (history.size() > kHistory) {
        const std::size_t over = history.size() - kHistory;
        history.erase(history.begin(), history.begin() + static_cast<std::ptrdiff_t>(over));
        m_now.historyBefore -= std::min(m_now.historyBefore, over);
    }
    m_now.history = shared(std::move(history));
}

/// Makes the cursor's entry the current one.
void PlayQueue::settle(const Cursor& cursor) {
    leaveCurrent();
    auto& lists = m_now.lists;
    const auto drop = [](QueueLists::Part& part, std::size_t count) {
        if (count > 0)
            part = shared(QueueEntries(part->begin() + static_cast<std::ptrdiff_t>(count), part->end()));
    };
    drop(lists.added, cursor.added);
    drop(lists.automatic, cursor.automatic);
    lists.place = cursor.place;
    m_now.current = cursor.entry;
}

bool PlayQueue::reach(EntryId entry) {
    Cursor cursor = here();
    if ((cursor.entry && cursor.entry->id == entry) || !advanceTo(cursor, entry))
        return false;
    settle(cursor);
    return true;
}

std::optional<QueueEntry> PlayQueue::next(const Playable& isPlayable) {
    Cursor cursor = here();
    if (!advanceToPlayable(cursor, false, isPlayable))
        return std::nullopt;
    settle(cursor);
    return m_now.current;
}

/// The latest of the history that can be played, down to `from`; it and what is behind it are no longer history.
std::optional<QueueEntry> PlayQueue::takeLast(const Playable& isPlayable, std::size_t from) {
    for (std::size_t i = m_now.history->size(); i > from; --i) {
        const QueueEntry entry = (*m_now.history)[i - 1];
        if (isPlayable && !isPlayable(entry))
            continue;
        m_now.history = shared(QueueEntries(m_now.history->begin(), m_now.history->begin() + static_cast<std::ptrdiff_t>(i - 1)));
        m_now.historyBefore = std::min(m_now.historyBefore, m_now.history->size());
        return entry;
    }
    return std::nullopt;
}

/// Makes an entry of the history the current one; what played after it comes after it again.
void PlayQueue::backTo(const QueueEntry& entry) {
    auto& lists = m_now.lists;
    if (m_now.isCurrentStarted())
        --lists.place;
    else if (m_now.current) {
        auto current = *m_now.current;
        current.rank = kByPlayNext;
        lists.added = with(lists.added, 0, {current});
    }
    if (const auto place = placeOf(*lists.started, entry.id); place >= 0)
        lists.place = place;
    m_now.current = entry;
    m_now.stopAfter = 0;
}

std::optional<QueueEntry> PlayQueue::previous(const Playable& isPlayable) {
    auto entry = takeLast(isPlayable, m_now.historyBefore);
    if (!entry && !m_now.lists.isShuffled && m_now.isCurrentStarted())
        for (std::int64_t place = m_now.lists.place - 1; place >= 0 && !entry; --place) {
            const auto& before = (*m_now.lists.started)[static_cast<std::size_t>(place)];
            if (!isPlayable || isPlayable(before))
                entry = before;
        }
    if (!entry)
        entry = takeLast(isPlayable, 0);
    if (entry)
        backTo(*entry);
    return entry;
}

std::optional<QueueEntry> PlayQueue::jumpTo(EntryId entry) {
    auto& lists = m_now.lists;
    Cursor cursor = here();
    if (cursor.entry && cursor.entry->id == entry)
        return cursor.entry;
    QueueEntries taken;
    const auto added = without(lists.added, IdSet({&entry, 1}), taken);
    const auto started = placeOf(*lists.started, entry);
    const auto ahead = placeOf(*lists.automatic, entry);
    const auto past = placeOf(*m_now.history, entry);
    if (started >= 0) {
        cursor.entry = (*lists.started)[static_cast<std::size_t>(started)];
        cursor.place = started;
    } else if (!taken.empty()) {
        lists.added = added; // the others stay
        cursor.entry = taken.front();
    } else if (ahead >= 0) {
        cursor.entry = (*lists.automatic)[static_cast<std::size_t>(ahead)];
        cursor.automatic = static_cast<std::size_t>(ahead) + 1;
    } else if (past >= 0) {
        cursor.entry = (*m_now.history)[static_cast<std::size_t>(past)];
    } else {
        return std::nullopt;
    }
    settle(cursor);
    return m_now.current;
}

// Changing the lists.

QueueEntries PlayQueue::entriesOf(const std::vector<QueueSong>& songs) {
    QueueEntries entries;
    entries.reserve(songs.size());
    std::vector<std::filesystem::path> files;
    for (const QueueSong& song : songs) {
        std::int64_t name = song.track;
        if (name <= 0) {
            files.push_back(song.file);
            name = -static_cast<std::int64_t>(m_now.files->size() + files.size());
        }
        entries.push_back({.id = ++m_now.lastId, .song = name, .artist = song.artist, .rank = 0});
    }
    if (!files.empty()) {
        files.insert(files.begin(), m_now.files->begin(), m_now.files->end());
        m_now.files = std::make_shared<const std::vector<std::filesystem::path>>(std::move(files));
    }
    return entries;
}

/// Before the lists are changed.
void PlayQueue::remember() {
    m_redo.clear();
    m_undo.push_back(m_now.lists);
    if (m_undo.size() > kUndoSteps)
        m_undo.erase(m_undo.begin());
}

/// The entry by whose id the context's place is found again after its entries have moved.
EntryId PlayQueue::anchor() const {
    const auto& lists = m_now.lists;
    const auto place = static_cast<std::size_t>(lists.place);
    return lists.place >= 0 && place < lists.started->size() ? (*lists.started)[place].id : 0;
}

void PlayQueue::restore(std::vector<QueueLists>& from, std::vector<QueueLists>& to) {
    if (from.empty())
        return;
    const EntryId here = anchor();
    to.push_back(std::exchange(m_now.lists, std::move(from.back())));
    from.pop_back();
    auto& lists = m_now.lists;
    if (const auto place = here == 0 ? -1 : placeOf(*lists.started, here); place >= 0)
        lists.place = place;
    // Entries that were put in and have played since that step must not come back.
    std::vector<EntryId> played;
    std::ranges::transform(*m_now.history, std::back_inserter(played), &QueueEntry::id);
    if (m_now.current)
        played.push_back(m_now.current->id);
    QueueEntries over;
    lists.added = without(lists.added, IdSet(played), over);
    lists.automatic = without(lists.automatic, IdSet(played), over);
}

void PlayQueue::undo() { restore(m_undo, m_redo); }

void PlayQueue::redo() { restore(m_redo, m_undo); }

/// `first` stays first; the others are spread.
void PlayQueue::shuffle(QueueEntries& songs, std::size_t first, std::uint64_t seed) const {
    QueueEntries mixed;
    mixed.reserve(songs.size());
    if (first < songs.size()) {
        mixed.push_back(songs[first]);
        songs.erase(songs.begin() + static_cast<std::ptrdiff_t>(first));
    }
    std::vector<std::uint32_t> artists;
    artists.reserve(songs.size());
    std::ranges::transform(songs, std::back_inserter(artists), &QueueEntry::artist);
    for (const std::uint32_t index : spreadOrder(artists, seed, mixed.empty() ? 0 : mixed.front().artist))
        mixed.push_back(songs[index]);
    songs = std::move(mixed);
}

std::optional<QueueEntry> PlayQueue::start(const std::vector<QueueSong>& songs, std::size_t index, QueueContext context,
                                           std::uint64_t seed) {
    if (songs.empty())
        return std::nullopt;
    remember();
    auto entries = entriesOf(songs);
    for (std::uint32_t rank = 0; rank < entries.size(); ++rank)
        entries[rank].rank = rank;
    auto& lists = m_now.lists;
    std::size_t first = index == kAnySong ? 0 : std::min(index, entries.size() - 1);
    if (lists.isShuffled) {
        shuffle(entries, index == kAnySong ? kAnySong : first, seed);
        first = 0;
    }
    leaveCurrent();
    m_now.historyBefore = m_now.history->size();
    m_now.current = entries[first];
    lists.context = std::move(context);
    lists.started = shared(std::move(entries));
    lists.automatic = shared({});
    lists.place = static_cast<std::int64_t>(first);
    return m_now.current;
}

void PlayQueue::playNext(const std::vector<QueueSong>& songs) {
    if (songs.empty())
        return;
    remember();
    auto entries = entriesOf(songs);
    for (auto& entry : entries)
        entry.rank = kByPlayNext;
    auto& lists = m_now.lists;
    if (m_now.repeat != RepeatMode::all) { // with repeat all they come again in the next round
        std::unordered_set<std::int64_t> given;
        std::ranges::transform(entries, std::inserter(given, given.end()), &QueueEntry::song);
        const auto isGiven = [&](const QueueEntry& entry) { return given.contains(entry.song); };
        const auto coming = lists.started->begin() + lists.place + 1;
        const auto end = std::find_if_not(coming, lists.started->end(), isGiven);
        if (end != coming) {
            QueueEntries rest(lists.started->begin(), coming);
            rest.insert(rest.end(), end, lists.started->end());
            lists.started = shared(std::move(rest));
        }
    }
    const auto behind = std::ranges::find_if(*lists.added, [](const QueueEntry& entry) { return entry.rank != kByPlayNext; });
    lists.added = with(lists.added, static_cast<std::size_t>(behind - lists.added->begin()), entries);
}

void PlayQueue::add(const std::vector<QueueSong>& songs) {
    if (songs.empty())
        return;
    remember();
    m_now.lists.added = with(m_now.lists.added, m_now.lists.added->size(), entriesOf(songs));
}

EntryId PlayQueue::insertAfter(EntryId entry, const std::vector<QueueSong>& songs) {
    if (songs.empty())
        return 0;
    const EntryId first = m_now.lastId + 1;
    auto& lists = m_now.lists;
    const auto added = placeOf(*lists.added, entry);
    const auto started = placeOf(*lists.started, entry);
    if (entry == 0 || (m_now.current && m_now.current->id == entry)) {
        playNext(songs);
    } else if (added < 0 && started <= lists.place) {
        add(songs);
    } else {
        remember();
        auto entries = entriesOf(songs);
        auto& part = added >= 0 ? lists.added : lists.started;
        const auto place = static_cast<std::size_t>(added >= 0 ? added : started);
        for (auto& one : entries)
            one.rank = (*part)[place].rank;
        part = with(part, place + 1, entries);
    }
    return first;
}

void PlayQueue::addAutomatic(const std::vector<QueueSong>& songs) {
    if (songs.empty())
        return;
    remember();
    m_now.lists.automatic = with(m_now.lists.automatic, m_now.lists.automatic->size(), entriesOf(songs));
}

std::vector<EntryId> PlayQueue::replaceAutomatic(std::size_t keep, const std::vector<QueueSong>& songs) {
    auto& part = m_now.lists.automatic;
    const auto entries = entriesOf(songs);
    if (keep < part->size() || !entries.empty()) {
        QueueEntries all(part->begin(), part->begin() + static_cast<std::ptrdiff_t>(std::min(keep, part->size())));
        all.insert(all.end(), entries.begin(), entries.end());
        part = shared(std::move(all));
    }
    std::vector<EntryId> ids;
    std::ranges::transform(entries, std::back_inserter(ids), &QueueEntry::id);
    return ids;
}

void PlayQueue::remove(std::span<const EntryId> entries) {
    std::vector<EntryId> meant(entries.begin(), entries.end());
    if (m_now.current)
        std::erase(meant, m_now.current->id);
    const IdSet ids(meant);
    QueueLists lists = m_now.lists;
    QueueEntries taken;
    lists.place = placeWithout(lists, ids);
    lists.started = without(lists.started, ids, taken);
    lists.added = without(lists.added, ids, taken);
    lists.automatic = without(lists.automatic, ids, taken);
    if (taken.empty())
        return;
    remember();
    m_now.lists = std::move(lists);
}

void PlayQueue::move(std::span<const EntryId> entries, const QueueTarget& target) {
    std::vector<EntryId> meant(entries.begin(), entries.end());
    if (m_now.isCurrentStarted())
        std::erase(meant, m_now.current->id);
    const IdSet ids(meant);
    const bool intoAdded = target.part == QueueTarget::Part::added;
    QueueLists lists = m_now.lists;
    // If the target entry is itself being moved, the first entry after it that stays is the target.
    const auto& goal = intoAdded ? *lists.added : *lists.started;
    auto before = target.before == 0 ? goal.end() : std::ranges::find(goal, target.before, &QueueEntry::id);
    before = std::find_if_not(before, goal.end(), [&](const QueueEntry& entry) { return ids.has(entry); });
    const EntryId behind = before == goal.end() ? 0 : before->id;
    const EntryId here = anchor();
    QueueEntries taken;
    lists.place = placeWithout(lists, ids);
    lists.added = without(lists.added, ids, taken);
    lists.started = without(lists.started, ids, taken);
    lists.automatic = without(lists.automatic, ids, taken);
    if (taken.empty())
        return;
    auto& part = intoAdded ? lists.added : lists.started;
    const auto at = behind == 0 ? part->size() : static_cast<std::size_t>(placeOf(*part, behind));
    // The rank of the entry that it is put before (at the end of the context: of the last one), so that it keeps a sensible place
    // when the shuffle is switched off.
    std::uint32_t rank = 0;
    if (intoAdded && at < part->size())
        rank = (*part)[at].rank;
    else if (!intoAdded && at > 0)
        rank = (*part)[at - 1].rank;
    for (auto& entry : taken)
        entry.rank = rank;
    part = with(part, at, taken);
    if (!intoAdded && static_cast<std::int64_t>(at) <= lists.place)
        lists.place += static_cast<std::int64_t>(taken.size());
    if (const auto place = here == 0 || ids.has(here) ? -1 : placeOf(*lists.started, here); place >= 0)
        lists.place = place;
    remember();
    m_now.lists = std::move(lists);
}

void PlayQueue::clear() {
    auto& lists = m_now.lists;
    if (lists.started->size() <= (m_now.isCurrentStarted() ? 1 : 0) && lists.added->empty() && lists.automatic->empty())
        return;
    remember();
    QueueLists nothing;
    nothing.isShuffled = lists.isShuffled;
    lists = std::move(nothing);
}

void PlayQueue::setShuffled(bool isShuffled, std::uint64_t seed) {
    auto& lists = m_now.lists;
    if (isShuffled == lists.isShuffled)
        return;
    remember();
    const EntryId here = anchor();
    QueueEntries songs = *lists.started;
    if (isShuffled) {
        for (std::uint32_t rank = 0; rank < songs.size(); ++rank)
            songs[rank].rank = rank;
        shuffle(songs, here == 0 ? kAnySong : static_cast<std::size_t>(lists.place), seed);
        lists.place = here == 0 ? -1 : 0;
    } else {
        std::ranges::stable_sort(songs, {}, &QueueEntry::rank);
        lists.place = here == 0 ? -1 : placeOf(songs, here);
    }
    lists.started = shared(std::move(songs));
    lists.isShuffled = isShuffled;
}

} // namespace segue::playback
