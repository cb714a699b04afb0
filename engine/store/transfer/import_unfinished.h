// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/transfer/import_file.h"
#include "engine/words/track.h"

#include <functional>
#include <optional>

namespace segue::store {

/// The numbers that rows of the file have here; nothing: they are not here.
struct ImportedKeys {
    std::function<std::optional<TrackId>(TrackId theirs)> track;
    std::function<std::optional<LibraryId>(LibraryId theirs)> library;
};

/// Takes what the listener was in the midst of where the file was written:
/// - places in books; one that is known here stays;
/// - the queue, if there is none here: entries whose song did not come are left out;
/// - listens, and songs that are loved, of which no server knows yet, if `isFirst`: only into a database without songs, so that
/// whoever moves to another computer
///   loses none, and nobody tells a server what somebody else heard.
/// In the import's transaction; throws Error. @return whether the queue was taken
[[nodiscard]] bool takeUnfinished(Database& to, const ImportFile& from, const ImportedKeys& keys, bool isFirst);

} // namespace segue::store
