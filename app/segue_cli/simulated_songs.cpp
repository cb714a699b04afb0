// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/simulated_songs.h"

#include <cmath>
#include <numeric>

namespace segue::cli {

namespace {

constexpr float kArtistSpread = 1.0F; ///< of artists around their genre, in lengths of its centre
constexpr float kSongSpread = 0.8F;   ///< of songs around their artist

} // namespace

SimulatedSongs::SimulatedSongs(std::size_t columns, std::size_t genres) {
    for (std::size_t i = 0; i < columns; ++i)
        m_weights.push_back(std::exp(-2.F * static_cast<float>(i) / static_cast<float>(columns)));
    const float length = std::sqrt(std::inner_product(m_weights.begin(), m_weights.end(), m_weights.begin(), 0.F));
    for (float& weight : m_weights)
        weight /= length;
    for (std::size_t i = 0; i < genres; ++i)
        m_genres.push_back(near(std::vector<float>(columns, 0.F), 1.F));
}

std::vector<float> SimulatedSongs::near(const std::vector<float>& centre, float spread) {
    std::normal_distribution<float> normal(0.F, spread);
    std::vector<float> values = centre;
    float squares = 0.F;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] += m_weights[i] * normal(m_random);
        squares += values[i] * values[i];
    }
    for (float& value : values)
        value /= std::sqrt(squares);
    return values;
}

SimulatedSongs::Song SimulatedSongs::next() {
    const std::size_t artist = m_songs / kSongsOfAnArtist;
    const std::size_t genre = artist % m_genres.size();
    if (m_songs++ % kSongsOfAnArtist == 0)
        m_artist = near(m_genres[genre], kArtistSpread);
    return {.artist = artist, .genre = genre, .embedding = near(m_artist, kSongSpread)};
}

} // namespace segue::cli
