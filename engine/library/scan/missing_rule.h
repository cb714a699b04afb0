// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/library_store.h"
#include "engine/store/track_store.h"

#include <chrono>
#include <filesystem>
#include <vector>

/// When a song whose file is gone may be forgotten. Pure but for songsThatMayGo().
///
/// The computer's clock is not believed: one that jumps a year ahead must not make all missing songs a year old. So each
/// library counts time for itself, by its scans: from one scan of a present folder to the next as much passes as the
/// computer's clock says, but never less than nothing and never more than a day. Thirty days are then at least thirty
/// scans, whatever the clock does; a clock set back stops the count for one scan. While the folder is away nothing is
/// scanned, and nothing is counted.
namespace segue::library {

inline constexpr std::chrono::days kKeptMissing{30};
inline constexpr std::chrono::days kLongestStep{1};

/// The library's clock after a scan, when the computer's says `wall`.
[[nodiscard]] store::LibraryClock advanced(const store::LibraryClock& before, std::chrono::sys_seconds wall);

/// Whether a song has been missing for long enough. A time that lies ahead counts as now.
[[nodiscard]] bool isLongMissing(std::chrono::sys_seconds since, std::chrono::sys_seconds now);

/// Those of a library's missing songs that have been missing for long enough, and whose folders say that they are gone:
/// where more than kSuspiciouslyEmpty of them lie below a folder that is there and empty, or where a folder cannot be read,
/// something may not be mounted.
[[nodiscard]] std::vector<TrackId> songsThatMayGo(const std::filesystem::path& root, const std::vector<store::MissingFile>& missing,
                                                  std::chrono::sys_seconds now);

} // namespace segue::library
