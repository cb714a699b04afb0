// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/playlist_song_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>

#include <unordered_map>
#include <utility>

namespace segue::store {

namespace {

/// Songs that a kept one may stand for, best first: those of its recording, then the one that it was made of, then the one at its
/// path; of each those that are there first.
constexpr const char* kCandidates = R"sql(
SELECT track.id, missing_since IS NULL AND NOT offline AS is_there
FROM (SELECT id, 0 AS rank FROM track WHERE identity = ?1 AND ?1 <> '' AND is_changed = 0
      UNION ALL SELECT id, 1 FROM track WHERE id = ?2
      UNION ALL SELECT id, 2 FROM track WHERE library_id = ?3 AND path = ?4) AS candidate
JOIN track ON track.id = candidate.id JOIN library ON library.id = track.library_id
ORDER BY is_there DESC, rank, track.id = ?2 DESC, track.library_id = ?3 AND track.path = ?4 DESC, track.id LIMIT 1)sql";

KeptSong songOf(const SQLite::Statement& row) {
    KeptSong song{.id = row.getColumn(0).getInt64(),
                  .identity = row.getColumn(1).getString(),
                  .title = row.getColumn(5).getString(),
                  .artist = row.getColumn(6).getString(),
                  .duration = std::chrono::milliseconds{row.getColumn(7).getInt64()},
                  .track = row.getColumn(2).getInt64()};
    const auto path = pathOf(row.getColumn(4));
    song.path = row.isColumnNull(8) ? path : pathOf(row.getColumn(8)) / path;
    return song;
}

/// Puts songs where playlists keep them, each once.
class Keeping final {
public:
    explicit Keeping(SQLite::Database& connection)
        : m_known(connection, R"sql(
              SELECT playlist_song.id FROM playlist_song JOIN track ON track.id = ?1
              WHERE track_id = ?1 AND playlist_song.identity = iif(is_changed, '', coalesce(track.identity, '')))sql")
        , m_insert(connection, R"sql(
              INSERT INTO playlist_song (identity, track_id, library_id, path, title, artist, duration_ms)
              SELECT iif(is_changed, '', coalesce(identity, '')), id, library_id, path, title, artist, duration_ms
              FROM track WHERE id = ?1 RETURNING id)sql")
        , m_knownStranger(connection, "SELECT id FROM playlist_song WHERE path = ? AND track_id = 0 AND title = ? AND artist = ?")
        , m_insertStranger(connection,
                           "INSERT INTO playlist_song (identity, track_id, library_id, path, title, artist, duration_ms) "
                           "VALUES ('', 0, 0, ?, ?, ?, ?) RETURNING id") {}

    /// 0: there is no such song
    KeptSongId keep(TrackId track) {
        for (auto* statement : {&m_known, &m_insert}) {
            statement->bind(1, track);
            if (const auto id = idOf(*statement); id != 0)
                return id;
        }
        return 0;
    }

    KeptSongId keep(const KeptSong& stranger) {
        for (auto* statement : {&m_knownStranger, &m_insertStranger}) {
            bindPath(*statement, 1, stranger.path);
            statement->bind(2, stranger.title);
            statement->bind(3, stranger.artist);
            if (statement == &m_insertStranger)
                statement->bind(4, static_cast<std::int64_t>(stranger.duration.count()));
            if (const auto id = idOf(*statement); id != 0)
                return id;
        }
        return 0;
    }

private:
    static KeptSongId idOf(SQLite::Statement& statement) {
        const auto id = statement.executeStep() ? statement.getColumn(0).getInt64() : KeptSongId{0};
        statement.reset();
        return id;
    }

    SQLite::Statement m_known, m_insert, m_knownStranger, m_insertStranger;
};

/// A path below a library's root.
struct Place {
    LibraryId library = 0;
    std::string path;
};

void lookFor(KeptSong& song, const Place& place, SQLite::Statement& candidates) {
    candidates.bind(1, song.identity);
    candidates.bind(2, song.track);
    candidates.bind(3, place.library);
    bindPath(candidates, 4, place.path);
    if (candidates.executeStep()) {
        song.found = candidates.getColumn(0).getInt64();
        song.isThere = candidates.getColumn(1).getInt() != 0;
    }
    candidates.reset();
}

/// With a slash at the end.
std::vector<std::pair<LibraryId, std::string>> rootsOf(SQLite::Database& connection) {
    SQLite::Statement select(connection, "SELECT id, root FROM library ORDER BY id");
    std::vector<std::pair<LibraryId, std::string>> roots;
    while (select.executeStep()) {
        auto root = std::string(bytesOf(select.getColumn(1)));
        if (!root.ends_with('/'))
            root += '/';
        roots.emplace_back(select.getColumn(0).getInt64(), std::move(root));
    }
    return roots;
}

} // namespace

std::vector<KeptSongId> PlaylistSongStore::keep(std::span<const TrackId> tracks) {
    return guarded("keeping songs for a playlist", [&] {
        Keeping keeping(m_database.connection());
        std::vector<KeptSongId> kept;
        kept.reserve(tracks.size());
        for (const TrackId track : tracks)
            if (const auto id = keeping.keep(track); id != 0)
                kept.push_back(id);
        return kept;
    });
}

KeptSongId PlaylistSongStore::keepStranger(const KeptSong& song) {
    return guarded("keeping songs for a playlist", [&] { return Keeping(m_database.connection()).keep(song); });
}

std::vector<KeptSongId> PlaylistSongStore::keepFound(std::span<const KeptSong> songs) {
    return guarded("keeping songs for a playlist", [&] {
        Keeping keeping(m_database.connection());
        std::vector<KeptSongId> kept;
        kept.reserve(songs.size());
        for (const auto& song : songs)
            if (const auto id = song.found != 0 ? keeping.keep(song.found) : keeping.keep(song); id != 0)
                kept.push_back(id);
        return kept;
    });
}

std::vector<KeptSong> PlaylistSongStore::find(std::span<const KeptSongId> songs) const {
    return guarded("looking for the songs of a playlist", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT kept.id, kept.identity, kept.track_id, kept.library_id, kept.path, kept.title, kept.artist, kept.duration_ms, root,
                   missing_since IS NULL AND NOT offline AND library.id = track.library_id
                   AND (kept.identity = '' OR (kept.identity = track.identity AND is_changed = 0))
            FROM playlist_song AS kept LEFT JOIN library ON library.id = kept.library_id LEFT JOIN track ON track.id = kept.track_id
            WHERE kept.id = ?)sql");
        SQLite::Statement candidates(m_database.connection(), kCandidates);
        const auto roots = rootsOf(m_database.connection());
        std::unordered_map<KeptSongId, std::size_t> first; ///< by song: its place in the answer
        std::vector<KeptSong> found;
        found.reserve(songs.size());
        for (const KeptSongId id : songs) {
            if (const auto [known, isNew] = first.try_emplace(id, found.size()); !isNew) {
                found.push_back(found[known->second]);
                continue;
            }
            select.bind(1, id);
            if (!select.executeStep()) { // only in a database that somebody else has written to
                found.push_back({.id = id});
                select.reset();
                continue;
            }
            auto& song = found.emplace_back(songOf(select));
            if (select.getColumn(9).getInt() != 0) { // it is where it was: nothing is better
                song.found = song.track;
                song.isThere = true;
                select.reset();
                continue;
            }
            lookFor(song, {select.getColumn(3).getInt64(), std::string(bytesOf(select.getColumn(4)))}, candidates);
            const auto& path = song.path.native();
            if (song.found == 0 && song.track == 0) // it was in no library then
                for (const auto& [library, root] : roots)
                    if (song.found == 0 && path.starts_with(root))
                        lookFor(song, {library, path.substr(root.size())}, candidates);
            select.reset();
        }
        return found;
    });
}

void PlaylistSongStore::forEachSong(const std::function<void(const ListedSong&)>& visit) const {
    guarded("reading songs", [&] {
        SQLite::Statement select(m_database.connection(), R"sql(
            SELECT track.id, root, path, title, artist, identity, duration_ms, missing_since IS NULL AND NOT offline
            FROM track JOIN library ON library.id = library_id ORDER BY track.id)sql");
        const auto text = [&](int column) {
            const auto value = select.getColumn(column);
            return value.isNull() ? std::string_view() : bytesOf(value);
        };
        while (select.executeStep())
            visit({.id = select.getColumn(0).getInt64(),
                   .root = text(1),
                   .path = text(2),
                   .title = text(3),
                   .artist = text(4),
                   .identity = text(5),
                   .duration = std::chrono::milliseconds{select.getColumn(6).getInt64()},
                   .isThere = select.getColumn(7).getInt() != 0});
    });
}

} // namespace segue::store
