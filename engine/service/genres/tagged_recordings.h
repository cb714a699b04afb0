// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/genres/heard_as.h"
#include "engine/store/genre_store.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

namespace segue {

/// All recordings of one network as the votes need them, read from the database: about 700 bytes each, so 140 MB for 200,000
/// while they are compared.
struct TaggedRecordings {
    explicit TaggedRecordings(std::size_t columns)
        : songs{recommend::SongVectors(columns), {}} {}

    /// Leaves out embeddings of another size. Stops early when asked to. Throws Error.
    void read(const store::GenreStore& store, const std::stop_token& stop);

    recommend::GenreWords words;
    recommend::TaggedSongs songs;
    std::vector<std::string> identities; ///< [songs]
    std::vector<TrackId> tracks;         ///< [songs], one of each
    std::vector<std::int64_t> bases;     ///< [songs], as they are now
    std::vector<std::uint32_t> votes;    ///< [songs]: voteOf() each
    std::vector<bool> isNew;             ///< [songs]: nothing is stored that was made from this basis
    std::vector<bool> isStale;           ///< [songs]: something is, but of those who voted one is gone or has another tag
};

/// What a result rests on beside the sound: the song's artist and genre, and the rules. Stored with it.
[[nodiscard]] std::int64_t basisOf(std::string_view artist, std::string_view genre);

/// What a voter is known by: it is another number when the recording's artist or genre is another. Stored with the results.
[[nodiscard]] std::uint32_t voteOf(std::string_view identity, std::string_view artist, std::string_view genre);

/// Whether any recording has no result, one from another basis, or one that others voted for. Reads no embedding.
[[nodiscard]] bool isAnyNew(const store::GenreStore& store, const std::stop_token& stop);

/// The genres of all tags, learned.
void learnTags(recommend::GenreWords& words, const store::GenreStore& store);

} // namespace segue
