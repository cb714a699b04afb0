// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/library/folder_walk.h"
#include "engine/store/writer.h"
#include "engine/track.h"

#include <cstddef>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::library {

/// How far a scan is. total is 0 while the folder is still being walked.
struct ScanProgress {
    std::size_t done = 0;
    std::size_t total = 0;
};

struct ScanResult {
    bool offline = false; ///< the root is missing or suspiciously empty; nothing was touched
    bool stopped = false;
    std::size_t files = 0;   ///< music files found
    std::size_t read = 0;    ///< new or changed
    std::size_t moved = 0;
    std::size_t removed = 0;
    std::vector<Skipped> skipped;
};

/// What a scan tells while it goes on. Called on the scan's thread.
struct ScanEvents {
    std::function<void(ScanProgress)> progress;
    std::function<void(std::span<const TrackId>)> stored;  ///< these rows are new or have changed, and are committed
    std::function<void(std::span<const TrackId>)> removed;
};

/// Brings one library's rows up to date with its folder: walks, compares, reads the tags of what is new or changed (on
/// `workers` threads) and stores them in batches. Stopping keeps what was stored.
///
/// Thread rule: any thread but the writer's; it blocks until done. Throws Error (database).
[[nodiscard]] ScanResult scanLibrary(const Library& library, store::Database& reader, store::Writer& writer, int workers,
                                     std::stop_token stop, const ScanEvents& events);

} // namespace segue::library
