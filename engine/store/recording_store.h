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

/// What was found out about the recording in a file.
struct FoundRecording {
    std::string identity;            ///< text, as read from the file
    std::vector<std::uint32_t> rest; ///< hashes of packets outside the excerpts (audio::AudioIdentity); empty: not known
    std::chrono::milliseconds duration{0};
};

/// A song's file as of the last change of its row, with what is known of it and its library. The analyzer's answers are
/// judged by this.
struct FileState {
    LibraryId library = 0;
    std::filesystem::path root; ///< the library's
    bool isOffline = false;     ///< whether the library is offline
    std::filesystem::path path; ///< absolute
    bool isMissing = false;
    std::chrono::milliseconds duration{0}; ///< 0: not known
    FileStamp stamp;
    std::string identity;   ///< identity that its recording is stored under; empty: not known yet
    bool isChanged = false; ///< the file has changed since and must be identified again
};

/// Which recording each song's file holds, and what is known of recordings, whichever file holds them. An identity is stored
/// as it was read. If recordings are equal inside their excerpts and differ elsewhere, the later ones get "#2", "#3".
///
/// Same thread as its Database; throws Error.
class RecordingStore final {
public:
    explicit RecordingStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::optional<FileState> stateOf(TrackId track) const;

    /// Whether it pays to ask for the identity alone before a full analysis. It does if this bundle has heard a recording in
    /// a file of the same size, or one of about this length that no song holds now or that has this title. Of very many alike, as
    /// thousands of clips of one length are, only some are looked at, so that the answer costs the same however many there are:
    /// a song that is not recognised by them is analysed, and is that recording then all the same.
    [[nodiscard]] bool isProbablyKnown(TrackId track, const std::string& model) const;

    /// The identity that this recording is stored under, or would be.
    [[nodiscard]] std::string storedIdentity(const FoundRecording& found) const;

    /// Records that the song's file holds this recording. If the song had no identity, its plays, rating and date go to the
    /// recording. Those of another recording that the file held before stay with that one. @return the stored identity
    std::string assign(TrackId track, const FoundRecording& found);

private:
    void saveRecording(const std::string& identity, TrackId track, const FoundRecording& found);
    [[nodiscard]] bool isProvisional(const std::string& identity, TrackId track) const;

    Database& m_database;
};

/// The identity as it was read from the file: without the number that tells recordings apart.
[[nodiscard]] std::string textOf(const std::string& identity);

/// Whether two recordings may be equal outside the excerpts: most places that both know agree.
[[nodiscard]] bool mayBeTheSame(std::span<const std::uint32_t> left, std::span<const std::uint32_t> right);

} // namespace segue::store
