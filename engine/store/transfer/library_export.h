// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace segue::store {

/// How far a long work has come; called often.
using WorkDone = std::function<void(std::size_t done, std::size_t total)>;

/// SQLite's application_id of an export: "Segu". The library database itself has none.
inline constexpr std::uint32_t kExportId = 0x53656775;

/// Writes all that the database knows into one file that importLibraries() reads: libraries, songs by their paths below the
/// roots, what was heard in them and measured of them, failures, plays and ratings, networks. It is a snapshot: others may
/// write to the database meanwhile.
///
/// However this ends, the file is whole or as it was before. @return false if it was asked to stop. Throws Error{usage} (the
/// file exists and is not an export: it is never overwritten), {noSpace}, {io}, {badFile} (the database is damaged), {busy}
/// (on another computer's disk: it changes so often that no copy of one moment can be made).
[[nodiscard]] bool exportLibraries(Database& from, const std::filesystem::path& file, const std::stop_token& stop,
                                   const WorkDone& progress);

} // namespace segue::store
