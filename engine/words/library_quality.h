// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace segue {

/// What lists of ten come to. Shares are in [0, 1].
struct ListFigures {
    std::optional<double>
        precisionAt10;           ///< share with a genre of the seed's tag among the first ten by other artists; none: too few tags
    double artistsPerList = 0.0; ///< different ones among ten, mean
    double ownArtist = 0.0;      ///< share of places taken by the seed's artist
    double hubSkew = 0.0;        ///< skewness of how often songs are listed; 0: all equally often
    double neverListed = 0.0;    ///< share in nobody's list
    bool operator==(const ListFigures&) const = default;
};

/// What is known of all libraries, and how well lists of the ten most similar serve them. Shares are in [0, 1].
struct LibraryQuality {
    std::string model; ///< title of the network that was compared by

    // Songs, as listed
    std::size_t songs = 0;
    std::size_t analysed = 0, waiting = 0, failed = 0;
    std::size_t silent = 0;  ///< too little sound to be compared; no failure
    std::size_t missing = 0; ///< files that are gone
    std::size_t offline = 0; ///< in libraries that are not there now
    std::size_t withArtist = 0, withAlbum = 0, withGenre = 0, withYear = 0, withCover = 0;

    // Genres
    std::vector<std::pair<std::string, std::size_t>> genres; ///< that tags name, with their songs, most first
    std::size_t surelyHeard = 0;                             ///< recordings heard as one of them with certainty
    std::size_t doubted = 0;                                 ///< of these, whose tag says something else; without those answered

    // Versions of songs
    std::size_t versionedSongs = 0; ///< songs that there are several versions of
    std::size_t versions = 0;       ///< versions that stand behind another one of these

    // Lists of ten, as the listener gets them by the usual rules, and plain ones of the same recordings
    std::size_t ruled = 0; ///< recordings that listed each other: all, or a sample; 0: not measured
    ListFigures byRules, plain;

    // Lists of the ten nearest recordings
    std::size_t recordings = 0;          ///< different ones that can be compared
    std::size_t seeds = 0;               ///< that precision was measured on
    std::optional<double> precisionAt10; ///< by tags, other artists only, higher is better; none: too few tags or artists
    double precisionMargin = 0.0;        ///< half of the interval that holds it with 95 % certainty; 0: nothing was sampled
    std::optional<double> byChance;      ///< what any other songs would give
    std::size_t listed = 0;              ///< recordings that listed each other: all, or a sample
    std::optional<double> hubSkew;       ///< 0: all are listed equally often; 1 and more: a few crowd the lists
    double neverListed = 0.0;            ///< share in nobody's list
    double reachable = 0.0;              ///< share that one gets to by going from list to list
    double artistsPerList = 0.0;         ///< of ten places
    double ownArtist = 0.0;              ///< share of places taken by the seed's artist
    std::size_t mostListed = 0;          ///< times that the most frequent recording is listed
    std::vector<std::size_t>
        timesListed; ///< recordings listed 0, 1-5, 6-10, 11-20, 21-40, 41-80 and more times; empty: not measured
};

} // namespace segue
