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

/// Whether this can be a path of a file or folder.
[[nodiscard]] bool isSanePath(const std::filesystem::path& path);
/// Whether a song's path, as stored, lies below its library's folder.
[[nodiscard]] bool isBelowRoot(const std::filesystem::path& path);

/// The libraries of an export: which folder each has here, and which library it is then.
///
/// Thread rule: one thread at a time. Throws Error, see importLibraries().
class ImportedLibraries final {
public:
    /// Reads them and asks for their folders; before the transaction, since that may take a while.
    ImportedLibraries(const ImportFile& from, const ImportOptions& options);

    /// Those whose folder is a library here join it, the others are added. In the transaction.
    void addTo(SQLite::Database& to, ImportResult& result);

    [[nodiscard]] std::size_t count() const { return m_all.size(); }
    [[nodiscard]] std::optional<LibraryId> idHere(LibraryId theirs) const; ///< nothing: the file has none of that number
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
    std::unordered_map<LibraryId, LibraryId> m_here; ///< by their number
    std::set<LibraryId> m_added;
};

} // namespace segue::store
