// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/words/track.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace segue::store {

/// One recording that a bundle has heard, with the tags of one of its files: the first that names a genre. Texts and the embedding
/// are valid during the visit only.
struct GenreVoter {
    std::string_view identity;
    TrackId track = 0;
    std::string_view artist; ///< who counts as its artist: the first of several; else the album's artist; else the album
    std::string_view tag;    ///< as the file says it
    std::string_view genre;  ///< the one that the listener accepted, else the tag
    std::span<const float> embedding;
    std::optional<std::int64_t> basis;     ///< of what is stored; none: nothing is
    std::span<const std::uint32_t> voters; ///< likewise
};

/// What a recording is heard as in the listener's own words.
struct StoredHeardAs {
    std::string identity;
    std::string genre; ///< empty: not sure
    float confidence = 0.F;
    float ownShare = 0.F;
    std::int64_t basis = 0;
    std::vector<std::uint32_t> voters = {}; ///< hashes of those whose votes made it
};

/// What the listener said of one recording.
struct GenreAnswerRow {
    std::string identity;
    std::string tag; ///< the song's when it was said; with another tag the answer is void
    std::string genre;
    bool isAccepted = false;
    bool operator==(const GenreAnswerRow&) const = default;
};

struct GenrePair {
    std::string tag, heard; ///< folded
    bool operator==(const GenrePair&) const = default;
};

/// One recording that is surely heard as something, and what is known of it.
struct SurelyHeard {
    TrackId track = 0;
    std::string identity, tag, genre;
    float confidence = 0.F, ownShare = 0.F;
    std::optional<GenreAnswerRow> answer; ///< none also where it is void
};

/// Genres heard in the listener's own words by one bundle, and the listener's answers where tag and sound disagree. Nothing of
/// it is ever written to a music file. Same thread as its Database; throws Error.
class GenreStore final {
public:
    GenreStore(Database& database, std::string model)
        : m_database(database)
        , m_model(std::move(model)) {}

    /// Every recording that is in a library, offline ones too, by identity. @param withEmbeddings else they are empty, which
    /// saves most of the time
    void forEachVoter(bool withEmbeddings, const std::function<void(const GenreVoter&)>& visit, const std::stop_token& stop) const;
    void save(std::span<const StoredHeardAs> heard);
    [[nodiscard]] std::optional<StoredHeardAs> find(const std::string& identity) const;

    /// Tags and how many songs have them, each once.
    [[nodiscard]] std::vector<std::pair<std::string, std::size_t>> tags() const;
    /// The recordings that are surely heard as something, and have a tag, or an answer that holds. Without missing songs.
    void forEachSure(const std::function<void(const SurelyHeard&)>& visit, const std::stop_token& stop) const;

    [[nodiscard]] std::optional<SurelyHeard> about(TrackId track) const; ///< none: not analysed
    [[nodiscard]] std::optional<GenreAnswerRow> answer(const std::string& identity) const;
    void setAnswer(const GenreAnswerRow& answer);
    void removeAnswer(const std::string& identity);
    [[nodiscard]] std::vector<GenrePair> pairs() const;
    void addPair(const GenrePair& pair);
    void removePair(const GenrePair& pair);
    [[nodiscard]] std::vector<TrackId> tracksOf(const std::string& identity) const;

private:
    Database& m_database;
    std::string m_model;
};

} // namespace segue::store
