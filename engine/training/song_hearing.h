// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/front_end.h"
#include "engine/training/song_list.h"
#include "engine/words/message.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::training {

struct HearingOptions {
    features::FrontEnd frontEnd;
    std::filesystem::path cache; ///< see PatchCache; empty: none
    int threads = 1;
    /// Called after every song, by one thread at a time.
    std::function<void(std::size_t done, std::size_t all)> onProgress;
};

struct HeardSongs {
    Dataset dataset;                  ///< the songs that could be decoded, in the order of the list
    std::vector<LeftOutSong> leftOut; ///< those of the list, then those that could not be decoded
    Message cacheProblem;             ///< why patches could not be kept, for all the other songs too; empty: they were
};

/// Decodes and transforms the songs of a list in several threads, exactly as the analyzer does when it listens. What a
/// song's patches are does not depend on the number of threads. Memory: 16 KB a patch of the usual size.
/// @return nothing if a stop was requested (what was heard until then is in the cache). Throws Error{usage} for an
/// impossible front end, Error{badFile} if no song is left.
[[nodiscard]] std::optional<HeardSongs> hearSongs(SongList list, const HearingOptions& options, const std::stop_token& stop = {});

} // namespace segue::training
