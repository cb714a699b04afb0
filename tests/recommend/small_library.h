// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/list_maker.h"
#include "engine/recommend/policy/song_table.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace segue::test {

inline std::vector<float> unit(std::vector<float> vector) {
    float length = 0.F;
    for (const float value : vector)
        length += value * value;
    for (float& value : vector)
        value /= std::sqrt(length);
    return vector;
}

/// A matrix and what is known of its songs, filled by hand.
struct SmallLibrary {
    static constexpr std::size_t kColumns = 24;

    recommend::EmbeddingMatrix matrix{kColumns};
    recommend::SongTable songs{matrix};

    SmallLibrary() { songs.pause(); }
    SmallLibrary(const SmallLibrary&) = delete; ///< its parts know each other
    SmallLibrary& operator=(const SmallLibrary&) = delete;

    void add(const Track& track, const std::vector<float>& embedding, std::uint64_t recording = 0) {
        matrix.put({.track = track.id, .library = 1, .recording = recording, .genre = 0}, embedding);
        songs.put(recommend::factsOf(track, recording, songs.names()));
    }
    void ready() { songs.resume(); } ///< after the last song

    [[nodiscard]] recommend::Seed seed(TrackId track) const {
        return {.track = track, .embedding = matrix.embedding(track), .facts = songs.facts(*matrix.slotOf(track))};
    }
    [[nodiscard]] const recommend::SongFacts& facts(TrackId track) const { return songs.facts(*matrix.slotOf(track)); }

    static Track song(TrackId id, const std::string& title, const std::string& artist, const std::string& album = {}) {
        return {.id = id,
                .library = 1,
                .path = "/m/" + std::to_string(id),
                .title = title,
                .artist = artist,
                .album = album,
                .duration = std::chrono::minutes(4),
                .state = AnalysisState::done};
    }

    /// Songs about some centres (styles), the i-th about centre i % styles, by artists of one style each, three songs an album.
    struct Styles {
        std::size_t count = 0, styles = 1, songsOfAnArtist = 1;
        float width = 0.35F;
    };
    explicit SmallLibrary(const Styles& wanted) {
        const auto& [count, styles, songsOfAnArtist, width] = wanted;
        songs.pause();
        std::mt19937 random(11);
        std::normal_distribution<float> normal;
        std::vector<std::vector<float>> centres;
        for (std::size_t i = 0; i < styles; ++i) {
            std::vector<float> centre(kColumns);
            for (float& value : centre)
                value = normal(random) + 0.6F; // as in a network's space, no two are opposite
            centres.push_back(unit(centre));
        }
        for (std::size_t i = 0; i < count; ++i) {
            auto vector = centres[i % styles];
            for (float& value : vector)
                value += width * normal(random) / std::sqrt(static_cast<float>(kColumns)) * 2.F;
            const auto artist = i % styles + styles * (i / styles / songsOfAnArtist);
            auto track = song(static_cast<TrackId>(i + 1), "Song " + std::to_string(i + 1), "Artist " + std::to_string(artist),
                              "Album " + std::to_string(i / styles / 3));
            track.heardGenre = "Style " + std::to_string(i % styles);
            track.features = SoundFeatures{.tempoBpm = 80.F + static_cast<float>(i * 37 % 80),
                                           .loudnessLufs = -14.F + static_cast<float>(i * 7 % 9)};
            add(track, unit(vector), i + 1);
        }
        ready();
    }
    static SmallLibrary styles(std::size_t count, std::size_t styles, std::size_t songsOfAnArtist, float width = 0.35F) {
        return SmallLibrary(Styles{count, styles, songsOfAnArtist, width});
    }
};

} // namespace segue::test
