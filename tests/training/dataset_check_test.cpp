// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/dataset_check.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

using namespace segue;
using Catch::Matchers::Contains;
using training::Dataset;
using training::DatasetRow;
using training::Side;
using training::Split;

namespace {

Dataset with(const std::vector<DatasetRow>& rows) {
    const features::FrontEnd tiny{.bands = 1, .columns = 1};
    return {rows, std::vector<std::uint8_t>(rows.size()), tiny};
}

} // namespace

TEST_CASE("what nothing can be learned from is refused with the reason") {
    CHECK_THROWS_WITH(training::checkTrainable(with({}), Split::artists), Contains("no row to train on"));
    CHECK_THROWS_WITH(training::checkTrainable(with({{"Rock", 1, 1}, {"Rock", 2, 2}}), Split::artists),
                      Contains("one genre, Rock"));
    const auto onlyValidation =
        with({{"Rock", 1, 1}, {"Folk", 2, 2}, {"Jazz", 3, 3, Side::validation}, {"Jazz", 4, 4, Side::test}});
    CHECK_THROWS_WITH(training::checkTrainable(onlyValidation, Split::artists), Contains("No song of the genre Jazz"));
    CHECK_NOTHROW(training::checkTrainable(with({{"Rock", 1, 1}, {"Folk", 2, 2}}), Split::artists));
}

TEST_CASE("a data set without a validation side cannot be measured") {
    CHECK_THROWS_WITH(training::checkMeasurable(with({{"Rock", 1, 1}, {"Folk", 2, 2}}), Split::artists),
                      Contains("no song on the validation side") && Contains("--split clips"));
    CHECK_NOTHROW(training::checkMeasurable(with({{"Rock", 1, 1, Side::validation}}), Split::artists));
}

TEST_CASE("genres of one artist, and those that are not measured, are doubted and named") {
    const auto doubts = training::doubtsAbout(
        with({{"Folk", 1, 1}, {"Folk", 2, 2, Side::validation}, {"Jazz", 3, 3}, {"Jazz", 3, 4}, {"Rock", 5, 5}, {"Rock", 6, 6}}),
        Split::artists);
    REQUIRE(doubts.size() == 2);
    CHECK_THAT(doubts[0], Contains("by one artist") && Contains("(Jazz)"));
    CHECK_THAT(doubts[1], Contains("on the validation side") && Contains("(Rock)"));
    CHECK(training::doubtsAbout(with({{"Folk", 1, 1}, {"Folk", 2, 2, Side::validation}}), Split::artists).empty());
}
