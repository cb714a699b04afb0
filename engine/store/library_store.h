// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// The time as a library's scans count it; see library::advanced().
struct LibraryClock {
    std::chrono::sys_seconds now{};  ///< 0: the library was never scanned
    std::chrono::sys_seconds read{}; ///< what the computer's clock said at the last scan
    bool operator==(const LibraryClock&) const = default;
};

/// The libraries, one row for each folder. Ids of removed libraries are never used again. Same thread as its Database; throws
/// Error.
class LibraryStore final {
public:
    explicit LibraryStore(Database& database)
        : m_database(database) {}

    /// All, oldest first, with their counts.
    [[nodiscard]] std::vector<Library> all() const;
    [[nodiscard]] std::optional<Library> findCounted(LibraryId id) const;
    // Without their counts, which take a look at every song.
    [[nodiscard]] std::vector<Library> rows() const;
    [[nodiscard]] std::optional<Library> find(LibraryId id) const;
    [[nodiscard]] std::optional<Library> findByRoot(const std::filesystem::path& root) const;
    /// The library whose folder this path lies in; the innermost if there are several. Does not touch the disk.
    [[nodiscard]] std::optional<Library> holding(const std::filesystem::path& song) const;

    LibraryId add(const std::string& name, const std::filesystem::path& root);
    void rename(LibraryId id, const std::string& name);
    void setOffline(LibraryId id, bool offline); ///< offline as Absence::gone, unless another reason is stored
    void setAbsence(LibraryId id, Absence absence);
    /// The library's songs are in another folder now; everything known of them stays. Throws Error{usage} if that folder is a
    /// library already.
    void relocate(LibraryId id, const std::filesystem::path& root);
    [[nodiscard]] LibraryClock clock(LibraryId id) const;
    void setClock(LibraryId id, const LibraryClock& clock);
    /// Removes a library and its tracks. Analyses stay, since they belong to the sound.
    void remove(LibraryId id);

private:
    Database& m_database;
};

} // namespace segue::store
