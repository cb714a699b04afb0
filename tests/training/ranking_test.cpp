// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/ranking.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <vector>

using namespace segue;
using training::Ranking;

namespace {

// Unit vectors in the plane, by their angle in degrees.
std::vector<float> at(const std::vector<double>& degrees) {
    std::vector<float> embeddings;
    for (const double angle : degrees) {
        embeddings.push_back(static_cast<float>(std::cos(angle * 3.14159265358979 / 180.0)));
        embeddings.push_back(static_cast<float>(std::sin(angle * 3.14159265358979 / 180.0)));
    }
    return embeddings;
}

double precision(std::size_t k, const std::vector<double>& degrees, const std::vector<std::size_t>& genres,
                 const std::vector<std::int64_t>& artists) {
    const auto embeddings = at(degrees);
    return training::precisionAt(k, {.embeddings = embeddings, .genres = genres, .artists = artists});
}

// Rows that say all there is to say; the probabilities are for sure.
struct Rows {
    std::vector<float> embeddings;
    std::vector<std::size_t> genres;
    std::vector<std::int64_t> artists;
    std::vector<float> probabilities = {};

    [[nodiscard]] training::RankingFigures measure(Ranking ranking = Ranking::whole, float weight = 0.3F) const {
        return training::measureRanking(
            {.embeddings = embeddings, .genres = genres, .artists = artists, .probabilities = probabilities}, ranking, weight);
    }
};

// Row 1 sounds most like row 0 but is heard as another genre; rows 0 and 3 are by one artist.
Rows rankingFourSongs() {
    return {.embeddings = at({0, 5, 11, 60}),
            .genres = {0, 1, 0, 0},
            .artists = {1, 2, 3, 1},
            .probabilities = {1, 0, 0, 1, 1, 0, 1, 0}};
}

} // namespace

TEST_CASE("neighbours by the same artist do not count") {
    // Row 1 is nearest to row 0 and of its genre, but by the same artist: what counts is row 2, of another genre.
    const std::vector<double> degrees{0, 1, 5, 20};
    const std::vector<std::size_t> genres{0, 0, 1, 0};
    CHECK(precision(1, degrees, genres, {1, 1, 2, 3}) == 0.0);
    CHECK(precision(1, degrees, genres, {1, 4, 2, 3}) == Approx(0.5)); // rows 0 and 1 find each other
}

TEST_CASE("precision at k is the mean share over the k nearest") {
    // By hand, k = 2: row 0 sees 2, 3 (1/2); row 1 sees 2, 3 (1/2); row 2 sees 1, 0 (0); row 3 sees 2, 1 (1/2).
    CHECK(precision(2, {0, 1, 5, 20}, {0, 0, 1, 0}, {1, 1, 2, 3}) == Approx(0.375));
}

TEST_CASE("where fewer than k rows are by others, all of them count") {
    CHECK(precision(10, {0, 10, 20}, {0, 0, 1}, {1, 2, 3}) == Approx((0.5 + 0.5 + 0.0) / 3));
}

TEST_CASE("rows without any neighbour by another artist are left out") {
    CHECK(precision(10, {0, 10}, {0, 0}, {1, 1}) == 0.0);
    CHECK(precision(10, {}, {}, {}) == 0.0);
}

TEST_CASE("equal distances keep the order of the rows") {
    CHECK(precision(1, {0, 90, 90, 90}, {0, 0, 1, 1}, {1, 2, 2, 2}) == Approx(0.5)); // row 0 sees row 1; row 1 sees row 0
}

TEST_CASE("lengths that disagree are refused") {
    const std::vector<std::size_t> genres{0, 1};
    const std::vector<std::int64_t> artists{1};
    CHECK_THROWS_AS(training::precisionAt(1, {.embeddings = {}, .genres = genres, .artists = artists}), Error);
}

TEST_CASE("artist MAP finds the artist's other songs among all") {
    // By hand: the song sought is second, third, second and second in its lists.
    const Rows two{.embeddings = at({0, 11, 20, 90}), .genres = {0, 0, 0, 0}, .artists = {1, 2, 1, 2}};
    CHECK(two.measure().artistMap == Approx((1.0 / 2 + 1.0 / 3 + 1.0 / 2 + 1.0 / 2) / 4));
    // Three songs by one artist are found at 1 and 3, 1 and 3, 2 and 3; the other artist has no other song.
    const Rows three{.embeddings = at({0, 10, 21, 45}), .genres = {0, 0, 0, 0}, .artists = {1, 1, 2, 1}};
    const double first = (1.0 + 2.0 / 3.0) / 2.0;
    const double last = (1.0 / 2.0 + 2.0 / 3.0) / 2.0;
    CHECK(three.measure().artistMap == Approx((first + first + last) / 3.0));
}

TEST_CASE("hubness is the skewness of how often a song is listed") {
    // Eleven songs close together and one aside. Ten of the eleven others are listed: so only the one aside is left
    // out, by everybody, and it leaves out the one at 0 degrees. Listed 11 times: ten songs; 10 times: one; never: one.
    Rows rows{.embeddings = at({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 90}),
              .genres = std::vector<std::size_t>(12, 0),
              .artists = std::vector<std::int64_t>(12, 1)};
    const double second = (10 * 1.0 + 100.0) / 12.0;
    const double third = (10 * 1.0 - 1000.0) / 12.0;
    const auto figures = rows.measure();
    CHECK(figures.hubSkew == Approx(third / std::pow(second, 1.5)));
    CHECK(figures.neverListed == Approx(1.0 / 12.0));
    CHECK_FALSE(figures.precisionAt1); // all by one artist
}

TEST_CASE("the study's lists begin with what is heard as the seed's genre, and the rest follows") {
    const auto whole = rankingFourSongs().measure();
    CHECK(whole.precisionAt1 == Approx(1.0 / 4.0)); // only row 3's nearest has its genre
    CHECK(whole.artistMap == Approx((1.0 / 3.0 + 1.0 / 3.0) / 2.0));
    const auto twoStep = rankingFourSongs().measure(Ranking::twoStep);
    CHECK(twoStep.precisionAt1 == Approx(3.0 / 4.0)); // row 1 is alone in its genre: the rest follows
    CHECK(twoStep.artistMap == Approx((1.0 / 2.0 + 1.0 / 2.0) / 2.0));
    CHECK(twoStep.precisionAt5 == whole.precisionAt5); // all are listed in the end
}

TEST_CASE("a blend lists what sounds alike before what is only heard as the same genre") {
    const auto blend = rankingFourSongs().measure(Ranking::blend, 0.3F);
    CHECK(blend.precisionAt1 == Approx(3.0 / 4.0));
    CHECK(blend.artistMap == Approx((1.0 / 3.0 + 1.0 / 2.0) / 2.0)); // row 0 still prefers row 1 to row 3
    CHECK(rankingFourSongs().measure(Ranking::blend, 0.0F).artistMap == rankingFourSongs().measure().artistMap);
    CHECK(rankingFourSongs().measure(Ranking::blend, 100.0F).artistMap == rankingFourSongs().measure(Ranking::twoStep).artistMap);
}

TEST_CASE("figures that rows do not allow are absent and none is NaN") {
    const Rows none{.embeddings = {}, .genres = {}, .artists = {}};
    const Rows one{.embeddings = at({5}), .genres = {0}, .artists = {1}, .probabilities = {0.5, 0.5}};
    const Rows equal{.embeddings = at({5, 5, 5}), .genres = {0, 0, 1}, .artists = {1, 2, 3}, .probabilities = {0, 0, 0, 0, 0, 0}};
    for (const Ranking ranking : {Ranking::whole, Ranking::twoStep, Ranking::blend}) {
        for (const Rows& rows : {none, one}) {
            const auto figures = rows.measure(ranking);
            CHECK_FALSE((figures.precisionAt1 || figures.precisionAt5 || figures.precisionAt10));
            CHECK_FALSE((figures.artistMap || figures.hubSkew || figures.neverListed));
        }
        const auto figures = equal.measure(ranking);
        CHECK(figures.precisionAt1 == Approx(2.0 / 3.0)); // in order of rows: 1, 0, 0
        CHECK(figures.hubSkew == 0.0);
        CHECK(figures.neverListed == 0.0);
    }
}

TEST_CASE("an embedding that is not finite is nobody's neighbour") {
    Rows rows{.embeddings = at({0, 1, 40}), .genres = {0, 1, 0}, .artists = {1, 2, 3}};
    rows.embeddings[2] = std::numeric_limits<float>::quiet_NaN();
    CHECK(rows.measure().precisionAt1 == Approx(2.0 / 3.0)); // 0 and 2 find each other; 1 lists in order of rows
}

TEST_CASE("ranking by genre without probabilities is refused") {
    Rows rows = rankingFourSongs();
    rows.probabilities.clear();
    CHECK_THROWS_AS(rows.measure(Ranking::twoStep), Error);
    rows.probabilities = {1, 0, 1};
    CHECK_THROWS_AS(rows.measure(Ranking::blend), Error);
}
