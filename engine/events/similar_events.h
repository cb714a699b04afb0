// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The query for songs that sound alike, and its answer.

#include "engine/words/message.h"
#include "engine/words/request.h"
#include "engine/words/track.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue {

/// Which songs a seed is compared with.
enum class Scope : std::uint8_t {
    sameGenre,    ///< songs heard as the seed's genre (the study's method)
    wholeLibrary, ///< all
};

struct RecommendationQuery {
    TrackId track = 0;                 ///< the seed; 0: seedFile is the seed
    std::filesystem::path seedFile;    ///< a song outside every library
    int count = 5;                     ///< n, 1 .. 100
    Scope scope = Scope::wholeLibrary; ///< gives the better lists (`segue-cli evaluate --all`)
    LibraryId library = 0;             ///< compare with this library's songs only; 0: with all libraries
};

struct Recommendation {
    Track track;
    float similarity = 0.F; ///< [0, 1], 1 = the same sound
};

struct RecommendationsReady {
    RequestId request = 0;
    Track seed;                        ///< with its heard genre
    std::vector<Recommendation> songs; ///< best first; never the seed
    Message problem;                   ///< why the list is empty or short: not analysed yet, cannot be decoded, ...
};

} // namespace segue
