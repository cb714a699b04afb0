// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::browse {

/// The folders that songs lie in, as they lie on the disk.
struct FolderTree {
    using Index = std::uint32_t;
    using Node = std::uint32_t; ///< of nodes; 0 is the library's root

    struct Folder {
        TextPool::Id name = 0; ///< of names: bytes, as the disk has it
        Node parent = 0;       ///< the root's is itself
        std::vector<Node> children;
        std::size_t songs = 0; ///< in it and all beneath it
    };
    TextPool names;
    std::vector<Folder> nodes; ///< at least the root; parents come before their children

    /// Its path beneath the root, with a slash at its end; empty for the root.
    [[nodiscard]] std::string pathOf(Node node) const;
};

/// @param root the library's folder; songs elsewhere lie in their whole path
/// @param among the songs to look at; folders come in the order in which they are first met
[[nodiscard]] FolderTree folderTree(const SongList& songs, std::span<const FolderTree::Index> among, std::string_view root);

/// The songs in a folder and beneath it: by folder, disc, track and file name.
/// @param folder beneath the root, as FolderTree::pathOf()
[[nodiscard]] std::vector<FolderTree::Index> songsInFolder(const SongList& songs, std::span<const FolderTree::Index> among,
                                                           std::string_view root, std::string_view folder);

} // namespace segue::browse
