// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/embedding_matrix.h"
#include "engine/store/analysis_store.h"

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace segue::recommend {

/// The song asked about.
struct Seed {
    TrackId track = 0;            ///< 0: outside every library
    std::string identity;         ///< audio identity; the same recording elsewhere is not recommended
    std::string heardGenre;
    std::vector<float> embedding; ///< [columns]
};

/// The study's method: of the songs of the seed's class (or of all), the n most similar by cosine. Knows the embeddings of
/// one bundle only.
///
/// Thread rule: all functions from any thread; searches run side by side.
class Recommender final {
public:
    /// @param model ModelSpec::id() of the bundle whose embeddings these are
    /// @param labels its genres
    Recommender(std::string model, std::vector<std::string> labels, std::size_t embeddingSize);

    /// Adds or replaces a song. An embedding by another bundle, or of another size, is left out: it could not be compared.
    void put(const store::EmbeddedTrack& track);
    void remove(std::span<const TrackId> tracks);
    void removeLibrary(LibraryId library);

    struct Choice {
        std::size_t count = 5;
        bool sameGenre = true;  ///< only songs heard as the seed's genre
        LibraryId library = 0;  ///< only this library; 0: all
    };
    /// Best first. Never the seed, nor another file of its recording; a recording found twice is listed once.
    [[nodiscard]] std::vector<Neighbour> similarTo(const Seed& seed, const Choice& choice) const;

    [[nodiscard]] std::optional<Seed> seed(TrackId track) const; ///< nothing if it has no embedding here
    [[nodiscard]] std::size_t size() const;

private:
    [[nodiscard]] int genreIndex(const std::string& label) const;
    std::uint64_t recordingOf(const std::string& identity); ///< a number an identity; caller holds the lock

    std::string m_model;
    std::vector<std::string> m_labels;
    mutable std::shared_mutex m_mutex;
    EmbeddingMatrix m_matrix;
    std::unordered_map<std::string, std::uint64_t> m_recordings;
    std::vector<std::string> m_identities; ///< by recording number
};

} // namespace segue::recommend
