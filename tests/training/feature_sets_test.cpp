// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/feature_sets.h"

#include "engine/features/statistics.h"

#include <catch2/catch.hpp>

#include <set>

using namespace segue;

TEST_CASE("the feature sets are the study's, with 140, 322, 287 and 518 numbers") {
    const auto& sets = training::featureSets();
    REQUIRE(sets.size() == 4);
    CHECK(sets[0].name == "mfcc");
    CHECK(sets[0].columns.size() == 140);
    CHECK(sets[1].name == "mfcc/contrast/chroma/centroid/tonnetz");
    CHECK(sets[1].columns.size() == 322);
    CHECK(sets[2].name == "mfcc/contrast/chroma/centroid/zcr");
    CHECK(sets[2].columns.size() == 287);
    CHECK(sets[3].name == "all");
    CHECK(sets[3].columns.size() == 518);
}

TEST_CASE("a set holds whole features and no others") {
    const auto columns = features::statisticColumns();
    std::set<std::string_view> features;
    for (const std::size_t column : training::featureSets()[2].columns)
        features.insert(columns.at(column).feature);
    CHECK(features == std::set<std::string_view>{"chroma_cens", "mfcc", "spectral_centroid", "spectral_contrast", "zcr"});
}
