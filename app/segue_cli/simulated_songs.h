// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/recommender.h"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace segue::cli {

/// Embeddings as a large library has them, to measure with: artists lie around the centre of their genre, songs around
/// that of their artist. As in those of segue-net two songs of an artist have a cosine of about 0.6, two of a genre 0.3 and
/// others 0, and a few directions tell more than the many others.
class SimulatedSongs final {
public:
    static constexpr std::size_t kSongsOfAnArtist = 17;

    SimulatedSongs(std::size_t columns, std::size_t genres);

    struct Song {
        std::size_t artist = 0;
        std::size_t genre = 0;
        std::vector<float> embedding; ///< [columns], unit length
    };
    /// Artist after artist; the same ones in every run.
    [[nodiscard]] Song next();

private:
    [[nodiscard]] std::vector<float> near(const std::vector<float>& centre, float spread);

    std::mt19937 m_random{1};
    std::vector<float> m_weights; ///< of the directions
    std::vector<std::vector<float>> m_genres;
    std::vector<float> m_artist;
    std::size_t m_songs = 0;
};

/// A library with all that rules know, track ids from 1 on, whose artists have songs by Zipf's law: the k-th has 1 / k as many as
/// the first, SimulatedSongs::kSongsOfAnArtist on average.
void fillSimulated(recommend::Recommender& songs, std::size_t count, std::size_t columns, const std::vector<std::string>& labels);

} // namespace segue::cli
