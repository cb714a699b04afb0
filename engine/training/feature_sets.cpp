// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/feature_sets.h"

#include "engine/features/statistics.h"

#include <algorithm>
#include <string_view>

namespace segue::training {

namespace {

FeatureSet setOf(std::string name, const std::vector<std::string_view>& wanted) {
    FeatureSet set{.name = std::move(name), .columns = {}};
    const auto all = features::statisticColumns();
    for (std::size_t column = 0; column < all.size(); ++column) {
        if (wanted.empty() || std::ranges::find(wanted, all[column].feature) != wanted.end())
            set.columns.push_back(column);
    }
    return set;
}

} // namespace

const std::vector<FeatureSet>& featureSets() {
    static const std::vector<FeatureSet> sets{
        setOf("mfcc", {"mfcc"}),
        setOf("mfcc/contrast/chroma/centroid/tonnetz",
              {"mfcc", "spectral_contrast", "chroma_cens", "spectral_centroid", "tonnetz"}),
        setOf("mfcc/contrast/chroma/centroid/zcr", {"mfcc", "spectral_contrast", "chroma_cens", "spectral_centroid", "zcr"}),
        setOf("all", {}),
    };
    return sets;
}

} // namespace segue::training
