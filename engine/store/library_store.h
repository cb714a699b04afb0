// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database.h"
#include "engine/track.h"

#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// The libraries: one row a folder. Same thread as its Database; throws Error.
class LibraryStore final {
public:
    explicit LibraryStore(Database& database) : m_database(database) {}

    /// All, oldest first, with their track counts.
    [[nodiscard]] std::vector<Library> all() const;
    [[nodiscard]] std::optional<Library> find(LibraryId id) const;
    [[nodiscard]] std::optional<Library> findByRoot(const std::filesystem::path& root) const;

    LibraryId add(const std::string& name, const std::filesystem::path& root);
    void rename(LibraryId id, const std::string& name);
    void setOffline(LibraryId id, bool offline);
    /// With its tracks. Analyses stay: they belong to the sound.
    void remove(LibraryId id);

private:
    Database& m_database;
};

} // namespace segue::store
