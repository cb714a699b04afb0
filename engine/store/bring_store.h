// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/bring.h"
#include "engine/words/playlist.h"

#include <chrono>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What was brought along from other players: stores it beside what is here by the rules of BringPlan, and keeps what was there
/// before, of the last time only. Same thread as its Database, within one job of the writer; throws Error.
class BringStore final {
public:
    explicit BringStore(Database& database)
        : m_database(database) {}

    /// What was brought until now can no longer be undone; what follows can.
    void begin(BringSource source, const std::filesystem::path& file, std::chrono::sys_seconds at);
    /// @return whether anything of the song is another now
    bool give(const SongGift& gift, bool theirsWin);
    /// Whether this playlist was brought before, just so. It may have been removed since.
    [[nodiscard]] bool hasPlaylist(BringSource source, const PlaylistGift& gift) const;
    void notePlaylist(BringSource source, const PlaylistGift& gift, PlaylistId playlist);

    [[nodiscard]] LastBrought last() const; ///< without songs and playlists: nothing can be undone
    /// Gives each value back that is still what was brought; plays that were counted since stay counted.
    /// @return the songs, and the playlists that are to be removed
    struct Undone {
        std::vector<TrackId> songs;
        std::vector<PlaylistId> playlists;
    };
    Undone undo();

private:
    Database& m_database;
};

} // namespace segue::store
