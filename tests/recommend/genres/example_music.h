// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/genres/heard_as.h"
#include "tests/recommend/index/unit_vectors.h"

#include <random>
#include <string>
#include <vector>

namespace segue::test {

/// Songs around a centre for each style, tagged as asked.
struct ExampleMusic {
    static constexpr std::size_t kColumns = 24;

    /// @return the song's place
    std::uint32_t add(const std::vector<float>& centre, std::uint32_t artist, const std::string& tag, float spread = 0.3F) {
        words.learn(tag);
        tags.push_back(tag);
        songs.vectors.add(unitVectorNear(random, centre, spread), artist);
        songs.genres.emplace_back();
        return static_cast<std::uint32_t>(songs.genres.size() - 1);
    }
    /// `artists` artists with `each` songs.
    void addStyle(const std::vector<float>& centre, const std::string& tag, std::uint32_t artists, int each = 3,
                  float spread = 0.3F) {
        for (std::uint32_t i = 0; i < artists; ++i, ++nextArtist)
            for (int k = 0; k < each; ++k)
                add(centre, nextArtist, tag, spread);
    }
    std::vector<float> centre() { return unitVector(random, kColumns); }

    void settle() {
        for (std::size_t i = 0; i < tags.size(); ++i)
            songs.genres[i] = words.genresOf(tags[i]);
    }
    std::vector<recommend::HeardAs> hear() {
        settle();
        std::vector<std::uint32_t> all(tags.size());
        for (std::uint32_t i = 0; i < all.size(); ++i)
            all[i] = i;
        std::vector<recommend::HeardAs> heard(tags.size());
        recommend::hearAs(songs, all, {}, [&](std::uint32_t song, const recommend::HeardAs& one, auto) { heard[song] = one; });
        return heard;
    }
    std::string wordOf(const recommend::HeardAs& heard) {
        return recommend::isSure(heard) ? words.word(heard.genre) : std::string();
    }

    std::mt19937 random{7};
    recommend::GenreWords words;
    recommend::TaggedSongs songs{recommend::SongVectors(kColumns), {}};
    std::vector<std::string> tags;
    std::uint32_t nextArtist = 0;
};

} // namespace segue::test
