// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_unfinished.h"

#include "engine/store/listen_store.h"
#include "engine/store/love_store.h"
#include "engine/store/queue_store.h"
#include "engine/store/transfer/import_rows.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace segue::store {

namespace {

std::int64_t numberAt(const Values& row, std::size_t column) { return std::get<std::int64_t>(row[column]); }

void takeBooks(Database& to, const ImportFile& from, const ImportedKeys& keys) {
    RowStatement insert(to.connection(), "INSERT INTO book (track_id, place_ms, has_chapters) VALUES (?, ?, ?) "
                                         "ON CONFLICT (track_id) DO UPDATE SET "
                                         "place_ms = CASE place_ms WHEN 0 THEN excluded.place_ms ELSE place_ms END, "
                                         "has_chapters = max(has_chapters, excluded.has_chapters)");
    from.forEach("SELECT track_id, place_ms, has_chapters FROM book", "iii", [&](Values& row) {
        const auto track = keys.track(numberAt(row, 0));
        if (!track)
            return;
        if (numberAt(row, 1) < 0)
            from.refuse("a book goes on before its beginning");
        row[0] = *track;
        insert.run(row);
    });
}

/// One that is here already is not added again: its submission tells.
void takeListens(Database& to, const ImportFile& from) {
    ListenStore listens(to);
    from.forEach("SELECT submission, listened_at, artist, title, album, album_artist, track_number, duration_ms FROM listen "
                 "ORDER BY id",
                 "tittttii", [&](Values& row) {
                     const auto text = [&row](std::size_t column) { return std::get<std::string>(row[column]); };
                     listens.add({.at = std::chrono::sys_seconds(std::chrono::seconds(numberAt(row, 1))),
                                  .submission = text(0),
                                  .artist = text(2),
                                  .title = text(3),
                                  .album = text(4),
                                  .albumArtist = text(5),
                                  .trackNumber = static_cast<int>(numberAt(row, 6)),
                                  .duration = std::chrono::milliseconds(numberAt(row, 7))});
                 });
}

void takeLoves(Database& to, const ImportFile& from, const ImportedKeys& keys) {
    from.forEach("SELECT track_id, is_loved FROM love ORDER BY id", "ii", [&](Values& row) {
        if (const auto track = keys.track(numberAt(row, 0)))
            LoveStore(to).add(*track, numberAt(row, 1) != 0);
    });
}

bool isEmpty(const std::optional<StoredQueue>& queue) {
    return !queue || (!queue->state.current && queue->state.lists.started->empty() && queue->state.lists.added->empty() &&
                      queue->state.lists.automatic->empty());
}

void forgetQueue(Database& database) {
    database.connection().exec("DELETE FROM play_queue");
    database.connection().exec("DELETE FROM play_queue_part");
}

/// Entries with their songs' numbers here. @param before of the entries up to there is told how many stay
QueueLists::Part renumbered(const QueueEntries& entries, const ImportedKeys& keys, std::size_t& before) {
    QueueEntries kept;
    std::size_t keptBefore = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        QueueEntry entry = entries[i];
        if (entry.song > 0) {
            const auto track = keys.track(entry.song);
            if (!track)
                continue;
            entry.song = *track;
        }
        kept.push_back(entry);
        keptBefore += i < before ? 1 : 0;
    }
    before = keptBefore;
    return std::make_shared<const QueueEntries>(std::move(kept));
}

void renumber(StoredQueue& queue, const ImportedKeys& keys) {
    auto& state = queue.state;
    auto& lists = state.lists;
    std::size_t none = 0;
    auto before = static_cast<std::size_t>(lists.place + 1);
    lists.started = renumbered(*lists.started, keys, before);
    lists.place = static_cast<std::int64_t>(before) - 1;
    lists.added = renumbered(*lists.added, keys, none);
    lists.automatic = renumbered(*lists.automatic, keys, none);
    state.history = renumbered(*state.history, keys, state.historyBefore);
    if (lists.context.kind == QueueContext::Kind::library)
        lists.context.id = keys.library(lists.context.id).value_or(0);
    if (!state.current)
        return;
    const auto current = renumbered({*state.current}, keys, none);
    state.current = current->empty() ? std::nullopt : std::optional(current->front());
    if (!state.current)
        queue.position = std::chrono::milliseconds{0};
}

/// Its rows are taken as they are first, and read as this computer's own would be: so nothing is taken that Segue would not write.
bool takeQueue(Database& to, const ImportFile& from, const ImportedKeys& keys) {
    QueueStore store(to);
    if (!isEmpty(store.load()))
        return false;
    forgetQueue(to);
    RowStatement insert(to.connection(), "INSERT INTO play_queue VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    from.forEach("SELECT context_kind, context_name, context_id, place, is_shuffled, repeat_mode, current, position_ms, "
                 "history_before, last_entry FROM play_queue",
                 "itiiiibiii", [&](Values& row) { insert.run(row); });
    RowStatement insertPart(to.connection(), "INSERT INTO play_queue_part VALUES (?, ?)");
    from.forEach("SELECT part, entries FROM play_queue_part", "ib", [&](Values& row) { insertPart.run(row); });
    auto queue = store.load();
    forgetQueue(to);
    if (!queue)
        return false;
    renumber(*queue, keys);
    if (isEmpty(queue))
        return false;
    store.save(
        *queue,
        QueueState{.lists = {.started = nullptr, .added = nullptr, .automatic = nullptr}, .history = nullptr, .files = nullptr});
    return true;
}

} // namespace

bool takeUnfinished(Database& to, const ImportFile& from, const ImportedKeys& keys, bool isFirst) {
    takeBooks(to, from, keys);
    if (isFirst) {
        takeListens(to, from);
        takeLoves(to, from, keys);
    }
    return takeQueue(to, from, keys);
}

} // namespace segue::store
