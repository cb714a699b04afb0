// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/embedding_matrix.h"
#include "engine/words/error.h"
#include "tests/recommend/index/unit_vectors.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace segue;
using namespace segue::recommend;
using namespace segue::test;

TEST_CASE("the nearest are those that a plain sort finds, in the same order") {
    constexpr std::size_t kSize = 37; // no multiple of a vector register
    std::mt19937 random(3);
    EmbeddingMatrix matrix(kSize);
    std::vector<std::vector<float>> rows;
    for (TrackId id = 1; id <= 500; ++id) {
        rows.push_back(unitVector(random, kSize));
        matrix.put({.track = id}, rows.back());
    }
    const auto query = unitVector(random, kSize);
    std::vector<std::pair<double, TrackId>> expected;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        expected.emplace_back(-dotInDouble(query, rows[i]), static_cast<TrackId>(i + 1));
    }
    std::ranges::sort(expected);
    const auto nearest = matrix.nearest(query, 20);
    REQUIRE(nearest.size() == 20);
    for (std::size_t i = 0; i < nearest.size(); ++i) {
        CHECK(nearest[i].row.track == expected[i].second);
        CHECK(static_cast<double>(nearest[i].similarity) == Approx(-expected[i].first).margin(largestError(kSize)));
    }
}

TEST_CASE("equal similarities come by track id, however the rows were added") {
    EmbeddingMatrix matrix(2);
    for (const TrackId id : {7, 3, 9, 1, 5})
        matrix.put({.track = id}, std::vector{1.F, 0.F});
    std::vector<TrackId> order;
    for (const auto& one : matrix.nearest(std::vector{1.F, 0.F}, 3))
        order.push_back(one.row.track);
    CHECK(order == std::vector<TrackId>{1, 3, 5});
}

TEST_CASE("similarity stays in [0, 1]") {
    EmbeddingMatrix matrix(1);
    matrix.put({.track = 1}, std::vector{1.0001F});
    matrix.put({.track = 2}, std::vector{-1.F});
    const auto nearest = matrix.nearest(std::vector{1.F}, 2);
    CHECK(nearest[0].similarity == 1.F);
    CHECK(nearest[1].similarity == 0.F);
}

TEST_CASE("a song put twice is replaced; a removed one is gone and the others stay themselves") {
    EmbeddingMatrix matrix(2);
    matrix.put({.track = 1}, std::vector{1.F, 0.F});
    matrix.put({.track = 2}, std::vector{0.F, 1.F});
    matrix.put({.track = 3, .library = 8}, std::vector{0.6F, 0.8F});
    matrix.put({.track = 1}, std::vector{0.F, 1.F});
    CHECK(matrix.size() == 3);
    matrix.remove(std::vector<TrackId>{1, 4711});
    CHECK(matrix.size() == 2);
    CHECK(matrix.embedding(1).empty());
    REQUIRE(matrix.embedding(3).size() == 2);
    CHECK(matrix.embedding(3)[0] == Approx(0.6).margin(2e-5));
    CHECK(matrix.nearest(std::vector{0.F, 1.F}, 5).front().row.track == 2);
    matrix.removeLibrary(8);
    CHECK_FALSE(matrix.find(3));
    CHECK(matrix.find(2));
}

TEST_CASE("an embedding of another size is refused") {
    EmbeddingMatrix matrix(2);
    CHECK_THROWS_AS(matrix.put({.track = 1}, std::vector{1.F}), Error);
    CHECK(matrix.nearest(std::vector{1.F}, 5).empty());
}

TEST_CASE("rows of many libraries and genres, coming and going, are searched as a plain list is") {
    constexpr std::size_t kSize = 8;
    std::mt19937 random(11);
    EmbeddingMatrix matrix(kSize);
    std::map<TrackId, std::pair<Row, std::vector<float>>> plain;
    for (int step = 0; step < 6000; ++step) {
        const auto id = static_cast<TrackId>(1 + random() % 3000);
        if (random() % 3 == 0) {
            matrix.remove({&id, 1});
            plain.erase(id);
        } else {
            const Row row{.track = id,
                          .library = static_cast<LibraryId>(1 + random() % 3),
                          .recording = 1 + random() % 2000,
                          .genre = static_cast<int>(random() % 3) - 1};
            plain[id] = {row, unitVector(random, kSize)};
            matrix.put(row, plain[id].second);
        }
    }
    REQUIRE(matrix.size() == plain.size());
    const auto query = unitVector(random, kSize);
    for (const Filter& filter : {Filter{}, Filter{.library = 2}, Filter{.genre = -1}, Filter{.library = 3, .genre = 1},
                                 Filter{.library = 9}, Filter{.exceptTrack = 7, .exceptRecording = 33}}) {
        EmbeddingMatrix few(kSize); // only those that pass
        for (const auto& [id, song] : plain)
            if ((filter.library == 0 || song.first.library == filter.library) &&
                (!filter.genre || song.first.genre == *filter.genre) && id != filter.exceptTrack &&
                (filter.exceptRecording == 0 || song.first.recording != filter.exceptRecording))
                few.put({.track = id, .recording = song.first.recording}, song.second);
        CHECK(matrix.rows().count(filter) < few.size() + 3); // no other row is looked at
        const auto list = matrix.nearest(query, 50, filter), expected = few.nearest(query, 50);
        REQUIRE(list.size() == expected.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            CHECK(list[i].row.track == expected[i].row.track);
            CHECK(list[i].similarity == expected[i].similarity);
            CHECK(list[i].row.genre == plain.at(list[i].row.track).first.genre);
        }
    }
    matrix.removeLibrary(1);
    matrix.removeLibrary(2);
    matrix.removeLibrary(3);
    CHECK(matrix.size() == 0);
    CHECK(matrix.nearest(query, 5).empty());
    CHECK(matrix.rows().bytes() < 10'000); // the rows' memory is given back
}

TEST_CASE("a recording that is there twice is found once, as its first file") {
    EmbeddingMatrix matrix(2);
    for (const TrackId id : {5, 3, 4})
        matrix.put({.track = id, .recording = 1}, std::vector{1.F, 0.F});
    matrix.put({.track = 9, .recording = 2}, std::vector{0.F, 1.F});
    const auto list = matrix.nearest(std::vector{1.F, 0.F}, 2);
    REQUIRE(list.size() == 2);
    CHECK(list[0].row.track == 3);
    CHECK(list[1].row.track == 9);
}
