// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <map>
#include <string>

namespace segue::store {

/// Folders of a library with CUE sheets, relative to its root, each with a hash of what was in it when its sheets were read.
using SheetFolders = std::map<std::string, std::string>;

/// Which sheets need not be read again. Same thread as its Database; throws Error.
class SheetStore final {
public:
    explicit SheetStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] SheetFolders folders(LibraryId library) const;
    void save(LibraryId library, const SheetFolders& folders); ///< adds them, or replaces what was known of them
    void remove(LibraryId library, const std::string& folder);

private:
    Database& m_database;
};

} // namespace segue::store
