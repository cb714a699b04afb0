// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/browse/folder_tree.h"

#include <catch2/catch.hpp>

#include <numeric>
#include <string>

using namespace segue;
using namespace segue::browse;

namespace {

SongList listOf(const std::vector<std::string>& paths) {
    std::vector<Track> songs;
    for (const auto& path : paths) {
        Track track;
        track.id = static_cast<TrackId>(songs.size()) + 1;
        track.path = path;
        track.title = "song";
        songs.push_back(track);
    }
    return {songs};
}

std::vector<FolderTree::Index> allOf(const SongList& songs) {
    std::vector<FolderTree::Index> all(songs.size());
    std::iota(all.begin(), all.end(), FolderTree::Index{0});
    return all;
}

} // namespace

TEST_CASE("folders are a tree as on the disk, with the songs in and beneath each") {
    const auto songs = listOf({"/music/rock/a/1.mp3", "/music/rock/b/1.mp3", "/music/top.mp3", "/music/rock/a/2.mp3",
                               "/music-too/x.mp3", "/music/a\xFF/1.mp3"});
    for (const char* root : {"/music", "/music/"}) {
        const auto tree = folderTree(songs, allOf(songs), root);
        std::vector<std::string> shown;
        for (FolderTree::Node node = 0; node < tree.nodes.size(); ++node)
            shown.push_back(tree.pathOf(node) + " " + std::to_string(tree.nodes[node].songs));
        CHECK(shown == std::vector<std::string>{" 6", "rock/ 3", "rock/a/ 2", "rock/b/ 1", "music-too/ 1", "a\xFF/ 1"});
        CHECK(songsInFolder(songs, allOf(songs), root, "rock/") == std::vector<FolderTree::Index>{0, 3, 1});
        CHECK(songsInFolder(songs, allOf(songs), root, "rock/b/") == std::vector<FolderTree::Index>{1});
        CHECK(songsInFolder(songs, allOf(songs), root, "").size() == 6);
        CHECK(songsInFolder(songs, allOf(songs), root, "roc/").empty());
    }
    const SongList none;
    CHECK(folderTree(none, {}, "/music").nodes.size() == 1);
}
