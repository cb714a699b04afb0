// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/recommender.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <stdexcept>

using namespace segue;
using namespace segue::recommend;

namespace {

/// A unit vector at an angle: the smaller the difference, the more alike.
std::vector<float> at(double degrees) {
    const double radians = degrees * M_PI / 180.0;
    return {static_cast<float>(std::cos(radians)), static_cast<float>(std::sin(radians))};
}

struct RecommenderFixture {
    Recommender recommender{"m/1", {"Rock", "Folk"}, 2};

    void put(TrackId id, double degrees, const char* genre, std::string identity = {}, LibraryId library = 1) {
        if (identity.empty())
            identity = "recording " + std::to_string(id);
        recommender.put({"m/1", id, library, identity, genre, at(degrees)});
    }

    std::vector<TrackId> similar(TrackId seed, Recommender::Choice choice) {
        std::vector<TrackId> ids;
        for (const auto& one : recommender.similarTo(recommender.seed(seed).value(), choice))
            ids.push_back(one.row.track);
        return ids;
    }
};

using Ids = std::vector<TrackId>;

} // namespace

TEST_CASE_METHOD(RecommenderFixture, "the study's method: only songs of the seed's class, most similar first, never the seed") {
    put(1, 0, "Rock");
    put(2, 30, "Rock");
    put(3, 10, "Rock");
    put(4, 1, "Folk");
    CHECK(similar(1, {.count = 5, .sameGenre = true}) == Ids{3, 2});
    CHECK(similar(1, {.count = 1, .sameGenre = true}) == Ids{3});
    CHECK(similar(1, {.count = 5, .sameGenre = false}) == Ids{4, 3, 2});
}

TEST_CASE_METHOD(RecommenderFixture, "how near songs are is known of the first dozen, as they come") {
    for (TrackId id = 1; id <= 12; ++id)
        put(id, 7.0 * static_cast<double>(id * id % 23), "Rock");
    const auto list = [&] { return recommender.list({.seeds = {recommender.seed(1).value()}, .count = 10}).songs; };
    const auto asTheyCame = list();
    REQUIRE(asTheyCame.size() >= 5);
    CHECK(asTheyCame.front().match > 0.8F);
    CHECK(asTheyCame.front().match > asTheyCame.back().match);
    Recommender later{"m/1", {"Rock", "Folk"}, 2};
    later.load([](const Recommender::Visit& visit) {
        for (TrackId id = 1; id <= 12; ++id)
            visit({"m/1", id, 1, "recording " + std::to_string(id), "Rock", at(7.0 * static_cast<double>(id * id % 23))});
    });
    const auto loaded = later.list({.seeds = {later.seed(1).value()}, .count = 10}).songs;
    REQUIRE(loaded.size() == asTheyCame.size());
    for (std::size_t i = 0; i < loaded.size(); ++i) {
        CHECK(loaded[i].track == asTheyCame[i].track);
        CHECK(loaded[i].match == Approx(asTheyCame[i].match));
    }
}

TEST_CASE_METHOD(RecommenderFixture, "another file of the seed's recording is the seed too") {
    put(1, 0, "Rock", "same");
    put(2, 0, "Rock", "same", 2);
    put(3, 5, "Rock");
    CHECK(similar(1, {.count = 5}) == Ids{3});
}

TEST_CASE_METHOD(RecommenderFixture, "a recording that lies in two libraries is listed once, and the list is still full") {
    put(1, 0, "Rock");
    for (TrackId id = 2; id < 10; ++id)
        put(id, 1, "Rock", "copies");
    put(20, 2, "Rock");
    put(21, 3, "Rock");
    CHECK(similar(1, {.count = 3}) == Ids{2, 20, 21});
}

TEST_CASE_METHOD(RecommenderFixture, "a seed from outside is compared with everything") {
    put(1, 0, "Rock");
    put(2, 20, "Rock");
    const auto list = recommender.similarTo({.heardGenre = "Rock", .embedding = at(19)}, {.count = 5});
    REQUIRE(list.size() == 2);
    CHECK(list[0].row.track == 2);
    CHECK(list[0].similarity == Approx(std::cos(M_PI / 180.0)).margin(1e-5));
}

TEST_CASE_METHOD(RecommenderFixture, "one library only, if asked") {
    put(1, 0, "Rock");
    put(2, 1, "Rock", {}, 2);
    put(3, 2, "Rock", {}, 1);
    CHECK(similar(1, {.count = 5, .library = 1}) == Ids{3});
}

TEST_CASE_METHOD(RecommenderFixture, "removed songs and libraries are not recommended") {
    put(1, 0, "Rock");
    put(2, 1, "Rock");
    put(3, 2, "Rock", {}, 9);
    const Ids gone{2};
    recommender.remove(gone);
    recommender.removeLibrary(9);
    CHECK(similar(1, {.count = 5}).empty());
    CHECK_FALSE(recommender.seed(2));
    CHECK(recommender.size() == 1);
}

TEST_CASE_METHOD(RecommenderFixture, "an embedding of another bundle's size is left out") {
    recommender.put({"m/1", 1, 1, "x", "Rock", {1.F, 0.F, 0.F}});
    CHECK(recommender.size() == 0);
}

TEST_CASE_METHOD(RecommenderFixture, "an embedding by another bundle is left out, also where it has the same size") {
    put(1, 0, "Rock");
    recommender.put({"m/2", 2, 1, "x", "Rock", at(0)});
    recommender.put({"m/2", 1, 1, "recording 1", "Rock", at(90)});
    CHECK(recommender.size() == 1);
    CHECK(similar(1, {.count = 5}).empty());
    CHECK(recommender.seed(1)->embedding == at(0));
}

TEST_CASE_METHOD(RecommenderFixture, "what others put or remove while songs are loaded is newer, and stays") {
    recommender.load([&](const Recommender::Visit& visit) {
        visit({"m/1", 1, 1, "a", "Rock", at(0)});
        put(2, 10, "Folk", "new");
        recommender.remove(std::vector<TrackId>{3});
        recommender.removeLibrary(9);
        recommender.put({"m/2", 5, 1, "e", "Rock", at(0)}); // another bundle heard it: that says nothing about this one
        visit({"m/1", 2, 1, "old", "Rock", at(80)});
        visit({"m/1", 3, 1, "c", "Rock", at(0)});
        visit({"m/1", 4, 9, "d", "Rock", at(0)});
        visit({"m/1", 5, 1, "e", "Rock", at(0)});
    });
    CHECK(recommender.size() == 3);
    CHECK(recommender.seed(2)->heardGenre == "Folk");
    CHECK_FALSE(recommender.seed(3));
    CHECK_FALSE(recommender.seed(4));
    CHECK(recommender.seed(5));
    recommender.load([&](const Recommender::Visit& visit) { visit({"m/1", 3, 1, "c", "Rock", at(0)}); });
    CHECK(recommender.seed(3)); // that was then
}

TEST_CASE_METHOD(RecommenderFixture, "a load that fails leaves what it found, and later changes as they are") {
    CHECK_THROWS(recommender.load([&](const Recommender::Visit& visit) {
        visit({"m/1", 1, 1, "a", "Rock", at(0)});
        throw std::runtime_error("the disk is gone");
    }));
    put(2, 10, "Rock");
    CHECK(similar(1, {.count = 5}) == Ids{2});
}

TEST_CASE_METHOD(RecommenderFixture,
                 "a song cut short is listed behind the whole one as soon as their fingerprints match, and stays there") {
    const auto song = [](TrackId id, const char* title, int seconds) {
        return store::EmbeddedTrack{.model = "m/1",
                                    .track = id,
                                    .library = 1,
                                    .identity = "recording " + std::to_string(id),
                                    .heardGenre = "Rock",
                                    .embedding = at(static_cast<double>(id)),
                                    .song = {.id = id,
                                             .path = "/m/" + std::to_string(id),
                                             .title = title,
                                             .artist = "Band",
                                             .duration = std::chrono::seconds(seconds)}};
    };
    for (const auto& one : {song(1, "Seed", 180), song(2, "Better", 200), song(3, "Better", 150), song(4, "Other", 150)})
        recommender.put(one);
    const auto listed = [&] {
        std::vector<TrackId> ids;
        Question question{.seeds = {recommender.seed(1).value()}, .wantsReasons = false};
        question.rules.mostOfArtist = 0;
        question.rules.mostOfSeedArtist = 0;
        for (const auto& one : recommender.list(question).songs)
            ids.push_back(one.track);
        return ids;
    };
    CHECK(listed() == Ids{2, 3, 4});
    CHECK(recommender.pairsForFingerprints() == std::vector<SongPair>{{2, 3}});
    CHECK(recommender.pairsForFingerprints(3) == std::vector<SongPair>{{2, 3}});
    CHECK(recommender.pairsForFingerprints(4).empty());
    recommender.joinTakes(std::vector<SongPair>{{2, 3}});
    CHECK(listed() == Ids{2, 4});
    CHECK(recommender.pairsForFingerprints().empty());
    recommender.setFacts(song(3, "Better", 151)); // retagged, rated, put in anew
    recommender.put(song(2, "Better", 200));
    CHECK(listed() == Ids{2, 4});
    recommender.put(song(5, "Better", 100));
    recommender.joinTakes(std::vector<SongPair>{{3, 5}}); // and what matches one of them
    CHECK(listed() == Ids{2, 4});
}

TEST_CASE("of several networks together a reason names the one that hears two songs most alike") {
    Recommender songs("Mix/1", {}, 4);
    songs.setParts({{.name = "low", .first = 0, .count = 2}, {.name = "high", .first = 2, .count = 2}});
    const auto put = [&](TrackId id, double low, double high) {
        auto embedding = at(low);
        const auto rest = at(high);
        embedding.insert(embedding.end(), rest.begin(), rest.end());
        for (float& number : embedding)
            number *= static_cast<float>(std::sqrt(0.5));
        songs.put({"Mix/1", id, 1, "recording " + std::to_string(id), "", embedding, {}});
    };
    put(1, 0, 0);
    put(2, 1, 20); // to low
    put(3, 20, 1); // to high
    for (TrackId id = 4; id < 200; ++id)
        put(id, 90.0 + static_cast<double>(id), 90.0 + static_cast<double>(id));
    const auto named = [&](TrackId id) {
        const auto found = songs.list({.seeds = {*songs.seed(1)}, .count = 5, .rules = {.isPlain = true}});
        for (const auto& one : found.songs)
            for (const auto& reason : one.reasons)
                if (one.track == id && reason.id == ReasonId::style)
                    return reason.text;
        return std::string("none");
    };
    CHECK(named(2) == "low");
    CHECK(named(3) == "high");
}
