// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/playlist_step.h"
#include "engine/words/playlist.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// The listener's playlists, and which playlist files lie in the libraries. Every change of the listener's own tells what it did,
/// so that it can be undone; one that names what is not there, or makes no sense, does nothing and tells an empty step.
///
/// Entries have places with room between them, so that songs put in the middle of many write themselves only.
///
/// Same thread as its Database; throws Error.
class PlaylistStore final {
public:
    explicit PlaylistStore(Database& database)
        : m_database(database) {}

    /// Each folder before what it holds; files last, by library and path.
    [[nodiscard]] std::vector<Playlist> all() const;
    [[nodiscard]] std::optional<Playlist> find(PlaylistId id) const;

    struct Entry {
        PlaylistEntryId id = 0;
        KeptSongId song = 0;
    };
    [[nodiscard]] std::vector<Entry> entries(PlaylistId playlist) const; ///< in order

    /// Of its kind, name, folder and rules; the name gets a number behind it if another one in the folder has it.
    [[nodiscard]] PlaylistStep create(const Playlist& wanted);
    [[nodiscard]] PlaylistStep rename(PlaylistId id, const std::string& name);
    [[nodiscard]] PlaylistStep setNotes(PlaylistId id, const std::string& notes);
    [[nodiscard]] PlaylistStep setRules(PlaylistId id, const PlaylistRules& rules);
    [[nodiscard]] PlaylistStep remove(PlaylistId id); ///< with all that a folder holds
    /// @param before a playlist in that folder; 0: to its end
    [[nodiscard]] PlaylistStep move(PlaylistId id, PlaylistId folder, PlaylistId before);

    /// @param before an entry; 0: to the end
    [[nodiscard]] PlaylistStep add(PlaylistId playlist, std::span<const KeptSongId> songs, PlaylistEntryId before);
    [[nodiscard]] PlaylistStep removeEntries(PlaylistId playlist, std::span<const PlaylistEntryId> entries);
    /// They stay in the order that they have.
    [[nodiscard]] PlaylistStep moveEntries(PlaylistId playlist, std::span<const PlaylistEntryId> entries, PlaylistEntryId before);
    /// @param order all of its entries
    [[nodiscard]] PlaylistStep reorder(PlaylistId playlist, std::span<const PlaylistEntryId> order);

    void undo(const PlaylistStep& step); ///< the last one that was not undone
    void redo(const PlaylistStep& step);

    struct Folder {
        std::filesystem::path path; ///< relative to a library's root, as all here
        bool deep = false;          ///< with all folders in it
    };
    /// The playlist files that lie in these folders of a library now. @param mayGo whether one that is not among them is gone: it
    /// may lie where nobody could look. @return whether they are others than before
    bool setFiles(LibraryId library, std::span<const Folder> folders, std::span<const std::filesystem::path> there,
                  const std::function<bool(const std::filesystem::path&)>& mayGo);

private:
    using Row = PlaylistStep::Row;
    using Placed = PlaylistStep::Entry;

    [[nodiscard]] std::vector<Row> rows() const;
    [[nodiscard]] std::optional<Row> row(PlaylistId id) const; ///< of the listener's own
    [[nodiscard]] std::vector<Placed> placed(PlaylistId playlist) const;
    [[nodiscard]] std::vector<std::int64_t> makeRoom(const std::vector<Placed>& all, std::size_t at, std::size_t count,
                                                     PlaylistStep& step);
    [[nodiscard]] PlaylistStep replace(const Row& before, const Row& after);
    void put(const Row& row, bool isNew);
    void apply(const PlaylistStep& step, bool forwards);
    void count(PlaylistId playlist);

    Database& m_database;
};

} // namespace segue::store
