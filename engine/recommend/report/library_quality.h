// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/genres/heard_as.h"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace segue::recommend {

/// How much is measured at most, so that a large library takes seconds and not minutes.
struct QualityLimits {
    std::size_t seeds = 2'000;  ///< whose neighbours are compared by their tags
    std::size_t songs = 20'000; ///< that list each other
};

/// How well lists of the ten nearest serve a library.
struct ListQuality {
    std::size_t songs = 0; ///< recordings that can be compared

    std::size_t seeds = 0; ///< that precision was measured on
    std::optional<double>
        precisionAt10; ///< share of the ten nearest by other artists with a genre of the seed's tag, [0, 1]; none: too few tags
    double precisionMargin =
        0.0; ///< of precision: with 95 % certainty the whole library's lies within +- this; 0: all were measured
    std::optional<double> byChance; ///< the same share for any other songs in place of the nearest

    std::size_t listed = 0; ///< songs that listed each other: all, or a sample in which lists are as long but the songs are fewer
    std::optional<double> hubSkew; ///< skewness of how often songs are listed; 0: all equally often
    double neverListed = 0.0;      ///< share of songs in nobody's list, [0, 1]
    double reachable = 0.0;        ///< share of songs that one gets to by going from list to list, [0, 1]
    double artistsPerList = 0.0;   ///< different ones among ten, mean
    double ownArtist = 0.0;        ///< share of places taken by the seed's own artist, [0, 1]
    std::size_t mostListed = 0;    ///< how often the most frequent song is listed
    static constexpr std::array<std::size_t, 7> kUpTo{0, 5, 10, 20, 40, 80, 0}; ///< limits of the next; the last has none
    std::array<std::size_t, 7> timesListed{};                                   ///< songs by how often they are listed
};

/// Measures with exact search. Time: seeds x songs + listed^2 pairs of findNearest(), some 8 s for 200,000 songs.
/// @return nothing: stopped
[[nodiscard]] std::optional<ListQuality>
measureLists(const TaggedSongs& songs, const QualityLimits& limits, const std::stop_token& stop,
             const std::function<void(std::size_t done, std::size_t total)>& progress = {});

/// Of numbers, one at least; 0: they lie evenly about their mean, or are all equal.
[[nodiscard]] double skewness(std::span<const std::size_t> counts);

/// The share of places that one gets to by following arrows, from where one gets farthest and back: the largest group of
/// places that all lead to each other, with everything it leads to. @param arrows [places, width]; a place beyond is none
[[nodiscard]] double reachableShare(std::span<const std::uint32_t> arrows, std::size_t width);

} // namespace segue::recommend
