// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/file_stamp.h"
#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What is stored of a file that could not be read without harm (audio::NotRead).
struct ReadingFailure {
    std::string kind; ///< "crash", "tooLong"
    Message reason;
    int readerVersion = 0; ///< of the code that read it (audio::kTagsVersion), > 0; with another one it is tried again
    std::chrono::sys_seconds since{};
};

/// Stores many songs: its statements are prepared once. To be used within one job of the writer; the same thread as its
/// Database; throws Error.
class TrackWriter final {
public:
    explicit TrackWriter(Database& database);
    ~TrackWriter();
    TrackWriter(const TrackWriter&) = delete;
    TrackWriter& operator=(const TrackWriter&) = delete;

    /// Adds a song, with today as its date, or, where library and path are known, replaces its tags and stamp. Then its
    /// failures are forgotten, and if the stamp is another it is marked as changed: it keeps its identity, and all that
    /// belongs to it, until the file was identified again. `track.path` is absolute and lies below `root`. Returns its id.
    /// @param tagsVersion says how the tags were read, so that they can be read anew when that changes
    TrackId save(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion);
    /// The file is the same as before by size and time, and its tags were read again: replaces them, what they do not tell (a
    /// length) excepted, and the time of its last change; nothing that is known of its sound is touched. Nothing if the
    /// library does not hold it. @return its id if its row says something else now
    std::optional<TrackId> retag(const Track& track, const std::filesystem::path& root, const FileStamp& stamp, int tagsVersion);
    /// The file holds these songs and no others: each is saved as by save() and is no longer missing, and those that it held
    /// besides, itself as one song or sections of it (words/section.h), are removed.
    /// @param songs their paths are the file's or its sections'
    struct Replaced {
        std::vector<TrackId> saved, removed;
    };
    Replaced replaceSongs(std::span<const Track> songs, const std::filesystem::path& root,
                          const std::filesystem::path& relativePath, const FileStamp& stamp, int tagsVersion);
    /// Likewise, but its tags could not be read: what was known of them stays. @return its id, if the library holds it
    std::optional<TrackId> keepTags(LibraryId library, const std::filesystem::path& relativePath, const FileStamp& stamp,
                                    int tagsVersion);
    /// The file as it is stored now is not to be read again as long as it is the same.
    void saveFailure(TrackId track, const ReadingFailure& failure);

private:
    struct Statements;
    void correct(TrackId track); ///< tags were written into its row

    Database& m_database;
    bool m_hasCorrections = false; ///< of any song
    std::unique_ptr<Statements> m_statements;
};

} // namespace segue::store
