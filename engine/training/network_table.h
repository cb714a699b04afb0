// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/ranking.h"
#include "engine/training/song_list.h"
#include "engine/words/message.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace segue::training {

/// What a network, or several together, made of some songs, and what that cost.
struct NetworkFigures {
    std::string name;              ///< ModelSpec::id()
    std::string parts;             ///< of several together: "segue-net/2 (0.5) + musicnn/1 (0.5)"
    RankingFigures ranking;        ///< of the songs that all networks heard
    std::optional<double> seconds; ///< CPU time of a song, from the file to the embedding
    std::size_t numbers = 0;       ///< of an embedding
    bool isStandardised = false;   ///< its parts were standardised by these songs
    Message problem;               ///< why there are no figures
};

/// Networks compared on the same songs.
struct NetworkComparison {
    std::vector<NetworkFigures> networks;
    std::size_t songs = 0, genres = 0, artists = 0; ///< that all networks heard
    std::optional<double> decodingSeconds;          ///< CPU time of decoding a song's excerpts alone
    std::vector<LeftOutSong> unheard;               ///< by any of them
};

using Worded = std::function<std::string(const Message&)>;

/// A table for the terminal, then a line for each song that could not be heard.
[[nodiscard]] std::string networkTable(const NetworkComparison& comparison, const Worded& worded);
[[nodiscard]] std::string networkJson(const NetworkComparison& comparison, const Worded& worded);

} // namespace segue::training
