// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/index/graph_index.h"
#include "engine/recommend/policy/recommender.h"
#include "tests/recommend/index/unit_vectors.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace segue;
using namespace segue::recommend;
using namespace segue::test;

namespace {

constexpr std::size_t kLiveGraphColumns = 32;
constexpr std::size_t kLarge = 300; ///< for these tests

/// Songs by artists of genres.
struct Fixture {
    Fixture() {
        for (int genre = 0; genre < 4; ++genre) {
            const auto style = unitVector(random, kLiveGraphColumns);
            for (int artist = 0; artist < 40; ++artist)
                artists.emplace_back(genre, unitVectorNear(random, style, 0.6F));
        }
    }

    store::EmbeddedTrack song(TrackId id, LibraryId library = 1) {
        const auto& [genre, centre] = artists[static_cast<std::size_t>(id) % artists.size()];
        return {.model = "m/1",
                .track = id,
                .library = library,
                .identity = "recording " + std::to_string(id),
                .heardGenre = labels[static_cast<std::size_t>(genre)],
                .embedding = unitVectorNear(random, centre, 0.3F)};
    }

    /// In both.
    void put(TrackId id, LibraryId library = 1) {
        const auto one = song(id, library);
        exact.put(one);
        quick.put(one);
    }
    void remove(const std::vector<TrackId>& ids) {
        exact.remove(ids);
        quick.remove(ids);
    }
    void fill(TrackId songs) {
        quick.load([&](const auto& visit) {
            for (TrackId id = 1; id <= songs; ++id) {
                const auto one = song(id);
                exact.put(one);
                visit(one);
            }
        });
    }

    /// Share of the ten nearest that the graph finds, over seeds from outside.
    double recall(const Recommender::Choice& choice = {.count = 10, .sameGenre = false}) {
        std::size_t found = 0, wanted = 0;
        for (int i = 0; i < 50; ++i) {
            const auto asked = song(random() % 1000);
            const Seed seed{.heardGenre = asked.heardGenre, .embedding = asked.embedding};
            const auto all = exact.similarTo(seed, choice);
            std::set<TrackId> right;
            for (const auto& one : all)
                right.insert(one.row.track);
            for (const auto& one : quick.similarTo(seed, choice))
                found += right.count(one.row.track);
            wanted += all.size();
        }
        return static_cast<double>(found) / static_cast<double>(wanted);
    }

    std::mt19937 random{7};
    std::vector<std::string> labels{"Rock", "Folk", "Jazz", "Metal"};
    std::vector<std::pair<int, std::vector<float>>> artists;
    Recommender exact{"m/1", labels, kLiveGraphColumns, 1'000'000};
    Recommender quick{"m/1", labels, kLiveGraphColumns, kLarge};
};

} // namespace

TEST_CASE_METHOD(Fixture, "a large library is searched by a graph that finds 99 of 100 of what exact search does") {
    fill(900);
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    CHECK_FALSE(exact.usesGraph());
    CHECK(recall() >= 0.99);
}

TEST_CASE_METHOD(Fixture, "of many more songs than it looks at the graph finds 99 of 100, too", "[long]") {
    fill(20'000);
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    CHECK(recall() >= 0.99);
}

TEST_CASE_METHOD(Fixture, "while the graph is built exact search serves, and what changes meanwhile is made up for") {
    fill(900);
    CHECK(recall() >= 0.99); // most likely still without it
    for (TrackId id = 901; id <= 1050; ++id)
        put(id);
    remove({5, 6, 7, 901, 902});
    put(8); // another sound
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    CHECK(quick.size() == exact.size());
    CHECK(recall() >= 0.99);
}

TEST_CASE_METHOD(Fixture, "songs that come later are found by the graph, songs that go are not") {
    fill(700);
    quick.waitForGraph();
    for (TrackId id = 701; id <= 800; ++id)
        put(id);
    std::vector<TrackId> gone;
    for (TrackId id = 1; id <= 100; ++id)
        gone.push_back(id);
    remove(gone);
    REQUIRE(quick.usesGraph());
    CHECK(recall() >= 0.99);
    const auto late = quick.seed(750).value();
    const auto list =
        quick.similarTo({.heardGenre = late.heardGenre, .embedding = late.embedding}, {.count = 100, .sameGenre = false});
    REQUIRE(list.size() == 100);
    CHECK(list.front().row.track == 750);
    CHECK(std::ranges::none_of(list, [](const auto& one) { return one.row.track <= 100; }));
}

TEST_CASE_METHOD(Fixture, "the seed's recording, one genre and one library are kept apart, graph or not") {
    fill(600);
    for (TrackId id = 601; id <= 1100; ++id)
        put(id, 2);
    auto copy = song(4000);
    copy.identity = "recording 17";
    exact.put(copy);
    quick.put(copy);
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    const auto seed = quick.seed(17).value();
    for (const auto& one : quick.similarTo(seed, {.count = 100, .sameGenre = false})) {
        CHECK(one.row.track != 17);
        CHECK(one.row.track != 4000);
    }
    CHECK(recall({.count = 10, .sameGenre = true}) == 1.0);                 // few enough for exact search
    CHECK(recall({.count = 10, .sameGenre = false, .library = 2}) >= 0.99); // by the graph
    for (const auto& one : quick.similarTo(seed, {.count = 20, .sameGenre = false, .library = 2}))
        CHECK(one.row.library == 2);
}

TEST_CASE_METHOD(Fixture, "a graph that is full, or mostly of songs that are gone, is built anew; a small library needs none") {
    fill(400);
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    for (TrackId id = 401; id <= 800; ++id)
        put(id); // more than it has room for
    quick.waitForGraph();
    REQUIRE(quick.usesGraph());
    CHECK(recall() >= 0.99);
    std::vector<TrackId> gone;
    for (TrackId id = 1; id <= 770; ++id)
        gone.push_back(id);
    remove(gone);
    CHECK_FALSE(quick.usesGraph());
    CHECK(recall() == 1.0);
}

TEST_CASE_METHOD(Fixture, "a recommender that ends while its graph is built does not wait for it") {
    fill(900);
    SUCCEED();
}

TEST_CASE("a graph says when it is full") {
    GraphIndex graph(32, 2);
    const auto rows = makePackedValues(64);
    pack(std::vector<float>(32, 0.2F), rows.get());
    pack(std::vector<float>(32, -0.2F), rows.get() + 32);
    graph.add(7, rows.get());
    CHECK_FALSE(graph.isFull());
    graph.add(9, rows.get() + 32);
    CHECK(graph.isFull());
    graph.remove(7);
    CHECK(graph.removed() == 1);
    const auto found = graph.nearest(rows.get(), 5);
    REQUIRE(found.size() == 1);
    CHECK(found.front().slot == 9);
    CHECK(found.front().product < 0);
}
