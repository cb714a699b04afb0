// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/database/writer.h"
#include "engine/store/model_store.h"
#include "engine/store/transfer/import_file.h"
#include "engine/store/transfer/library_export.h"
#include "engine/words/track.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::store {

struct ImportOptions {
    std::map<std::string, std::filesystem::path> roots; ///< where libraries lie here, by their names in the file
    /// Whether a library's folder is there; asked before the transaction begins, of each that the file names.
    std::function<bool(const std::filesystem::path& root)> isThere;
    /// The id for what the other network of the same id heard, so that the two are kept apart; the same one if they hear alike.
    std::function<std::string(const StoredModel& here, const StoredModel& there)> idOfOther;
    std::function<std::string(std::string_view)> text; ///< makes any bytes text that can be shown
};

struct ImportResult {
    std::vector<Library> added;   ///< libraries; those without their folder are offline
    std::size_t joined = 0;       ///< libraries that were here already, by their folder
    std::size_t songs = 0;        ///< in the file
    std::size_t newSongs = 0;     ///< that were not here
    std::vector<TrackId> changed; ///< songs of joined libraries that are new, or known by sound now
};

/// Adds what the file holds to the database, in one go: all of it or nothing. Nothing that is here is lost:
/// - a library whose folder is a library here joins it, another one is added, offline if its folder is not there;
/// - a song is the same if its path below its library's folder is; what is known of it here stays. If it waits here and its
///   file is the same there (size and time), its sound is known then: its plays, rating and date go to that recording;
/// - a song whose file was missing there comes as one that is there: the next scan here finds out, and counts its days by the
///   clock of the library here;
/// - a recording is the same if RecordingStore says so. One with the identity of another one here gets a number, and all that
///   the file knows of it comes under that name;
/// - what was heard in a recording is added where it is not known; a later version replaces an earlier one;
/// - of plays and of the last play the larger counts, of the first appearance the earlier, so that importing a file again
///   changes nothing; a rating given here stays, else the file's is taken;
/// - the choice of a network is taken if nothing had been heard here.
/// Nothing if it was asked to stop. Throws Error: as ImportFile, {usage} (a root for a library that is not in the file, or for
/// a name that two of them have).
[[nodiscard]] std::optional<ImportResult> importLibraries(Writer& writer, ImportFile& from, const ImportOptions& options,
                                                          const WorkDone& progress);

} // namespace segue::store
