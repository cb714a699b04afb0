// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/simulated_songs.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

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
    for (std::size_t i = 0; i < std::max<std::size_t>(genres, 1); ++i) // a network may name none
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

void fillSimulated(recommend::Recommender& songs, std::size_t count, std::size_t columns, const std::vector<std::string>& labels) {
    SimulatedSongs simulated(columns, labels.size());
    const std::size_t artists = std::max<std::size_t>(1, count / SimulatedSongs::kSongsOfAnArtist);
    double harmonic = 0;
    for (std::size_t k = 1; k <= artists; ++k)
        harmonic += 1.0 / static_cast<double>(k);
    songs.load([&](const recommend::Recommender::Visit& visit) {
        std::size_t artist = 1;
        double left = static_cast<double>(count) / harmonic;
        for (std::size_t i = 1; i <= count; ++i) {
            const auto one = simulated.next();
            store::EmbeddedTrack song{.model = "m", .track = static_cast<TrackId>(i), .library = 1};
            song.identity = "r" + std::to_string(i);
            song.heardGenre = labels.empty() ? std::string() : labels[one.genre];
            song.embedding = one.embedding;
            song.song.path = "/music/" + std::to_string(artist) + "/" + std::to_string(i) + ".mp3";
            song.song.title = "Song number " + std::to_string(i);
            song.song.artist = "Artist number " + std::to_string(artist);
            song.song.album = "Album " + std::to_string(i / 12);
            song.song.year = 1960 + static_cast<int>(i % 60);
            song.song.duration = std::chrono::seconds(60 + i % 400);
            song.song.features =
                SoundFeatures{.tempoBpm = 60.F + static_cast<float>(i % 120), .key = static_cast<std::int8_t>(i % 24)};
            visit(song);
            left -= 1;
            if (left < 1 && artist < artists) {
                ++artist;
                left += std::max(1.0, static_cast<double>(count) / harmonic / static_cast<double>(artist));
            }
        }
    });
}

} // namespace segue::cli
