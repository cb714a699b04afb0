// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/track_store.h"
#include "engine/words/compact_path.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::library {

/// A music file that is there now.
struct FoundFile {
    CompactPath path; ///< relative to the root
    store::FileStamp stamp;
};

/// A time of a file as the system tells it, since 1970.
struct FileTime {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
};

/// A file's stamp from what the system tells: bytes, when its data were modified, and when it was changed in any way. Years
/// that 64 bits of nanoseconds do not reach (a file may say 2300) all count as the last or the first of those that they do,
/// so that whoever looks finds the same.
[[nodiscard]] store::FileStamp stampOf(std::uint64_t bytes, FileTime modified, FileTime changed);

/// A folder or file that could not be looked at; what is known below it is kept.
struct Skipped {
    std::filesystem::path path; ///< relative to the root
    std::string reason;         ///< the system's words
};

struct WalkResult {
    bool rootMissing = false; ///< the root is not there or cannot be listed: the library is offline
    bool stopped = false;     ///< the walk was cancelled; the rest is incomplete
    std::vector<FoundFile> files;
    std::vector<FoundFile> sheets;                ///< CUE sheets, which may say that a file of their folder holds several songs
    std::vector<std::filesystem::path> playlists; ///< playlist files, relative to the root
    std::vector<Skipped> skipped;
};

/// Whether a link leads to what a walk finds under its own name: inside the root (canonical), and not hidden.
[[nodiscard]] bool isFoundElsewhere(const std::filesystem::path& canonicalRoot, const std::filesystem::path& link);

/// Lists the music files below a root, depth first, without opening one. Hidden folders and files (a leading dot) are
/// left out. Symbolic links are followed once: a link to a file or folder that is found elsewhere is left out, and any
/// other folder is entered only the first time it is met.
///
/// @param onFile called for every 500 files with the count so far. Throws nothing about the file system.
[[nodiscard]] WalkResult walkFolder(const std::filesystem::path& root, std::stop_token stop,
                                    const std::function<void(std::size_t found)>& onFile = {});

} // namespace segue::library
