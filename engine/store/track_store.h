// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/file_stamp.h"
#include "engine/words/compact_path.h"
#include "engine/words/song_list.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace segue::store {

/// A file as the last scan knew it.
struct KnownFile {
    TrackId id = 0;
    CompactPath path; ///< relative to the library's root
    FileStamp stamp;
    bool isMissing = false; ///< the last scan did not find it
    int tagsVersion = 0;    ///< the version given to save()
};

/// A song whose file is gone.
struct MissingFile {
    TrackId id = 0;
    LibraryId library = 0;
    std::filesystem::path path; ///< relative to the library's root
    FileStamp stamp;
    std::chrono::sys_seconds since{}; ///< since when, by the library's clock
};

/// Where a song's file is, and what it looked like when it was read.
struct PlacedFile {
    std::filesystem::path path; ///< absolute; of a section with its mark
    FileStamp stamp;
};

/// The songs of the libraries. Same thread as its Database; throws Error. Rows carry the analysis of one bundle, whose
/// id (ModelSpec::id) is given at construction.
class TrackStore final {
public:
    TrackStore(Database& database, std::string model)
        : m_database(database)
        , m_model(std::move(model)) {}

    /// All songs of a library, ordered by album artist, album, disc, track number, title in the listener's language
    /// (collation.h).
    [[nodiscard]] SongList songs(LibraryId library) const;
    [[nodiscard]] std::vector<Track> inLibrary(LibraryId library) const { return songs(library).all(); }
    [[nodiscard]] std::optional<Track> find(TrackId id) const;
    /// The songs with these ids, in this order; nothing for those that are gone.
    [[nodiscard]] std::vector<std::optional<Track>> find(std::span<const TrackId> ids) const;
    /// The song at this absolute path, whichever library holds it.
    [[nodiscard]] std::optional<Track> findByPath(const std::filesystem::path& path) const;
    [[nodiscard]] std::vector<PlacedFile> placesOf(std::span<const TrackId> ids) const; ///< without those that are gone
    [[nodiscard]] std::vector<KnownFile> knownFiles(LibraryId library) const;
    /// The files in this folder (relative; empty: the root); with `deep` also those in all folders below it.
    [[nodiscard]] std::vector<KnownFile> knownFilesIn(LibraryId library, const std::filesystem::path& folder, bool deep) const;
    /// The library's files that have one of these stamps.
    [[nodiscard]] std::vector<KnownFile> knownFilesLike(LibraryId library, std::span<const FileStamp> stamps) const;
    [[nodiscard]] std::vector<MissingFile> missingFiles() const; ///< of all libraries

    /// As TrackWriter's, for one song.
    TrackId save(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion = 0);
    std::optional<TrackId> retag(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion);
    /// Adds times of change that were not known before.
    void noteChangeTimes(std::span<const std::pair<TrackId, std::int64_t>> changedNs);
    /// The file was renamed or moved, maybe from another library: everything known of it stays, and it is no longer missing.
    /// If it could not be read before, it is tried again, since it may have been incomplete. If its name changed too, it is
    /// marked as changed, as by save(), and gets a stamp that no file has, so that this scan or the next reads it.
    void move(TrackId id, LibraryId library, const std::filesystem::path& relativePath);
    /// The files of these songs are gone. Songs that were missing before keep their time.
    void markMissing(std::span<const TrackId> ids, std::chrono::sys_seconds since);
    void markFound(std::span<const TrackId> ids); ///< their files are back; those that could not be read are tried again
    void remove(std::span<const TrackId> ids);

private:
    Database& m_database;
    std::string m_model;
};

} // namespace segue::store
