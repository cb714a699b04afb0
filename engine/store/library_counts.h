// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/library_quality.h"

#include <string>

namespace segue::store {

/// Counts the songs of all libraries: what is known of them, by this bundle and by their tags. Fills those members of
/// LibraryQuality that stand under "Songs". Same thread as its Database; throws Error.
void countSongs(Database& database, const std::string& model, LibraryQuality& quality);

} // namespace segue::store
