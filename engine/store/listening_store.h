// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database.h"
#include "engine/track.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// What the listener did with a recording.
struct Listening {
    std::chrono::sys_seconds added{};      ///< when a library first held it; 0: not known
    std::chrono::sys_seconds lastPlayed{}; ///< 0: never
    int plays = 0;
    int rating = 0; ///< stars, 1 to 5; 0: none
    bool operator==(const Listening&) const = default;
};

/// Plays, ratings and dates. They belong to the recording that a song's file holds, so that every file of it shows the same
/// and they outlive all of them; a song of which the recording is not known yet has its own until then. Nothing of this is
/// ever written to a music file. Same thread as its Database; throws Error.
class ListeningStore final {
public:
    explicit ListeningStore(Database& database) : m_database(database) {}

    [[nodiscard]] std::optional<Listening> find(TrackId track) const;
    /// All songs that show the same: itself and the other files of its recording.
    [[nodiscard]] std::vector<TrackId> sharing(TrackId track) const;

    void rate(TrackId track, int stars); ///< 0 to 5; 0 takes the rating away
    void countPlay(TrackId track, std::chrono::sys_seconds when);

    // For the stores of this folder.
    [[nodiscard]] static std::string keyOf(TrackId track); ///< of a song whose recording is not known
    void begin(const std::string& key);                    ///< added now, if nothing is known of it
    /// What was under one key goes to another: plays add up, the later last play and the earlier date remain, and so does
    /// the first one's rating if it has one.
    void merge(const std::string& from, const std::string& to);

private:
    Database& m_database;
};

} // namespace segue::store
