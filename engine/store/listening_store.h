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
    std::chrono::sys_seconds added{};      ///< when it first became known, by the clock then; 0: not known
    std::chrono::sys_seconds lastPlayed{}; ///< the last play, by the clock then; 0: never
    int plays = 0;
    int rating = 0; ///< stars, 1 to 5; 0: none
    bool operator==(const Listening&) const = default;
};

/// Plays, ratings and dates. They belong to the recording that a song's file holds, so every file of that recording shows the
/// same, and they stay when all of the files are gone. A song whose recording is not known yet has its own until then. None
/// of this is ever written to a music file.
///
/// The computer's clock may be wrong without anybody noticing, so dates are never compared. The first date that a recording
/// gets stays. The play that was reported last counts as the last play, so a wrong time lasts only until the next play. A
/// song whose file changed keeps showing and changing its recording's values until the file has been identified again,
/// because most changed files were only retagged.
///
/// Same thread as its Database; throws Error.
class ListeningStore final {
public:
    explicit ListeningStore(Database& database)
        : m_database(database) {}

    [[nodiscard]] std::optional<Listening> find(TrackId track) const;
    /// All songs that share these values: the song itself and the other files of its recording.
    [[nodiscard]] std::vector<TrackId> sharing(TrackId track) const;

    void rate(TrackId track, int stars); ///< 0 to 5; 0 removes the rating
    void countPlay(TrackId track, std::chrono::sys_seconds when);

    // For the stores of this folder.
    [[nodiscard]] static std::string keyOf(TrackId track); ///< the key of a song whose recording is not known
    void begin(const std::string& key);                    ///< sets the date added to now, if nothing is known under the key
    /// Moves the values of one key to another. Plays are added up and the later last play is kept. Of date and rating, `to`'s
    /// date and `from`'s rating win where they exist.
    void merge(const std::string& from, const std::string& to);

private:
    Database& m_database;
};

} // namespace segue::store
