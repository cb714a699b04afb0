// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace segue::training {

/// The two tables of the Free Music Archive data set (fma_metadata: tracks.csv, features.csv), as it publishes them.
/// Columns are found by their header rows, so their order does not matter and others may stand between them.

/// One row of tracks.csv.
struct FmaTrack {
    std::int64_t id = 0;
    std::string title;
    std::int64_t artistId = 0;
    std::string artist;
    std::string genre;  ///< the root genre (track, genre_top); empty where the clip has several
    std::string split;  ///< "training", "validation" or "test"
    std::string subset; ///< "small", "medium" or "large": the smallest the clip is in
};

/// Reads tracks.csv: two header rows and one that names the index. In the file's order. Throws Error{io}, and
/// Error{badFile} naming the record for a missing column, a short row or a number that is none.
[[nodiscard]] std::vector<FmaTrack> readTrackTable(const std::filesystem::path& file);

/// Rows of features.csv.
struct FeatureTable {
    std::vector<std::int64_t> trackIds; ///< [clips]
    features::Matrix values;            ///< [clips, 518], in the order of features::statisticColumns()
};

/// Reads features.csv: three header rows (feature, statistics, number) and one that names the index. A field that is
/// empty or not a finite number is 0, as our own statistics are where they are undefined. Memory: the rows that
/// @p isWanted lets in, 2 KB each (nothing: all). Throws Error{io}, and Error{badFile} naming the record for a missing
/// column, a short row or an index that is no number.
[[nodiscard]] FeatureTable readFeatureTable(const std::filesystem::path& file,
                                            const std::function<bool(std::int64_t trackId)>& isWanted = {});

} // namespace segue::training
