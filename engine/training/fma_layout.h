// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/song_list.h"

#include <filesystem>
#include <optional>
#include <string>

namespace segue::training {

/// Where the Free Music Archive data set lies, as its archives unpack: fma_metadata/tracks.csv, and beside it a folder
/// of clips, fma_small/000/000002.mp3 (or fma_medium, fma_large, fma_full).
struct FmaLayout {
    std::filesystem::path table; ///< tracks.csv
    std::filesystem::path clips; ///< the folder of clips
    std::string subset;          ///< "small", "medium", "large" or "full"
};

/// @param folder the folder of both (then the smallest set that is there), or the folder of clips itself
[[nodiscard]] std::optional<FmaLayout> findFmaLayout(const std::filesystem::path& folder);

/// The clips of the subset that have one root genre, with the data set's own split and artists, in the table's order.
/// Files are not opened; one that is missing is left out with a reason. Throws like readTrackTable().
[[nodiscard]] SongList listFmaClips(const FmaLayout& layout);

} // namespace segue::training
