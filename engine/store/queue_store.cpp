// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/queue_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>

namespace segue::store {

namespace {

// Entries are stored as they lie in memory.
static_assert(std::is_trivially_copyable_v<QueueEntry> && sizeof(QueueEntry) == 24);
static_assert(std::endian::native == std::endian::little);

using Files = std::vector<std::filesystem::path>;

enum PartNumber { startedPart, addedPart, automaticPart, historyPart, filesPart };

constexpr int kLastKind = static_cast<int>(QueueContext::Kind::radio);
constexpr int kLastRepeat = static_cast<int>(RepeatMode::one);

std::optional<QueueEntries> entriesOf(std::string_view bytes) {
    if (bytes.size() % sizeof(QueueEntry) != 0)
        return std::nullopt;
    QueueEntries entries(bytes.size() / sizeof(QueueEntry));
    if (!entries.empty())
        std::memcpy(entries.data(), bytes.data(), bytes.size());
    return entries;
}

/// A file's name holds any byte but zero.
Files filesOf(std::string_view bytes) {
    Files files;
    for (std::size_t end = 0; (end = bytes.find('\0')) != std::string_view::npos; bytes.remove_prefix(end + 1))
        files.emplace_back(std::string(bytes.substr(0, end)));
    return files;
}

std::string packed(const Files& files) {
    std::string bytes;
    for (const auto& file : files)
        bytes.append(file.native()).push_back('\0');
    return bytes;
}

/// Whether Segue may have written it: what goes on from it relies on that.
bool isSound(const QueueState& state) {
    std::unordered_set<EntryId> ids;
    const auto isSoundEntry = [&](const QueueEntry& entry) {
        const bool isKnown = entry.song > 0 || (entry.song < 0 && entry.song >= -static_cast<std::int64_t>(state.files->size()));
        return isKnown && entry.id > 0 && entry.id <= state.lastId;
    };
    for (const auto* part : {&state.lists.started, &state.lists.added, &state.lists.automatic})
        for (const QueueEntry& entry : **part)
            if (!isSoundEntry(entry) || !ids.insert(entry.id).second)
                return false;
    return std::ranges::all_of(*state.history, isSoundEntry) && (!state.current || isSoundEntry(*state.current)) &&
           state.lists.place >= -1 && state.lists.place < static_cast<std::int64_t>(state.lists.started->size()) &&
           state.historyBefore <= state.history->size();
}

void writePart(Database& database, PartNumber part, const void* bytes, std::size_t size) {
    SQLite::Statement insert(database.connection(), "INSERT OR REPLACE INTO play_queue_part VALUES (?, ?)");
    insert.bind(1, static_cast<int>(part));
    insert.bindNoCopy(2, size == 0 ? static_cast<const void*>("") : bytes, static_cast<int>(size));
    insert.exec();
}

void writeEntries(Database& database, PartNumber part, const QueueLists::Part& now, const QueueLists::Part& before) {
    if (now != before)
        writePart(database, part, now->data(), now->size() * sizeof(QueueEntry));
}

void writeQueue(Database& database, const StoredQueue& queue) {
    const auto& [lists, current, history, files, repeat, stopAfter, lastId, historyBefore] = queue.state;
    SQLite::Statement insert(database.connection(), "INSERT OR REPLACE INTO play_queue VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, static_cast<int>(lists.context.kind));
    insert.bind(2, lists.context.name);
    insert.bind(3, lists.context.id);
    insert.bind(4, lists.place);
    insert.bind(5, lists.isShuffled ? 1 : 0);
    insert.bind(6, static_cast<int>(repeat));
    if (current)
        insert.bind(7, &*current, static_cast<int>(sizeof(QueueEntry)));
    else
        insert.bind(7, static_cast<const void*>(""), 0);
    insert.bind(8, static_cast<std::int64_t>(queue.position.count()));
    insert.bind(9, static_cast<std::int64_t>(historyBefore));
    insert.bind(10, static_cast<std::int64_t>(lastId));
    insert.exec();
}

/// All but the parts. Nothing: a value that Segue would not write.
std::optional<StoredQueue> queueOf(const SQLite::Statement& row) {
    StoredQueue queue;
    auto& state = queue.state;
    const int kind = row.getColumn(0).getInt();
    const int repeat = row.getColumn(5).getInt();
    const auto current = entriesOf(bytesOf(row.getColumn(6)));
    if (kind < 0 || kind > kLastKind || repeat < 0 || repeat > kLastRepeat || !current || current->size() > 1)
        return std::nullopt;
    state.lists.context = {
        .kind = static_cast<QueueContext::Kind>(kind), .name = row.getColumn(1).getString(), .id = row.getColumn(2).getInt64()};
    state.lists.place = row.getColumn(3).getInt64();
    state.lists.isShuffled = row.getColumn(4).getInt() != 0;
    state.repeat = static_cast<RepeatMode>(repeat);
    if (!current->empty())
        state.current = current->front();
    queue.position = std::chrono::milliseconds(std::max<std::int64_t>(0, row.getColumn(7).getInt64()));
    state.historyBefore = static_cast<std::size_t>(std::max<std::int64_t>(0, row.getColumn(8).getInt64()));
    state.lastId = static_cast<EntryId>(std::max<std::int64_t>(0, row.getColumn(9).getInt64()));
    return queue;
}

} // namespace

std::optional<StoredQueue> QueueStore::load() const {
    return guarded("reading the queue", [&]() -> std::optional<StoredQueue> {
        SQLite::Statement row(m_database.connection(), R"sql(
            SELECT context_kind, context_name, context_id, place, is_shuffled, repeat_mode, current, position_ms, history_before,
                   last_entry FROM play_queue)sql");
        auto queue = row.executeStep() ? queueOf(row) : std::nullopt;
        if (!queue)
            return std::nullopt;
        auto& state = queue->state;
        SQLite::Statement parts(m_database.connection(), "SELECT part, entries FROM play_queue_part");
        while (parts.executeStep()) {
            const int part = parts.getColumn(0).getInt();
            if (part == filesPart) {
                state.files = std::make_shared<const Files>(filesOf(bytesOf(parts.getColumn(1))));
                continue;
            }
            auto entries = entriesOf(bytesOf(parts.getColumn(1)));
            if (!entries || part < startedPart || part > filesPart)
                return std::nullopt;
            auto& place = part == startedPart     ? state.lists.started
                          : part == addedPart     ? state.lists.added
                          : part == automaticPart ? state.lists.automatic
                                                  : state.history;
            place = std::make_shared<const QueueEntries>(std::move(*entries));
        }
        return isSound(state) ? queue : std::nullopt;
    });
}

void QueueStore::save(const StoredQueue& queue, const QueueState& before) {
    guarded("storing the queue", [&] {
        const QueueState& now = queue.state;
        writeQueue(m_database, queue);
        writeEntries(m_database, startedPart, now.lists.started, before.lists.started);
        writeEntries(m_database, addedPart, now.lists.added, before.lists.added);
        writeEntries(m_database, automaticPart, now.lists.automatic, before.lists.automatic);
        writeEntries(m_database, historyPart, now.history, before.history);
        if (now.files != before.files) {
            const std::string bytes = packed(*now.files);
            writePart(m_database, filesPart, bytes.data(), bytes.size());
        }
    });
}

bool QueueStore::isThere(TrackId track) const {
    return guarded("looking for a song", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT 1 FROM track JOIN library ON library.id = track.library_id
            WHERE track.id = ? AND track.missing_since IS NULL AND library.offline = 0)sql");
        select.bind(1, track);
        return select.executeStep();
    });
}

} // namespace segue::store
