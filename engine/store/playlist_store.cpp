// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/playlist_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"
#include "engine/store/playlist_song_store.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <map>
#include <set>

namespace segue::store {

namespace {

const std::string kPlaylistRow =
    "SELECT id, folder, place, kind, name, notes, search, song_order, is_descending, most, sounds_like, "
    "least_match, songs, library_id, path FROM playlist ";
constexpr TrackId kGone = -1; ///< a song that "sounds like" names and that is nowhere

PlaylistStep::Row stepRowOf(const SQLite::Statement& row) {
    const auto number = [&](int column) { return row.getColumn(column).getInt64(); };
    return {.id = number(0),
            .folder = number(1),
            .place = number(2),
            .kind = static_cast<PlaylistKind>(number(3)),
            .name = row.getColumn(4).getString(),
            .notes = row.getColumn(5).getString(),
            .rules = {.search = row.getColumn(6).getString(),
                      .order = static_cast<PlaylistOrder>(
                          std::clamp<std::int64_t>(number(7), 0, static_cast<int>(PlaylistOrder::random))),
                      .isDescending = number(8) != 0,
                      .most = static_cast<std::size_t>(std::max<std::int64_t>(number(9), 0)),
                      .leastMatch = static_cast<float>(row.getColumn(11).getDouble())},
            .soundsLike = number(10)};
}

Playlist playlistOf(const SQLite::Statement& row, Database& database) {
    auto kept = stepRowOf(row);
    Playlist playlist{.id = kept.id,
                      .folder = kept.folder,
                      .kind = kept.kind,
                      .name = std::move(kept.name),
                      .notes = std::move(kept.notes),
                      .songs = static_cast<std::size_t>(row.getColumn(12).getInt64()),
                      .rules = std::move(kept.rules)};
    if (playlist.kind == PlaylistKind::file) {
        playlist.library = row.getColumn(13).getInt64();
        playlist.path = pathOf(row.getColumn(14));
    }
    if (kept.soundsLike != 0) {
        const auto song = PlaylistSongStore(database).find({&kept.soundsLike, 1}).front();
        playlist.rules.soundsLike = song.found != 0 ? song.found : song.track != 0 ? song.track : kGone;
    }
    return playlist;
}

/// Each folder before what it holds. One that names no folder, or itself, lies in none.
std::vector<Playlist> asTree(std::vector<Playlist> byPlace) {
    std::map<PlaylistId, std::vector<std::size_t>> inside;
    std::set<PlaylistId> folders;
    for (const auto& playlist : byPlace)
        if (playlist.kind == PlaylistKind::folder)
            folders.insert(playlist.id);
    for (std::size_t i = 0; i < byPlace.size(); ++i)
        inside[folders.contains(byPlace[i].folder) ? byPlace[i].folder : 0].push_back(i);
    std::vector<std::size_t> order, open(inside[0].rbegin(), inside[0].rend());
    std::vector<bool> isIn(byPlace.size());
    const auto takeOpen = [&] {
        while (!open.empty()) {
            const auto next = open.back();
            open.pop_back();
            if (isIn[next])
                continue;
            isIn[next] = true;
            order.push_back(next);
            const auto found = inside.find(byPlace[next].id);
            if (byPlace[next].kind == PlaylistKind::folder && found != inside.end())
                open.insert(open.end(), found->second.rbegin(), found->second.rend());
        }
    };
    takeOpen();
    for (std::size_t i = 0; i < byPlace.size(); ++i) // folders that lie in each other
        if (!isIn[i]) {
            byPlace[i].folder = 0;
            open.push_back(i);
            takeOpen();
        }
    std::vector<Playlist> tree;
    for (const auto index : order) {
        auto playlist = std::move(byPlace[index]);
        if (!folders.contains(playlist.folder))
            playlist.folder = 0;
        tree.push_back(std::move(playlist));
    }
    return tree;
}

} // namespace

std::vector<Playlist> PlaylistStore::all() const {
    return guarded("reading playlists", [&] {
        SQLite::Statement own(m_database.connection(), kPlaylistRow + "WHERE kind <> 3 ORDER BY folder, place, id");
        std::vector<Playlist> playlists;
        while (own.executeStep())
            playlists.push_back(playlistOf(own, m_database));
        playlists = asTree(std::move(playlists));
        SQLite::Statement files(m_database.connection(),
                                kPlaylistRow + "WHERE kind = 3 AND library_id IS NOT NULL ORDER BY library_id, path");
        SQLite::Statement root(m_database.connection(), "SELECT root FROM library WHERE id = ?");
        while (files.executeStep()) {
            auto& playlist = playlists.emplace_back(playlistOf(files, m_database));
            root.bind(1, playlist.library);
            if (root.executeStep())
                playlist.path = pathOf(root.getColumn(0)) / playlist.path;
            root.reset();
        }
        return playlists;
    });
}

std::optional<Playlist> PlaylistStore::find(PlaylistId id) const {
    return guarded("looking for a playlist", [&]() -> std::optional<Playlist> {
        SQLite::Statement select(m_database.connection(), kPlaylistRow + "WHERE id = ?");
        select.bind(1, id);
        if (!select.executeStep())
            return std::nullopt;
        auto playlist = playlistOf(select, m_database);
        if (playlist.kind == PlaylistKind::file) {
            SQLite::Statement root(m_database.connection(), "SELECT root FROM library WHERE id = ?");
            root.bind(1, playlist.library);
            if (root.executeStep())
                playlist.path = pathOf(root.getColumn(0)) / playlist.path;
        }
        return playlist;
    });
}

std::vector<PlaylistStore::Row> PlaylistStore::rows() const {
    SQLite::Statement select(m_database.connection(), kPlaylistRow + "WHERE kind <> 3 ORDER BY place, id");
    std::vector<Row> rows;
    while (select.executeStep())
        rows.push_back(stepRowOf(select));
    return rows;
}

std::optional<PlaylistStore::Row> PlaylistStore::row(PlaylistId id) const {
    SQLite::Statement select(m_database.connection(), kPlaylistRow + "WHERE id = ? AND kind <> 3");
    select.bind(1, id);
    return select.executeStep() ? std::optional(stepRowOf(select)) : std::nullopt;
}

PlaylistStep PlaylistStore::create(const Playlist& wanted) {
    return guarded("making a playlist", [&]() -> PlaylistStep {
        Row made{.folder = wanted.folder, .kind = wanted.kind, .name = wanted.name, .notes = wanted.notes, .rules = wanted.rules};
        const auto folder = wanted.folder != 0 ? row(wanted.folder) : std::nullopt;
        if (made.name.empty() || made.kind == PlaylistKind::file ||
            (wanted.folder != 0 && (!folder || folder->kind != PlaylistKind::folder)))
            return {};
        if (wanted.rules.soundsLike > 0)
            for (const auto song : PlaylistSongStore(m_database).keep({&wanted.rules.soundsLike, 1}))
                made.soundsLike = song;
        made.rules.soundsLike = 0;
        std::set<std::string> names;
        for (const auto& other : rows())
            if (other.folder == made.folder) {
                names.insert(other.name);
                made.place = std::max(made.place, other.place + 1);
            }
        for (int number = 2; names.contains(made.name); ++number)
            made.name = wanted.name + " " + std::to_string(number);
        SQLite::Statement last(m_database.connection(),
                               "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'playlist'");
        last.executeStep();
        made.id = last.getColumn(0).getInt64() + 1;
        PlaylistStep step;
        step.rowsAfter = {std::move(made)};
        apply(step, true);
        return step;
    });
}

/// Does it, if it changes anything.
PlaylistStep PlaylistStore::replace(const Row& before, const Row& after) {
    PlaylistStep step;
    if (before == after)
        return step;
    step.rowsBefore = {before};
    step.rowsAfter = {after};
    apply(step, true);
    return step;
}

PlaylistStep PlaylistStore::rename(PlaylistId id, const std::string& name) {
    return guarded("renaming a playlist", [&]() -> PlaylistStep {
        const auto before = row(id);
        if (!before || name.empty())
            return {};
        auto after = *before;
        after.name = name;
        return replace(*before, after);
    });
}

PlaylistStep PlaylistStore::setNotes(PlaylistId id, const std::string& notes) {
    return guarded("keeping a playlist's notes", [&]() -> PlaylistStep {
        const auto before = row(id);
        if (!before)
            return {};
        auto after = *before;
        after.notes = notes;
        return replace(*before, after);
    });
}

PlaylistStep PlaylistStore::setRules(PlaylistId id, const PlaylistRules& rules) {
    return guarded("keeping a playlist's rules", [&]() -> PlaylistStep {
        const auto before = row(id);
        if (!before || before->kind != PlaylistKind::rules)
            return {};
        auto after = *before;
        after.rules = rules;
        after.rules.soundsLike = 0;
        if (find(id)->rules.soundsLike != rules.soundsLike) { // else the same song, which may be gone
            after.soundsLike = 0;
            for (const auto song : PlaylistSongStore(m_database).keep({&rules.soundsLike, 1}))
                after.soundsLike = song;
        }
        auto step = replace(*before, after);
        if (!step.empty())
            step.edited = {id};
        return step;
    });
}

PlaylistStep PlaylistStore::remove(PlaylistId id) {
    return guarded("removing a playlist", [&] {
        PlaylistStep step;
        const auto all = rows();
        std::set<PlaylistId> gone{id};
        for (std::size_t before = 0; before != gone.size();) { // with what lies in what lies in it
            before = gone.size();
            for (const auto& one : all)
                if (gone.contains(one.folder))
                    gone.insert(one.id);
        }
        for (const auto& one : all)
            if (gone.contains(one.id)) {
                const auto entries = placed(one.id);
                step.removed.insert(step.removed.end(), entries.begin(), entries.end());
                step.rowsBefore.push_back(one);
            }
        apply(step, true);
        return step;
    });
}

PlaylistStep PlaylistStore::move(PlaylistId id, PlaylistId folder, PlaylistId before) {
    return guarded("moving a playlist", [&]() -> PlaylistStep {
        const auto all = rows();
        std::map<PlaylistId, const Row*> byId;
        for (const auto& one : all)
            byId[one.id] = &one;
        if (!byId.contains(id) || before == id ||
            (folder != 0 && (!byId.contains(folder) || byId[folder]->kind != PlaylistKind::folder)))
            return {};
        std::set<PlaylistId> above;
        for (auto up = folder; up != 0 && byId.contains(up) && above.insert(up).second;)
            up = byId[up]->folder;
        if (above.contains(id))
            return {}; // into itself
        std::vector<Row> siblings;
        for (const auto& one : all)
            if (one.folder == folder && one.id != id)
                siblings.push_back(one);
        const auto at = std::ranges::find(siblings, before, &Row::id);
        siblings.insert(at, *byId[id]);
        PlaylistStep step;
        for (std::size_t i = 0; i < siblings.size(); ++i) {
            siblings[i].folder = folder;
            siblings[i].place = static_cast<std::int64_t>(i);
            if (const Row& was = *byId[siblings[i].id]; !(was == siblings[i])) {
                step.rowsBefore.push_back(was);
                step.rowsAfter.push_back(siblings[i]);
            }
        }
        apply(step, true);
        return step;
    });
}

void PlaylistStore::put(const Row& row, bool isNew) {
    SQLite::Statement statement(
        m_database.connection(),
        isNew ? "INSERT INTO playlist (folder, place, kind, name, notes, search, song_order, is_descending, most, sounds_like, "
                "least_match, songs, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)"
              : "UPDATE playlist SET folder = ?, place = ?, kind = ?, name = ?, notes = ?, search = ?, song_order = ?, "
                "is_descending = ?, most = ?, sounds_like = ?, least_match = ? WHERE id = ?");
    statement.bind(1, row.folder);
    statement.bind(2, row.place);
    statement.bind(3, static_cast<int>(row.kind));
    statement.bind(4, row.name);
    statement.bind(5, row.notes);
    statement.bind(6, row.rules.search);
    statement.bind(7, static_cast<int>(row.rules.order));
    statement.bind(8, row.rules.isDescending ? 1 : 0);
    statement.bind(9, static_cast<std::int64_t>(row.rules.most));
    statement.bind(10, row.soundsLike);
    statement.bind(11, static_cast<double>(row.rules.leastMatch));
    statement.bind(12, row.id);
    statement.exec();
}

} // namespace segue::store
