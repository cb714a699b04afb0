// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace segue::store {

/// What the listener did with a recording.
struct Listening {
    std::chrono::sys_seconds added{};      ///< what the clock said when it became known first; 0: not known
    std::chrono::sys_seconds lastPlayed{}; ///< what the clock said at the last play; 0: never
    int plays = 0;
    int rating = 0; ///< stars, 1 to 5; 0: none
    bool operator==(const Listening&) const = default;
};

/// Plays, ratings and dates. They belong to the recording that a song's file holds, so that every file of it shows the same
/// and they outlive all of them; a song of which the recording is not known yet has its own until then. Nothing of this is
/// ever written to a music file.
///
/// The computer's clock may be wrong, and nobody can tell. So a date is never compared with another one: the first that a
/// recording gets stays, whatever comes later, and of two plays the one that was told later is the last, so that a wrong
/// time stays no longer than until the next play. A song whose file changed shows and takes what is its recording's until the
/// file was identified again, as most of them were retagged.
///
/// Same thread as its Database; throws Error.
class ListeningStore final {
public:
    explicit ListeningStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::optional<Listening> find(TrackId track) const;
    /// All songs that show the same: itself and the other files of its recording.
    [[nodiscard]] std::vector<TrackId> sharing(TrackId track) const;

    void rate(TrackId track, int stars); ///< 0 to 5; 0 takes the rating away
    void countPlay(TrackId track, std::chrono::sys_seconds when);

    // For the stores of this folder.
    [[nodiscard]] static std::string keyOf(TrackId track); ///< of a song whose recording is not known
    void begin(const std::string& key);                    ///< added now, if nothing is known of it
    /// What was under one key goes to another: plays add up, the later last play remains, `to`'s date if it has one, and
    /// `from`'s rating if it has one.
    void merge(const std::string& from, const std::string& to);

private:
    Database& m_database;
};

} // namespace segue::store
