// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/scan/folder_walk.h"
#include "engine/store/track_store.h"

#include <filesystem>
#include <functional>
#include <span>
#include <vector>

namespace segue::library {

/// A file that a song moved to.
struct Move {
    TrackId id = 0;
    std::filesystem::path path; ///< relative to the root
    bool operator==(const Move&) const = default;
};

/// What a scan has to do; pure.
struct ScanPlan {
    Absence absence = Absence::none; ///< anything else: nothing is touched
    std::vector<FoundFile> added;    ///< their tags are read
    std::vector<FoundFile> changed;  ///< likewise; known by this path, or renamed to it by one of the moves
    /// Likewise, but they are the same files by size and time: touched in some way, as by a program that keeps the date of what
    /// it retags, or their tags were read in another way (ScanContext::tagsVersion). Nothing but their tags may be others.
    std::vector<FoundFile> retagged;
    std::vector<std::pair<TrackId, std::int64_t>> noted; ///< when these were last changed (ns), which was not known
    std::vector<Move> moves;                             ///< the same file under another path
    std::vector<TrackId> found;                          ///< were missing, and are back as they were
    std::vector<TrackId> lost;                           ///< gone: missing from now on
};

/// A root that is suddenly empty where it held more songs than this is an empty mount point, not a cleared library.
inline constexpr std::size_t kSuspiciouslyEmpty = 20;

/// What is known beside the songs of the folders that were walked.
struct ScanContext {
    bool isPartial = false;    ///< the walk saw a part of the library only: whether the root is empty is not asked
    bool emptyIsMeant = false; ///< the listener said that the folder was emptied
    int tagsVersion = 0;       ///< how tags are read now
    /// Songs of the library outside the folders that were walked, of which a new file may be the one.
    std::span<const store::KnownFile> elsewhere;
    /// Whether this file (relative to the root) is there this very moment. Asked only about songs that look like a new
    /// file: one that is no longer there moved, also when the walk still saw it.
    std::function<bool(const std::filesystem::path&)> isThere = [](const auto&) { return true; };
};

/// Compares what was found with what is known in the same folders. A file that is gone, now or since an earlier scan, is
/// the same as a new one when size and modification time agree and only one pair does. Where its name is another, too, that
/// is not enough to know what it holds: it moves and is read again. Nothing below a folder that was skipped is
/// lost; nothing is lost after a walk that was stopped, nor when the root is missing or suspiciously empty.
[[nodiscard]] ScanPlan planScan(const std::vector<store::KnownFile>& known, const WalkResult& walk,
                                const ScanContext& context = {});

/// Whether a path lies in this folder or below it.
[[nodiscard]] bool liesBelow(const std::filesystem::path& path, const std::filesystem::path& folder);

} // namespace segue::library
