// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/transfer/import_file.h"
#include "engine/store/transfer/import_unfinished.h"

#include <functional>
#include <string>

namespace segue::store {

/// What a row of the file is called here.
struct ImportedNames {
    std::function<std::string(const Value& theirs)> identity; ///< of a recording
    std::function<std::string(const Value& any)> text;        ///< that can be shown
};

/// Takes the listener's playlists over. A folder joins the one of its name here; a playlist that is here already, with the same
/// songs or rules, is not added again; any other is, with a number behind its name where that is taken. Playlist files of libraries
/// are not taken: the next scan finds them. In the import's transaction; throws Error.
void takePlaylists(Database& to, const ImportFile& from, const ImportedKeys& keys, const ImportedNames& names);

} // namespace segue::store
