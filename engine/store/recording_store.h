// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/track_store.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace segue::store {

/// What was found out about the recording that a file holds.
struct FoundRecording {
    std::string identity;            ///< text, as read from the file
    std::vector<std::uint32_t> rest; ///< hashes from outside the excerpts (audio::AudioIdentity); empty: not known
    std::chrono::milliseconds duration{0};
};

/// A song's file as it was when its row was last changed, and what is known of it and its library: all that an answer of the
/// analyzer is judged by.
struct FileState {
    LibraryId library = 0;
    std::filesystem::path root; ///< the library's
    bool isOffline = false;     ///< the library is
    std::filesystem::path path; ///< absolute
    bool isMissing = false;
    std::chrono::milliseconds duration{0}; ///< 0: not known
    FileStamp stamp;
    std::string identity;   ///< under which its recording is stored; empty: not known yet
    bool isChanged = false; ///< the file is another since: what it holds has to be found out
};

/// Which recording a song's file holds, and what is known of recordings whoever holds them. An identity is stored as
/// it was read; of recordings that are the same inside their excerpts and others elsewhere the later ones get "#2", "#3".
///
/// Same thread as its Database; throws Error.
class RecordingStore final {
public:
    explicit RecordingStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::optional<FileState> stateOf(TrackId track) const;

    /// Whether asking for the identity alone is worth while before all is analysed: this bundle heard a recording that was
    /// in a file of the same size, or one about as long that no song holds now or that has this title.
    [[nodiscard]] bool isProbablyKnown(TrackId track, const std::string& model) const;

    /// The identity under which such a recording is stored, or would be.
    [[nodiscard]] std::string storedIdentity(const FoundRecording& found) const;

    /// The song's file holds this recording. Plays, rating and date of a song that had no identity go to the recording's;
    /// those of another recording that the file held before stay with that one. @return the stored identity
    std::string assign(TrackId track, const FoundRecording& found);

private:
    void saveRecording(const std::string& identity, TrackId track, const FoundRecording& found);
    [[nodiscard]] bool isProvisional(const std::string& identity, TrackId track) const;

    Database& m_database;
};

/// What was read as a stored identity: without the number that tells it from others.
[[nodiscard]] std::string textOf(const std::string& identity);

/// Whether what lies outside the excerpts may be the same: most of the places that both know agree.
[[nodiscard]] bool mayBeTheSame(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right);

} // namespace segue::store
