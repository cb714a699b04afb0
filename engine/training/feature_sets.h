// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace segue::training {

/// Some of the 518 statistics, whole features at a time.
struct FeatureSet {
    std::string name;                 ///< "mfcc/contrast/chroma/centroid/zcr"
    std::vector<std::size_t> columns; ///< of features::statisticColumns(), ascending
};

/// The sets that the Free Music Archive's authors compare, and the study after them: mfcc (140), mfcc/contrast/chroma/
/// centroid/tonnetz (322), mfcc/contrast/chroma/centroid/zcr (287), all (518). Their chroma is chroma_cens.
[[nodiscard]] const std::vector<FeatureSet>& featureSets();

} // namespace segue::training
