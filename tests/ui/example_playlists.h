// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <vector>

namespace segue::test {

/// A folder with two playlists, one beside it, one of rules, and two files in the first library.
[[nodiscard]] inline PlaylistsChanged examplePlaylists() {
    PlaylistsChanged changed;
    const auto add = [&](Playlist playlist) { changed.playlists.push_back(std::move(playlist)); };
    add({.id = 1, .kind = PlaylistKind::folder, .name = "Parties"});
    add({.id = 2, .folder = 1, .kind = PlaylistKind::songs, .name = "Anna's 40th", .notes = "From eight to midnight.", .songs = 5});
    add({.id = 3, .folder = 1, .kind = PlaylistKind::songs, .name = "Slow & late", .songs = 0});
    add({.id = 4, .kind = PlaylistKind::songs, .name = "On the road", .songs = 41});
    add({.id = 5,
         .kind = PlaylistKind::rules,
         .name = "Good and not heard lately",
         .rules = {.search = "rating:>=4 -played:<30d", .order = PlaylistOrder::rating, .isDescending = true, .most = 50}});
    add({.id = 6, .kind = PlaylistKind::file, .name = "mixtape", .library = 1, .path = "/home/listener/Music/lists/mixtape.m3u8"});
    add({.id = 7, .kind = PlaylistKind::file, .name = "old", .library = 1, .path = "/home/listener/Music/lists/old.pls"});
    return changed;
}

/// Its songs: some of the library's, one twice, and one that no library has.
[[nodiscard]] inline PlaylistLoaded examplePlaylist(RequestId request, PlaylistId playlist, const std::vector<Track>& songs) {
    Track stranger;
    stranger.path = "/mnt/old/Singles/Far Away.mp3";
    stranger.title = "Far Away";
    stranger.artist = "The Strangers";
    stranger.isMissing = true;
    PlaylistLoaded loaded{.request = request, .playlist = playlist, .songs = {}, .entries = {101, 102, 103, 104, 105}};
    for (const Track& song : {songs[20], songs[7], stranger, songs[20], songs[3]})
        loaded.songs.add(song);
    return loaded;
}

} // namespace segue::test
