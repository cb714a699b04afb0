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
    std::map<std::string, std::filesystem::path> roots; ///< the libraries' folders here, by their names in the file
    /// Whether a library's folder is there; called before the transaction, once for each library in the file.
    std::function<bool(const std::filesystem::path& root)> isThere;
    /// The id under which to keep the data of the other network of the same id, so that the two are kept apart; the same id
    /// if both hear alike.
    std::function<std::string(const StoredModel& here, const StoredModel& there)> idOfOther;
    std::function<std::string(std::string_view)> text; ///< turns any bytes into text that can be shown
};

struct ImportResult {
    std::vector<Library> added;   ///< libraries that were added; those without their folder are offline
    std::size_t joined = 0;       ///< libraries that were here already, with the same folder
    std::size_t songs = 0;        ///< in the file
    std::size_t newSongs = 0;     ///< that were not here
    bool hasQueue = false;        ///< the file's queue is the one here now
    std::vector<TrackId> changed; ///< songs of joined libraries that are new, or whose sound is known now
};

/// Adds what the file holds to the database, in one go: all of it or nothing. Nothing that is here is lost:
/// - a library whose folder is a library here joins that one; any other is added, offline if its folder is not there;
/// - songs with the same path below their library's folder are the same; what is known of them here stays. If one waits here
///   and its file has the same size and time there, its sound is known from now on, and its plays, rating and date go to that
///   recording;
/// - a song that was missing there is imported as present: the next scan here notices if it is missing, and counts its days
///   by the clock of the library here;
/// - RecordingStore decides which recordings are the same. One that has the identity of another recording here gets a number,
///   and all that the file knows of it is stored under that name;
/// - what was heard in a recording is added where it is not known; a later version replaces an earlier one;
/// - the larger number of plays, the later last play and the earlier date added count, so that importing a file again changes
///   nothing; a rating given here stays, otherwise the file's is taken;
/// - the file's choice of a network is taken if nothing had been heard here;
/// - playlists that are not here are added (import_playlists.h);
/// - places in books, the queue and unsent listens: import_unfinished.h says when.
/// @return nothing if it was asked to stop. Throws Error: as ImportFile, {usage} (a root for a library that is not in the file, or
/// for a name that two of them have).
[[nodiscard]] std::optional<ImportResult> importLibraries(Writer& writer, ImportFile& from, const ImportOptions& options,
                                                          const WorkDone& progress);

} // namespace segue::store
