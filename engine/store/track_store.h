// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database.h"
#include "engine/track.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What tells whether a file changed without opening it.
struct FileStamp {
    std::uint64_t size = 0;       ///< bytes
    std::int64_t modifiedNs = 0;  ///< modification time, nanoseconds
    bool operator==(const FileStamp&) const = default;
};

/// A file as the last scan knew it.
struct KnownFile {
    TrackId id = 0;
    std::filesystem::path path; ///< relative to the library's root
    FileStamp stamp;
};

/// The songs of the libraries. Same thread as its Database; throws Error. Rows carry the analysis of one bundle, whose
/// id (ModelSpec::id) is given at construction.
class TrackStore final {
public:
    TrackStore(Database& database, std::string model) : m_database(database), m_model(std::move(model)) {}

    /// All songs of a library, by artist, album, disc, track number, title.
    [[nodiscard]] std::vector<Track> inLibrary(LibraryId library) const;
    [[nodiscard]] std::optional<Track> find(TrackId id) const;
    /// Each of them, in this order; nothing where it is no longer there.
    [[nodiscard]] std::vector<std::optional<Track>> find(std::span<const TrackId> ids) const;
    /// The song at this absolute path, whichever library holds it.
    [[nodiscard]] std::optional<Track> findByPath(const std::filesystem::path& path) const;
    [[nodiscard]] std::vector<KnownFile> knownFiles(LibraryId library) const;

    /// Adds a song, with today as its date, or, where library and path are known, replaces its tags and stamp. Then its
    /// failure is forgotten, and if the stamp is another it is marked as changed: it keeps its identity, and all that
    /// belongs to it, until the file was identified again. `track.path` is absolute and lies below `root`. Returns its id.
    TrackId save(const Track& track, const std::filesystem::path& root, const FileStamp& stamp);
    /// The file was renamed or moved inside its library: everything known of it stays.
    void move(TrackId id, const std::filesystem::path& relativePath);
    void remove(std::span<const TrackId> ids);

private:
    Database& m_database;
    std::string m_model;
};

} // namespace segue::store
