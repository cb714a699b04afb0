// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PlaylistStore that is about entries and files, and that writes what a step says.
#include "engine/store/playlist_store.h"

#include "engine/store/database/columns.h"
#include "engine/store/database/sqlite_error.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Savepoint.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace segue::store {

namespace {

constexpr std::int64_t kRoom = std::int64_t{1} << 20U; ///< between the places of two entries that were put in one after the other

using EntrySet = std::unordered_set<PlaylistEntryId>;

bool isIn(const std::vector<PlaylistStep::Row>& rows, PlaylistId id) {
    return std::ranges::find(rows, id, &PlaylistStep::Row::id) != rows.end();
}

bool liesIn(const std::string& path, std::span<const PlaylistStore::Folder> folders) {
    return std::ranges::any_of(folders, [&](const PlaylistStore::Folder& folder) {
        const auto start = folder.path.empty() ? std::string() : folder.path.native() + "/";
        return path.starts_with(start) && (folder.deep || path.find('/', start.size()) == std::string::npos);
    });
}

} // namespace

std::vector<PlaylistStore::Entry> PlaylistStore::entries(PlaylistId playlist) const {
    return guarded("reading a playlist", [&] {
        std::vector<Entry> entries;
        for (const auto& one : placed(playlist))
            entries.push_back({one.id, one.song});
        return entries;
    });
}

std::vector<PlaylistStore::Placed> PlaylistStore::placed(PlaylistId playlist) const {
    SQLite::Statement select(m_database.connection(),
                             "SELECT id, place, song_id FROM playlist_entry WHERE playlist_id = ? ORDER BY place, id");
    select.bind(1, playlist);
    std::vector<Placed> entries;
    while (select.executeStep())
        entries.push_back(
            {select.getColumn(0).getInt64(), playlist, select.getColumn(1).getInt64(), select.getColumn(2).getInt64()});
    return entries;
}

/// Places for entries that come before all[at]; if there is too little room, all get new ones.
std::vector<std::int64_t> PlaylistStore::makeRoom(const std::vector<Placed>& all, std::size_t at, std::size_t count,
                                                  PlaylistStep& step) {
    const auto wanted = static_cast<std::int64_t>(count);
    std::vector<std::int64_t> places;
    places.reserve(count);
    const auto before = at > 0 ? all[at - 1].place : at < all.size() ? all[at].place - kRoom * (wanted + 1) : 0;
    const auto after = at < all.size() ? all[at].place : before + kRoom * (wanted + 1);
    if (after - before > wanted) {
        const auto each = (after - before) / (wanted + 1);
        for (std::int64_t i = 1; i <= wanted; ++i)
            places.push_back(before + each * i);
        return places;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto place = kRoom * static_cast<std::int64_t>(i + 1 + (i >= at ? count : 0));
        if (place != all[i].place)
            step.moved.push_back({all[i].id, all[i].place, place});
    }
    for (std::size_t i = 0; i < count; ++i)
        places.push_back(kRoom * static_cast<std::int64_t>(at + i + 1));
    return places;
}

PlaylistStep PlaylistStore::add(PlaylistId playlist, std::span<const KeptSongId> songs, PlaylistEntryId before) {
    return guarded("adding to a playlist", [&] {
        PlaylistStep step;
        const auto known = row(playlist);
        if (!known || known->kind != PlaylistKind::songs || songs.empty())
            return step;
        const auto all = placed(playlist);
        const auto at = static_cast<std::size_t>(std::ranges::find(all, before, &Placed::id) - all.begin());
        const auto places = makeRoom(all, at, songs.size(), step);
        SQLite::Statement last(m_database.connection(),
                               "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'playlist_entry'");
        last.executeStep();
        auto id = last.getColumn(0).getInt64();
        for (std::size_t i = 0; i < songs.size(); ++i)
            step.added.push_back({++id, playlist, places[i], songs[i]});
        step.edited = {playlist};
        apply(step, true);
        return step;
    });
}

PlaylistStep PlaylistStore::removeEntries(PlaylistId playlist, std::span<const PlaylistEntryId> entries) {
    return guarded("removing from a playlist", [&] {
        PlaylistStep step;
        const EntrySet gone(entries.begin(), entries.end());
        for (const auto& one : placed(playlist))
            if (gone.contains(one.id))
                step.removed.push_back(one);
        if (step.empty())
            return step;
        step.edited = {playlist};
        apply(step, true);
        return step;
    });
}

PlaylistStep PlaylistStore::moveEntries(PlaylistId playlist, std::span<const PlaylistEntryId> entries, PlaylistEntryId before) {
    return guarded("moving in a playlist", [&] {
        PlaylistStep step;
        const EntrySet wanted(entries.begin(), entries.end());
        const auto all = placed(playlist);
        std::vector<Placed> moving, rest;
        auto at = rest.size();
        bool isFound = false;
        for (const auto& one : all) {
            if (one.id == before && before != 0) {
                at = rest.size(); // of one that moves itself: where it was
                isFound = true;
            }
            (wanted.contains(one.id) ? moving : rest).push_back(one);
        }
        if (!isFound)
            at = rest.size();
        auto order = rest;
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(at), moving.begin(), moving.end());
        if (moving.empty() || order == all)
            return step;
        const auto places = makeRoom(rest, at, moving.size(), step);
        for (std::size_t i = 0; i < moving.size(); ++i)
            step.moved.push_back({moving[i].id, moving[i].place, places[i]});
        step.edited = {playlist};
        apply(step, true);
        return step;
    });
}

PlaylistStep PlaylistStore::reorder(PlaylistId playlist, std::span<const PlaylistEntryId> order) {
    return guarded("sorting a playlist", [&] {
        PlaylistStep step;
        const auto all = placed(playlist);
        std::unordered_map<PlaylistEntryId, std::int64_t> places;
        for (const auto& one : all)
            places.emplace(one.id, one.place);
        if (order.size() != all.size() || EntrySet(order.begin(), order.end()).size() != order.size())
            return step;
        for (std::size_t i = 0; i < order.size(); ++i) {
            const auto was = places.find(order[i]);
            if (was == places.end())
                return PlaylistStep{};
            if (was->second != all[i].place)
                step.moved.push_back({order[i], was->second, all[i].place});
        }
        if (step.empty())
            return step;
        step.edited = {playlist};
        apply(step, true);
        return step;
    });
}

void PlaylistStore::undo(const PlaylistStep& step) {
    guarded("undoing a change of playlists", [&] { apply(step, false); });
}

void PlaylistStore::redo(const PlaylistStep& step) {
    guarded("changing playlists again", [&] { apply(step, true); });
}

void PlaylistStore::apply(const PlaylistStep& step, bool forwards) {
    SQLite::Savepoint savepoint(m_database.connection(), "playlist_step");
    const auto& from = forwards ? step.rowsBefore : step.rowsAfter;
    const auto& to = forwards ? step.rowsAfter : step.rowsBefore;
    for (const auto& row : to)
        put(row, !isIn(from, row.id));
    SQLite::Statement remove(m_database.connection(), "DELETE FROM playlist_entry WHERE id = ?");
    for (const auto& entry : forwards ? step.removed : step.added) {
        remove.bind(1, entry.id);
        remove.exec();
        remove.reset();
    }
    SQLite::Statement insert(m_database.connection(),
                             "INSERT INTO playlist_entry (id, playlist_id, place, song_id) VALUES (?, ?, ?, ?)");
    for (const auto& entry : forwards ? step.added : step.removed) {
        insert.bind(1, entry.id);
        insert.bind(2, entry.playlist);
        insert.bind(3, entry.place);
        insert.bind(4, entry.song);
        insert.exec();
        insert.reset();
    }
    SQLite::Statement move(m_database.connection(), "UPDATE playlist_entry SET place = ? WHERE id = ?");
    for (const auto& one : step.moved) {
        move.bind(1, forwards ? one.after : one.before);
        move.bind(2, one.entry);
        move.exec();
        move.reset();
    }
    SQLite::Statement removeRow(m_database.connection(), "DELETE FROM playlist WHERE id = ?");
    for (const auto& row : from)
        if (!isIn(to, row.id)) {
            removeRow.bind(1, row.id);
            removeRow.exec();
            removeRow.reset();
        }
    std::set<PlaylistId> counted(step.edited.begin(), step.edited.end());
    for (const auto& row : to)
        counted.insert(row.id);
    for (const auto id : counted)
        count(id);
    savepoint.release();
}

void PlaylistStore::count(PlaylistId playlist) {
    SQLite::Statement update(
        m_database.connection(),
        "UPDATE playlist SET songs = (SELECT count(*) FROM playlist_entry WHERE playlist_id = ?1) WHERE id = ?1");
    update.bind(1, playlist);
    update.exec();
}

bool PlaylistStore::setFiles(LibraryId library, std::span<const Folder> folders, std::span<const std::filesystem::path> there,
                             const std::function<bool(const std::filesystem::path&)>& mayGo) {
    return guarded("keeping the playlist files of a library", [&] {
        std::set<std::string> added;
        for (const auto& path : there)
            added.insert(path.native());
        SQLite::Statement known(m_database.connection(), "SELECT id, path FROM playlist WHERE library_id = ?");
        known.bind(1, library);
        std::vector<PlaylistId> gone;
        while (known.executeStep()) {
            const auto path = std::string(bytesOf(known.getColumn(1)));
            if (added.erase(path) == 0 && liesIn(path, folders) && mayGo(path))
                gone.push_back(known.getColumn(0).getInt64());
        }
        SQLite::Statement remove(m_database.connection(), "DELETE FROM playlist WHERE id = ?");
        for (const auto id : gone) {
            remove.bind(1, id);
            remove.exec();
            remove.reset();
        }
        SQLite::Statement insert(m_database.connection(), R"sql(
            INSERT INTO playlist (folder, place, kind, name, notes, songs, search, song_order, is_descending, most, sounds_like,
                                  least_match, library_id, path)
            SELECT 0, 0, 3, ?3, '', 0, '', 0, 0, 0, 0, 0, id, ?2 FROM library WHERE id = ?1)sql");
        for (const auto& path : added) {
            insert.bind(1, library);
            bindPath(insert, 2, path);
            insert.bind(3, std::filesystem::path(path).stem().native());
            insert.exec();
            insert.reset();
        }
        return !gone.empty() || !added.empty();
    });
}

} // namespace segue::store
