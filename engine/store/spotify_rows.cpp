// SPDX-License-Identifier: GPL-3.0-or-later
// The lists and rows of SpotifyStore, what is staged of them, and which of them are the listener's own songs.
#include "engine/store/database/columns.h"
#include "engine/store/spotify_connection.h"

#include <SQLiteCpp/Transaction.h>

namespace segue::store {

namespace {

constexpr const char* kReading = "reading what is known of Spotify";
constexpr const char* kStoring = "storing what is known of Spotify";

std::vector<SpotifyListFacts> listsOf(SQLite::Database& database, bool isStaged, SpotifySourceId source) {
    SQLite::Statement select(database, R"sql(
        SELECT id, kind, state, name, owner, uri, count, key, snapshot, looked_through FROM list
        WHERE is_staged = ? ORDER BY place, id)sql");
    select.bind(1, isStaged ? 1 : 0);
    std::vector<SpotifyListFacts> lists;
    while (select.executeStep()) {
        SpotifyListFacts facts;
        facts.list.id = select.getColumn(0).getInt64();
        facts.list.kind = enumOf(select.getColumn(1), SpotifyListKind::playlist, source);
        facts.list.state = enumOf(select.getColumn(2), SpotifyListState::podcastsOnly, source);
        facts.list.name = select.getColumn(3).getString();
        facts.list.owner = select.getColumn(4).getString();
        facts.list.uri = select.getColumn(5).getString();
        if (!select.getColumn(6).isNull())
            facts.list.count = static_cast<std::size_t>(select.getColumn(6).getInt64());
        facts.key = select.getColumn(7).getString();
        facts.snapshot = select.getColumn(8).getString();
        facts.lookedThrough = timeOf(select.getColumn(9));
        lists.push_back(std::move(facts));
    }
    return lists;
}

constexpr const char* kRows = R"sql(
    SELECT row.id, uri, title, artist, album, album_uri, duration_ms, added, availability, isrc,
           coalesce(match.match, 0), match.tracks, coalesce(is_confirmed, 0), coalesce(is_unlinked, 0)
    FROM row LEFT JOIN match USING (song) )sql";

SpotifyEntry entryOf(const SQLite::Statement& select, SpotifySourceId source) {
    const auto text = [&](int column) { return select.getColumn(column).getString(); };
    SpotifyRow row;
    row.id = select.getColumn(0).getInt64();
    row.uri = text(1);
    row.title = text(2);
    row.artist = text(3);
    row.album = text(4);
    row.albumUri = text(5);
    row.duration = std::chrono::milliseconds{select.getColumn(6).getInt64()};
    row.added = timeOf(select.getColumn(7));
    row.availability = enumOf(select.getColumn(8), SpotifyAvailability::localFile, source);
    row.match = enumOf(select.getColumn(10), SpotifyMatch::exact, source);
    row.tracks = numbersOf(select.getColumn(11));
    row.isConfirmed = select.getColumn(12).getInt() != 0;
    row.isUnlinked = select.getColumn(13).getInt() != 0;
    return {.row = std::move(row), .isrc = text(9)};
}

/// Counts of the source, after rows or matches changed.
void count(SQLite::Database& database) {
    database.exec(R"sql(
        UPDATE source SET
            songs = (SELECT count(DISTINCT song) FROM row JOIN list ON list.id = list_id WHERE is_staged = 0 AND kind <> 1),
            here = (SELECT count(DISTINCT song) FROM row JOIN list ON list.id = list_id JOIN match USING (song)
                    WHERE is_staged = 0 AND kind <> 1 AND match.match >= 3))sql");
    static_assert(static_cast<int>(SpotifyListKind::albums) == 1 && static_cast<int>(SpotifyMatch::strong) == 3);
}

void upsertMatches(SQLite::Database& database, std::span<const SpotifyStore::Match> matches) {
    SQLite::Statement byRow(database, R"sql(
        INSERT OR REPLACE INTO match (song, match, tracks, is_confirmed, is_unlinked)
        SELECT song, ?2, ?3, ?4, ?5 FROM row WHERE id = ?1)sql");
    SQLite::Statement bySong(database, "INSERT OR REPLACE INTO match (song, match, tracks, is_confirmed, is_unlinked) "
                                       "VALUES (?1, ?2, ?3, ?4, ?5)");
    for (const auto& match : matches) {
        auto& upsert = match.song.empty() ? byRow : bySong;
        if (match.song.empty())
            upsert.bind(1, match.row);
        else
            upsert.bind(1, match.song);
        upsert.bind(2, static_cast<int>(match.match));
        bindNumbers(upsert, 3, match.tracks);
        upsert.bind(4, match.isConfirmed ? 1 : 0);
        upsert.bind(5, match.isUnlinked ? 1 : 0);
        upsert.exec();
        upsert.reset();
    }
}

/// In a transaction of its own, or in that of the caller.
template <typename Work>
void together(SQLite::Database& database, bool isInTransaction, Work&& work) {
    if (isInTransaction)
        return work();
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    work();
    transaction.commit();
}

} // namespace

std::string SpotifyStore::songKey(const SpotifyRow& row) {
    return row.uri.empty() ? row.artist + '\n' + row.title + '\n' + row.album : row.uri;
}

std::vector<SpotifyListFacts> SpotifyStore::lists() {
    const auto id = m_connection->id();
    return guardedSpotify(id, kReading, [&] { return listsOf(m_connection->database(), false, id); });
}

std::vector<SpotifyEntry> SpotifyStore::entries(SpotifyListId list) {
    const auto id = m_connection->id();
    return guardedSpotify(id, kReading, [&] {
        SQLite::Statement select(m_connection->database(), std::string(kRows) + "WHERE list_id = ? ORDER BY place");
        select.bind(1, list);
        std::vector<SpotifyEntry> entries;
        while (select.executeStep())
            entries.push_back(entryOf(select, id));
        return entries;
    });
}

std::vector<SpotifyRow> SpotifyStore::rows(SpotifyListId list) {
    std::vector<SpotifyRow> rows;
    for (auto& entry : entries(list))
        rows.push_back(std::move(entry.row));
    return rows;
}

std::optional<SpotifyRow> SpotifyStore::row(SpotifyRowId row) {
    const auto id = m_connection->id();
    return guardedSpotify(id, kReading, [&]() -> std::optional<SpotifyRow> {
        SQLite::Statement select(m_connection->database(), std::string(kRows) + "WHERE row.id = ?");
        select.bind(1, row);
        return select.executeStep() ? std::optional(entryOf(select, id).row) : std::nullopt;
    });
}

void SpotifyStore::stageTogether(const std::function<void()>& work) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        SQLite::Transaction transaction(m_connection->database(), SQLite::TransactionBehavior::IMMEDIATE);
        m_connection->isInTransaction = true;
        try {
            work();
        } catch (...) {
            m_connection->isInTransaction = false;
            throw;
        }
        m_connection->isInTransaction = false;
        transaction.commit();
    });
}

void SpotifyStore::stageList(const SpotifyListFacts& facts, std::size_t place) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto upsert = m_connection->prepare(R"sql(
            INSERT INTO list (is_staged, key, place, kind, state, name, owner, uri, count, snapshot, looked_through)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (is_staged, key) DO UPDATE SET place = excluded.place, kind = excluded.kind, state = excluded.state,
                name = excluded.name, owner = excluded.owner, uri = excluded.uri, count = excluded.count,
                snapshot = excluded.snapshot, looked_through = excluded.looked_through)sql");
        upsert.bind(1, facts.key);
        upsert.bind(2, static_cast<std::int64_t>(place));
        upsert.bind(3, static_cast<int>(facts.list.kind));
        upsert.bind(4, static_cast<int>(facts.list.state));
        upsert.bind(5, facts.list.name);
        upsert.bind(6, facts.list.owner);
        upsert.bind(7, facts.list.uri);
        if (facts.list.count)
            upsert.bind(8, static_cast<std::int64_t>(*facts.list.count));
        upsert.bind(9, facts.snapshot);
        upsert.bind(10, secondsOf(facts.lookedThrough));
        upsert.exec();
    });
}

void SpotifyStore::stageRows(const std::string& key, std::span<const SpotifyEntry> rows) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        together(m_connection->database(), m_connection->isInTransaction, [&] {
            auto find = m_connection->prepare(R"sql(
                SELECT id, coalesce((SELECT max(place) + 1 FROM row WHERE list_id = list.id), 0)
                FROM list WHERE is_staged = 1 AND key = ?)sql");
            find.bind(1, key);
            if (!find.executeStep())
                throw Error{ErrorKind::usage, Message(MessageId::impossible, {"rows of a list that is not staged"})};
            const auto list = find.getColumn(0).getInt64();
            auto place = find.getColumn(1).getInt64();
            auto insert = m_connection->prepare(R"sql(
                INSERT INTO row (list_id, place, song, uri, title, artist, album, album_uri, duration_ms, added, availability, isrc)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql");
            for (const auto& [row, isrc] : rows) {
                insert.bind(1, list);
                insert.bind(2, place++);
                int column = 3;
                for (const auto& text : {songKey(row), row.uri, row.title, row.artist, row.album, row.albumUri})
                    insert.bind(column++, text);
                insert.bind(9, static_cast<std::int64_t>(row.duration.count()));
                insert.bind(10, secondsOf(row.added));
                insert.bind(11, static_cast<int>(row.availability));
                insert.bind(12, isrc);
                insert.exec();
                insert.reset();
            }
        });
    });
}

void SpotifyStore::stageAsIs(const std::string& key, std::size_t place) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        together(m_connection->database(), m_connection->isInTransaction, [&] {
            auto drop = m_connection->prepare("DELETE FROM list WHERE is_staged = 1 AND key = ?");
            drop.bind(1, key);
            drop.exec();
            auto copy = m_connection->prepare(R"sql(
                INSERT INTO list (is_staged, key, place, kind, state, name, owner, uri, count, snapshot, looked_through)
                SELECT 1, key, ?, kind, state, name, owner, uri, count, snapshot, looked_through
                FROM list WHERE is_staged = 0 AND key = ?)sql");
            copy.bind(1, static_cast<std::int64_t>(place));
            copy.bind(2, key);
            copy.exec();
            auto rows = m_connection->prepare(R"sql(
                INSERT INTO row (list_id, place, song, uri, title, artist, album, album_uri, duration_ms, added, availability, isrc)
                SELECT new.id, row.place, song, row.uri, title, artist, album, album_uri, duration_ms, added, availability, isrc
                FROM row JOIN list old ON old.id = list_id JOIN list new ON new.key = old.key
                WHERE old.is_staged = 0 AND new.is_staged = 1 AND old.key = ? ORDER BY row.place)sql");
            rows.bind(1, key);
            rows.exec();
        });
    });
}

std::size_t SpotifyStore::stagedRows(const std::string& key) {
    return guardedSpotify(m_connection->id(), kReading, [&] {
        auto select =
            m_connection->prepare("SELECT count(*) FROM row WHERE list_id = (SELECT id FROM list WHERE is_staged = 1 AND key = ?)");
        select.bind(1, key);
        return select.executeStep() ? static_cast<std::size_t>(select.getColumn(0).getInt64()) : std::size_t{0};
    });
}

std::vector<SpotifyListFacts> SpotifyStore::stagedLists() {
    const auto id = m_connection->id();
    return guardedSpotify(id, kReading, [&] { return listsOf(m_connection->database(), true, id); });
}

void SpotifyStore::clearStaged(const std::string& key) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto drop = m_connection->prepare("DELETE FROM row WHERE list_id = (SELECT id FROM list WHERE is_staged = 1 AND key = ?)");
        drop.bind(1, key);
        drop.exec();
    });
}

std::vector<std::string> SpotifyStore::stagedSongs(const std::string& key) {
    return guardedSpotify(m_connection->id(), kReading, [&] {
        auto select = m_connection->prepare(R"sql(
            SELECT DISTINCT song FROM row WHERE list_id = (SELECT id FROM list WHERE is_staged = 1 AND key = ?) ORDER BY song)sql");
        select.bind(1, key);
        std::vector<std::string> songs;
        while (select.executeStep())
            songs.push_back(select.getColumn(0).getString());
        return songs;
    });
}

void SpotifyStore::unstage(const std::string& key) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto drop = m_connection->prepare("DELETE FROM list WHERE is_staged = 1 AND key = ?");
        drop.bind(1, key);
        drop.exec();
    });
}

std::string SpotifyStore::stageNote() {
    return guardedSpotify(m_connection->id(), kReading, [&] {
        auto select = m_connection->prepare("SELECT note FROM stage");
        return select.executeStep() ? select.getColumn(0).getString() : std::string();
    });
}

void SpotifyStore::setStageNote(const std::string& note) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto upsert = m_connection->prepare("INSERT OR REPLACE INTO stage (id, note) VALUES (1, ?)");
        upsert.bind(1, note);
        upsert.exec();
    });
}

void SpotifyStore::dropStage() {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        together(m_connection->database(), m_connection->isInTransaction,
                 [&] { m_connection->database().exec("DELETE FROM list WHERE is_staged = 1; DELETE FROM stage"); });
        m_connection->emptyLog();
    });
}

void SpotifyStore::swap(const SpotifySource* with) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto& database = m_connection->database();
        together(database, m_connection->isInTransaction, [&] {
            database.exec("DELETE FROM list WHERE is_staged = 0; UPDATE list SET is_staged = 0; DELETE FROM stage;"
                          "DELETE FROM match WHERE song NOT IN (SELECT song FROM row)");
            count(database);
            if (with != nullptr)
                writeSpotifySource(database, *with);
        });
        m_connection->emptyLog();
    });
}

void SpotifyStore::setMatches(std::span<const Match> matches) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto& database = m_connection->database();
        together(database, m_connection->isInTransaction, [&] {
            database.exec("DELETE FROM match");
            upsertMatches(database, matches);
            count(database);
        });
    });
}

void SpotifyStore::changeMatches(std::span<const Match> matches) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto& database = m_connection->database();
        together(database, m_connection->isInTransaction, [&] {
            upsertMatches(database, matches);
            count(database);
        });
    });
}

std::vector<SpotifyAnswer> SpotifyStore::answers() {
    return guardedSpotify(m_connection->id(), kReading, [&] {
        auto select = m_connection->prepare("SELECT song, recording FROM answer ORDER BY song");
        std::vector<SpotifyAnswer> answers;
        while (select.executeStep())
            answers.push_back({.song = select.getColumn(0).getString(), .recording = select.getColumn(1).getString()});
        return answers;
    });
}

void SpotifyStore::answer(const SpotifyAnswer& answer) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto upsert = m_connection->prepare("INSERT OR REPLACE INTO answer (song, recording) VALUES (?, ?)");
        upsert.bind(1, answer.song);
        upsert.bind(2, answer.recording);
        upsert.exec();
    });
}

void SpotifyStore::forgetAnswer(const std::string& song) {
    guardedSpotify(m_connection->id(), kStoring, [&] {
        auto drop = m_connection->prepare("DELETE FROM answer WHERE song = ?");
        drop.bind(1, song);
        drop.exec();
    });
}

} // namespace segue::store
