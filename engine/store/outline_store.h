// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/message.h"
#include "engine/words/song_details.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// A song whose recording has no outline yet.
struct OutlineWaiting {
    TrackId track = 0;                     ///< one of the files that hold the recording
    std::string identity;                  ///< the recording's
    std::chrono::milliseconds duration{0}; ///< 0: not known
};

/// Outlines of whole songs, one a recording. Same thread as its Database; throws Error.
class OutlineStore final {
public:
    /// @param version of the code that makes outlines; those of another version count as missing
    OutlineStore(Database& database, int version)
        : m_database(database)
        , m_version(version) {}

    /// Recordings with a known identity that lack an outline of this version or a fingerprint (an older Segue made none), and
    /// have no failure of this version: first those without an outline, each in sidebar order. Missing songs and offline
    /// libraries are left out.
    [[nodiscard]] std::vector<OutlineWaiting> waiting() const;
    /// Whether it has both, as waiting() asks for.
    [[nodiscard]] bool isComplete(const std::string& identity) const;

    /// Without its fingerprint.
    [[nodiscard]] std::optional<Outline> find(const std::string& identity) const;
    /// Packed; empty if the song's recording has none.
    [[nodiscard]] std::vector<std::uint8_t> fingerprint(TrackId track) const;
    [[nodiscard]] std::vector<std::uint8_t> fingerprint(const std::string& identity) const; ///< of a recording, which may be gone
    /// The identity of the song's recording; empty if it is not known, the file changed since, or there is no such song.
    [[nodiscard]] std::string identityOf(TrackId track) const;

    void save(const std::string& identity, const Outline& outline);
    /// @param since now; not stored if the recording failed in the same way before
    void saveFailure(const std::string& identity, const Message& reason, std::chrono::sys_seconds since = {});

private:
    Database& m_database;
    int m_version;
};

} // namespace segue::store
