// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Ways through the library: from one song to another, and on from one.

#include "engine/words/message.h"
#include "engine/words/radio_words.h"
#include "engine/words/request.h"
#include "engine/words/seeds.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace segue {

struct PathQuery {
    TrackId from = 0;                       ///< 0: fromFile is where it begins
    TrackId to = 0;                         ///< likewise
    std::filesystem::path fromFile, toFile; ///< of songs that are in a library
    int songs = 12;                         ///< with both ends, 2 .. 200
    std::chrono::minutes length{0};         ///< > 0: as many songs as fit into it, instead of `songs`
};

struct PathReady {
    RequestId request = 0;
    std::vector<Track> songs;    ///< in order, both ends among them; empty: `problem` says why
    std::vector<float> progress; ///< [songs], [0, 1]: how far each is on the way, rising
    Message problem;             ///< also why there are fewer songs than were asked for, or artists come again
};

/// Radio as it would be heard, for a playlist.
struct RadioQuery {
    std::vector<TrackId> seeds; ///< it begins with the first; more than kMostSeeds: some of them
    SeedsOf of = SeedsOf::songs;
    std::chrono::minutes length{60};
    bool follows = true; ///< as in RadioSettings
    RadioReach reach = RadioReach::balanced;
    std::uint64_t dice = 1; ///< another number, another list
};

struct RadioPlanned {
    RequestId request = 0;
    std::vector<Track> songs;          ///< the first seed first; empty: `problem` says why
    std::vector<float> similarities;   ///< [songs], to what the seeds have in common, [0, 1]
    std::vector<RadioRelaxed> relaxed; ///< [songs]
    Message problem;                   ///< also why they are fewer than fit
};

} // namespace segue
