// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace segue::training {

/// The clips of the Free Music Archive that have one root genre, with their statistics and the data set's own split.
struct FmaStatistics {
    features::Matrix values;           ///< [clips, 518], in the order of features::statisticColumns()
    std::vector<std::string> labels;   ///< root genres, sorted
    std::vector<std::size_t> genres;   ///< [clips], index into labels
    std::vector<std::int64_t> artists; ///< [clips]
    std::vector<std::size_t> training; ///< rows, ascending; as are the next two
    std::vector<std::size_t> validation;
    std::vector<std::size_t> test;
};

/// How much of the archive: each holds the one before.
enum class FmaSubset {
    small,  ///< 8,000 clips, 8 genres, balanced
    medium, ///< 25,000 clips, 16 genres
    all,    ///< every clip with a root genre: about 50,000
};

/// Reads fma_metadata's tracks.csv and features.csv (see fma_tables.h) and joins them by clip. Clips without a root
/// genre, without statistics or outside the subset are left out. Throws what the readers throw, and Error{badFile} if
/// no clip remains or a clip's split is none of the three.
[[nodiscard]] FmaStatistics readFmaStatistics(const std::filesystem::path& folder, FmaSubset subset = FmaSubset::medium);

} // namespace segue::training
