// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/folder_walk.h"
#include "engine/store/track_store.h"

#include <utility>
#include <vector>

namespace segue::library {

/// What a scan has to do; pure.
struct ScanPlan {
    bool offline = false;                                        ///< nothing is touched
    std::vector<FoundFile> read;                                 ///< new or changed: tags are read
    std::vector<std::pair<TrackId, std::filesystem::path>> move; ///< the same file under another name
    std::vector<TrackId> remove;                                 ///< gone
};

/// A root that is suddenly empty where it held more songs than this is an empty mount point, not a cleared library.
inline constexpr std::size_t kSuspiciouslyEmpty = 20;

/// Compares what was found with what is known. A file that is gone is the same as a new one when size and modification
/// time agree and only one pair does. Nothing below a folder that was skipped is removed; nothing is removed after a
/// walk that was stopped, nor when the root is missing or suspiciously empty.
[[nodiscard]] ScanPlan planScan(const std::vector<store::KnownFile>& known, const WalkResult& walk);

} // namespace segue::library
