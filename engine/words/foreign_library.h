// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// What another player knows of a song.
struct ForeignSong {
    std::filesystem::path path; ///< empty: it tells none
    std::string title, artist, album;
    std::chrono::milliseconds length{0}; ///< 0: not told
    int rating = 0;                      ///< stars, 1 to 5; 0: none
    int plays = 0;
    std::chrono::sys_seconds lastPlayed{}; ///< 0: never, or not told
    std::chrono::sys_seconds added{};      ///< 0: not told
    bool operator==(const ForeignSong&) const = default;
};

/// A playlist of another player; its lines are songs as that player tells them, most with a path only.
struct ForeignPlaylist {
    std::string name;
    std::vector<ForeignSong> lines;
};

/// All that is read of another player.
struct ForeignLibrary {
    std::vector<ForeignSong> songs;
    std::vector<ForeignPlaylist> playlists;
};

} // namespace segue
