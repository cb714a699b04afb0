// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/transfer/import_file.h"
#include "engine/store/transfer/library_import.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace SQLite {
class Database;
}

namespace segue::store {

/// Whether this can be the path of a file or folder.
[[nodiscard]] bool isSanePath(const std::filesystem::path& path);
/// Whether a song's path, as stored, lies below its library's folder.
[[nodiscard]] bool isBelowRoot(const std::filesystem::path& path);

/// The libraries of an export: the folder of each on this computer, and the library that it becomes here.
///
/// Thread rule: one thread at a time. Throws Error, see importLibraries().
class ImportedLibraries final {
public:
    /// Reads the libraries and looks for their folders. Make it before the transaction, since this may take a while.
    ImportedLibraries(const ImportFile& from, const ImportOptions& options);

    /// Libraries whose folder is a library here join it; the others are added. Call it in the transaction.
    void addTo(SQLite::Database& to, ImportResult& result);

    [[nodiscard]] std::size_t count() const { return m_all.size(); }
    [[nodiscard]] std::optional<LibraryId> idHere(LibraryId theirs) const; ///< nothing if the file has no library of that id
    [[nodiscard]] bool isNew(LibraryId here) const { return m_added.contains(here); }

private:
    struct One {
        LibraryId theirs = 0;
        std::string name;
        std::filesystem::path root;
        bool isThere = false;
    };
    void requireThatNamesAreKnown(const std::set<std::string>& names) const;

    const ImportFile& m_from;
    const ImportOptions& m_options;
    std::vector<One> m_all;                          ///< in the file's order
    std::unordered_map<LibraryId, LibraryId> m_here; ///< by their id in the file
    std::set<LibraryId> m_added;
};

} // namespace segue::store
