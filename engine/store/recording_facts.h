// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/listening_store.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Statement;
}

namespace segue::store {

/// What is known of the recording that a song's file holds.
struct RecordingFacts {
    TrackId track = 0;
    std::uint32_t heardGenre = 0; ///< index into AllRecordings::genres; 0 is the empty text
    float heardProbability = 0.F;
    std::uint32_t heardAs = 0; ///< likewise
    float heardAsConfidence = 0.F;
    std::uint32_t accepted = 0; ///< index into AllRecordings::accepted; 0: none
    bool isHeard = false;
    std::chrono::milliseconds previewStart{0};
    std::optional<SoundFeatures> features;
    Listening listening;
};

struct AllRecordings {
    std::vector<RecordingFacts> facts; ///< one for each song with an identity, ordered by identity
    std::vector<std::string> genres{std::string()};
    std::vector<std::pair<std::string, std::string>> accepted{{}}; ///< a tag, and the genre that the listener said instead
};

/// Reads all tables about recordings side by side, each once and in the order of identities. For this folder only; throws
/// what SQLite throws.
[[nodiscard]] AllRecordings readAllRecordings(Database& database, const std::string& model);

/// Reads four columns from `first` on: added, last played, plays, rating.
[[nodiscard]] Listening listeningOf(const SQLite::Statement& row, int first);

} // namespace segue::store
