// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/transfer/import_playlists.h"

#include "engine/store/playlist_song_store.h"
#include "engine/store/playlist_store.h"
#include "engine/store/transfer/import_rows.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

namespace segue::store {

namespace {

class Taking final {
public:
    Taking(Database& to, const ImportFile& from, const ImportedKeys& keys, const ImportedNames& names)
        : m_to(to)
        , m_from(from)
        , m_keys(keys)
        , m_names(names)
        , m_playlists(to)
        , m_here(m_playlists.all()) {}

    void run() {
        readSongs();
        readEntries();
        readPlaylists();
        for (bool goesOn = true; goesOn;) // folders before what they hold
            goesOn = takeReady(false);
        takeReady(true); // what lies in no folder of the file, or in itself
    }

private:
    struct There {
        Playlist playlist;
        KeptSongId soundsLike = 0; ///< here
        bool isTaken = false;
    };

    static std::int64_t numberAt(const Values& row, std::size_t column) { return std::get<std::int64_t>(row[column]); }

    void readSongs() {
        RowStatement known(m_to.connection(),
                           "SELECT id FROM playlist_song WHERE identity = ?1 AND track_id = ?2 AND library_id = ?3 "
                           "AND path = ?4 AND title = ?5");
        RowStatement insert(m_to.connection(), "INSERT INTO playlist_song (identity, track_id, library_id, path, title, artist, "
                                               "duration_ms) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id");
        m_from.forEach("SELECT id, identity, track_id, library_id, path, title, artist, duration_ms FROM playlist_song", "itiibtti",
                       [&](Values& row) {
                           const auto identity = std::get<std::string>(row[1]).empty() ? std::string() : m_names.identity(row[1]);
                           const Value track = m_keys.track(numberAt(row, 2)).value_or(0);
                           const Value library = m_keys.library(numberAt(row, 3)).value_or(0);
                           const auto title = m_names.text(row[5]);
                           auto id = known.find({identity, track, library, row[4], title});
                           if (!id)
                               id = insert.find({identity, track, library, row[4], title, m_names.text(row[6]),
                                                 std::max<std::int64_t>(numberAt(row, 7), 0)});
                           m_songs[numberAt(row, 0)] = id.value();
                       });
    }

    void readEntries() {
        m_from.forEach("SELECT playlist_id, song_id FROM playlist_entry ORDER BY playlist_id, place, id", "ii", [&](Values& row) {
            const auto song = m_songs.find(numberAt(row, 1));
            if (song == m_songs.end())
                m_from.refuse("a playlist holds a song that is none");
            m_entries[numberAt(row, 0)].push_back(song->second);
        });
    }

    void readPlaylists() {
        m_from.forEach("SELECT id, folder, kind, name, notes, search, song_order, is_descending, most, sounds_like, least_match "
                       "FROM playlist WHERE kind <> 3 ORDER BY folder, place, id",
                       "iiitttiiiir", [&](Values& row) {
                           const auto kind = numberAt(row, 2);
                           const auto order = numberAt(row, 6);
                           if (kind < 0 || kind > static_cast<int>(PlaylistKind::rules) || order < 0 ||
                               order > static_cast<int>(PlaylistOrder::random) || numberAt(row, 8) < 0)
                               m_from.refuse("a playlist is of no kind");
                           There there{.playlist = {.id = numberAt(row, 0),
                                                    .folder = numberAt(row, 1),
                                                    .kind = static_cast<PlaylistKind>(kind),
                                                    .name = m_names.text(row[3]),
                                                    .notes = m_names.text(row[4]),
                                                    .rules = {.search = m_names.text(row[5]),
                                                              .order = static_cast<PlaylistOrder>(order),
                                                              .isDescending = numberAt(row, 7) != 0,
                                                              .most = static_cast<std::size_t>(numberAt(row, 8))}}};
                           const auto* least = std::get_if<double>(&row[10]);
                           there.playlist.rules.leastMatch =
                               least != nullptr ? static_cast<float>(*least) : there.playlist.rules.leastMatch;
                           const auto like = m_songs.find(numberAt(row, 9));
                           there.soundsLike = like != m_songs.end() ? like->second : 0;
                           m_all.push_back(std::move(there));
                       });
    }

    /// @param isLast also those whose folder was not taken
    bool takeReady(bool isLast) {
        bool hasTaken = false;
        for (auto& there : m_all) {
            const auto folder = m_folders.find(there.playlist.folder);
            const bool isReady = there.playlist.folder == 0 || folder != m_folders.end();
            if (there.isTaken || !(isReady || isLast))
                continue;
            there.isTaken = hasTaken = true;
            take(there, folder != m_folders.end() ? folder->second : 0);
        }
        return hasTaken;
    }

    void take(const There& there, PlaylistId folder) {
        auto wanted = there.playlist;
        wanted.folder = folder;
        wanted.id = 0;
        if (wanted.name.empty())
            wanted.name.assign(1, '?');
        if (there.soundsLike != 0) {
            const auto song = PlaylistSongStore(m_to).find({&there.soundsLike, 1}).front();
            wanted.rules.soundsLike = song.found != 0 ? song.found : song.track;
        }
        const auto entries = m_entries.find(there.playlist.id);
        const auto& songs = entries != m_entries.end() ? entries->second : m_none;
        for (const auto& here : m_here)
            if (here.folder == folder && here.kind == wanted.kind && isSame(here, wanted, songs)) {
                if (wanted.kind == PlaylistKind::folder)
                    m_folders[there.playlist.id] = here.id;
                return;
            }
        const auto step = m_playlists.create(wanted);
        if (step.empty())
            return;
        const auto made = step.rowsAfter.front().id;
        static_cast<void>(m_playlists.add(made, songs, 0));
        if (wanted.kind == PlaylistKind::folder)
            m_folders[there.playlist.id] = made;
    }

    bool isSame(const Playlist& here, const Playlist& wanted, const std::vector<KeptSongId>& songs) {
        const bool isNamedAlike = here.name == wanted.name || here.name.starts_with(wanted.name + " "); // with a number
        switch (here.kind) {
        case PlaylistKind::folder:
            return here.name == wanted.name;
        case PlaylistKind::rules:
            return isNamedAlike && here.rules == wanted.rules;
        default:
            break;
        }
        if (!isNamedAlike || here.songs != songs.size())
            return false;
        const auto entries = m_playlists.entries(here.id);
        return std::ranges::equal(entries, songs, [this](const PlaylistStore::Entry& entry, KeptSongId song) {
            return entry.song == song || isSameSong(entry.song, song);
        });
    }

    bool isSameSong(KeptSongId a, KeptSongId b) {
        const auto [known, isNew] = m_same.try_emplace({a, b}, false);
        if (isNew) {
            const KeptSongId both[] = {a, b};
            const auto songs = PlaylistSongStore(m_to).find(both);
            known->second = (songs[0].found != 0 && songs[0].found == songs[1].found) || songs[0].path == songs[1].path;
        }
        return known->second;
    }

    Database& m_to;
    const ImportFile& m_from;
    const ImportedKeys& m_keys;
    const ImportedNames& m_names;
    PlaylistStore m_playlists;
    std::vector<Playlist> m_here;                             ///< before the import
    std::unordered_map<std::int64_t, KeptSongId> m_songs;     ///< theirs, ours
    std::map<PlaylistId, std::vector<KeptSongId>> m_entries;  ///< by their playlist: our songs
    std::map<PlaylistId, PlaylistId> m_folders;               ///< theirs, ours
    std::map<std::pair<KeptSongId, KeptSongId>, bool> m_same; ///< what isSameSong() said
    std::vector<There> m_all;
    const std::vector<KeptSongId> m_none;
};

} // namespace

void takePlaylists(Database& to, const ImportFile& from, const ImportedKeys& keys, const ImportedNames& names) {
    Taking(to, from, keys, names).run();
}

} // namespace segue::store
