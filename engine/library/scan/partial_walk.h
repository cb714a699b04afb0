// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/scan/folder_walk.h"

#include <filesystem>
#include <span>
#include <stop_token>

namespace segue::library {

/// A folder in which something changed.
struct TouchedFolder {
    std::filesystem::path path; ///< relative to the root; empty: the root
    bool deep = false;          ///< it came, or what is below it may have changed; else only its own files
    bool operator==(const TouchedFolder&) const = default;
};

/// What stands in one folder, by the rules of walkFolder().
struct FolderListing {
    enum class State : std::uint8_t { listed, gone, unreadable };
    State state = State::listed;
    std::vector<FoundFile> files;
    std::vector<FoundFile> sheets; ///< as WalkResult's, as the next
    std::vector<std::filesystem::path> playlists;
    std::vector<std::filesystem::path> folders; ///< relative to the root; links to folders that are found elsewhere are left out
    std::vector<Skipped> skipped;
};

/// Lists one folder below a root. Throws nothing about the file system.
/// @param foldersOnly files are not looked at
[[nodiscard]] FolderListing listFolder(const std::filesystem::path& root, const std::filesystem::path& folder,
                                       bool foldersOnly = false);

/// What a whole walk would find in these folders now; those that are gone hold nothing. Whether the root is there is
/// not asked (rootMissing stays false).
[[nodiscard]] WalkResult walkFolders(const std::filesystem::path& root, std::span<const TouchedFolder> folders,
                                     std::stop_token stop);

} // namespace segue::library
