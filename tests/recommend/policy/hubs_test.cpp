// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/hubs.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace segue::recommend;

TEST_CASE("the logarithm of the normal distribution, far into both tails") {
    CHECK(logNormal(0.0) == Approx(std::log(0.5)));
    CHECK(logNormal(1.959964) == Approx(std::log(0.975)).margin(1e-6));
    CHECK(logNormal(-1.959964) == Approx(std::log(0.025)).margin(1e-6));
    CHECK(logNormal(-7.99) == Approx(logNormal(-8.01)).epsilon(0.01));
    for (double z = -40; z < 8; z += 0.25)
        CHECK(logNormal(z) < logNormal(z + 0.25));
}

TEST_CASE("mean and deviation of similarities") {
    const auto statistics = statisticsOf(std::vector<float>{0.2F, 0.4F, 0.6F, 0.8F});
    CHECK(statistics.mean == Approx(0.5));
    CHECK(statistics.deviation == Approx(std::sqrt(0.05)));
    CHECK(statisticsOf(std::vector<float>{0.2F}).deviation == 0.F);
}

TEST_CASE("what resembles everything comes later, the more the greater the strength") {
    const HubStatistics seed{0.3F, 0.1F}, usual{0.3F, 0.1F}, hub{0.5F, 0.1F};
    CHECK(proximity(0.6F, seed, usual, 1.F) > proximity(0.62F, seed, hub, 1.F));
    CHECK(proximity(0.6F, seed, usual, 0.F) < proximity(0.62F, seed, hub, 0.F));
    CHECK(proximity(0.6F, seed, usual, 1.F) > proximity(0.55F, seed, usual, 1.F));
    CHECK(proximity(0.6F, seed, usual, 1.F) - proximity(0.6F, seed, hub, 1.F) >
          proximity(0.6F, seed, usual, 0.3F) - proximity(0.6F, seed, hub, 0.3F));
}

TEST_CASE("in lists, what resembles everything or is found everywhere comes later, the more the greater the strength") {
    const HubStatistics usual{.mean = 0.3F, .deviation = 0.1F, .crowding = 1.F}, alike{0.5F, 0.1F, 1.F}, crowding{0.3F, 0.1F, 4.F};
    CHECK(evenScore(0.6F, usual, usual, 1.F) > evenScore(0.62F, usual, alike, 1.F));
    CHECK(evenScore(0.6F, usual, usual, 1.F) > evenScore(0.62F, usual, crowding, 1.F));
    CHECK(evenScore(0.6F, usual, usual, 0.F) < evenScore(0.62F, usual, crowding, 0.F));
    CHECK(evenScore(0.6F, usual, usual, 0.5F) - evenScore(0.6F, usual, crowding, 0.5F) <
          evenScore(0.6F, usual, usual, 1.F) - evenScore(0.6F, usual, crowding, 1.F));
    CHECK(evenScore(0.6F, usual, {0.3F, 0.1F, 0.F}, 1.F) == evenScore(0.6F, usual, {0.3F, 0.1F, 1.5F}, 1.F));
    CHECK(evenScore(0.6F, crowding, {}, 1.F) == evenScore(0.6F, crowding, crowding, 1.F)); // not known
}

TEST_CASE("a match is the share of pairs that are less alike") {
    MatchScale scale;
    CHECK(scale.shareBelow(0.5F) == 0.0);
    for (int i = 0; i < 1000; ++i)
        scale.add(static_cast<float>(i) / 1000.F);
    CHECK(scale.shareBelow(0.F) == Approx(0.0).margin(0.002));
    CHECK(scale.shareBelow(0.25F) == Approx(0.25).margin(0.002));
    CHECK(scale.shareBelow(0.999F) == Approx(0.999).margin(0.002));
    CHECK(scale.shareBelow(1.F) == Approx(1.0).margin(0.002));
}

TEST_CASE("a song whose statistics are not known stands where its similarity puts it") {
    const HubStatistics seed{.mean = 0.5F, .deviation = 0.2F};
    const HubStatistics known{.mean = 0.5F, .deviation = 0.2F};
    CHECK(proximity(0.9F, seed, known, 0.5F) > proximity(0.1F, seed, {}, 0.5F));
    CHECK(proximity(0.9F, seed, {}, 0.5F) > proximity(0.1F, seed, known, 0.5F));
}
