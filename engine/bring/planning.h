// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/bring.h"
#include "engine/words/foreign_library.h"
#include "engine/words/song_list.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::bring {

/// What is to be stored, and how it is told.
struct Gifts {
    BringPlan plan;
    std::vector<SongGift> songs; ///< those of which a value would be another
    std::vector<PlaylistGift> playlists;
};

/// Finds their songs here and tells what each would be given. A song that several of theirs are found as gets the most of each.
/// Pure; any thread. @return as far as it came, when it was asked to stop
[[nodiscard]] Gifts planGifts(const ForeignLibrary& theirs, const SongList& songs, const BringOptions& options,
                              const std::stop_token& stop = {});

} // namespace segue::bring
