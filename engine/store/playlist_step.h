// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <cstdint>
#include <string>
#include <vector>

namespace segue::store {

using KeptSongId = std::int64_t; ///< of a song as playlists know it (playlist_song_store.h); > 0

/// One change of the playlists, row by row: what was there before and what is there since, so that it can be undone and done
/// again. Only what changed is in it: of an entry that moved two numbers.
struct PlaylistStep {
    /// A playlist without its songs.
    struct Row {
        PlaylistId id = 0, folder = 0;
        std::int64_t place = 0;
        PlaylistKind kind = PlaylistKind::songs;
        std::string name, notes;
        PlaylistRules rules;       ///< of rules; its soundsLike is not used
        KeptSongId soundsLike = 0; ///< instead
        bool operator==(const Row&) const = default;
    };
    struct Entry {
        PlaylistEntryId id = 0;
        PlaylistId playlist = 0;
        std::int64_t place = 0;
        KeptSongId song = 0;
        bool operator==(const Entry&) const = default;
    };
    struct Move {
        PlaylistEntryId entry = 0;
        std::int64_t before = 0, after = 0; ///< places
    };

    std::vector<Row> rowsBefore, rowsAfter; ///< playlists that changed, came (only after) or went (only before)
    std::vector<Entry> removed, added;
    std::vector<Move> moved;
    std::vector<PlaylistId> edited; ///< playlists whose entries are others

    [[nodiscard]] bool empty() const {
        return rowsBefore.empty() && rowsAfter.empty() && removed.empty() && added.empty() && moved.empty();
    }
    [[nodiscard]] std::size_t bytes() const { ///< of memory, about
        return sizeof(*this) + (rowsBefore.size() + rowsAfter.size()) * sizeof(Row) +
               (removed.size() + added.size()) * sizeof(Entry) + moved.size() * sizeof(Move);
    }
};

} // namespace segue::store
