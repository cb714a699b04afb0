// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/reasons.h"
#include "engine/recommend/policy/recommender.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <map>
#include <random>
#include <set>

using namespace segue;
using namespace segue::recommend;

namespace {

constexpr std::size_t kListMakerColumns = 16;

std::vector<float> randomVector(std::mt19937& random) {
    std::normal_distribution<float> normal;
    std::vector<float> values(kListMakerColumns);
    double squares = 0;
    for (float& one : values) {
        one = std::abs(normal(random));
        squares += static_cast<double>(one) * static_cast<double>(one);
    }
    for (float& one : values)
        one = static_cast<float>(one / std::sqrt(squares));
    return values;
}

/// Songs of some artists, each with a year, a tempo, a key and a length.
struct Songs {
    Recommender recommender{"m/1", {"Rock", "Folk"}, kListMakerColumns};
    std::map<TrackId, store::EmbeddedTrack> songs;

    explicit Songs(std::size_t size = 2000, std::size_t artists = 150) {
        std::mt19937 random(5);
        recommender.load([&](const Recommender::Visit& visit) {
            for (std::size_t i = 1; i <= size; ++i) {
                store::EmbeddedTrack song{"m/1",
                                          static_cast<TrackId>(i),
                                          1,
                                          "r" + std::to_string(i),
                                          random() % 2 == 0 ? "Rock" : "Folk",
                                          randomVector(random)};
                song.song.path = "/m/" + std::to_string(i) + ".mp3";
                song.song.title = "Title " + std::to_string(i);
                song.song.artist = "Artist " + std::to_string(random() % artists);
                song.song.album = song.song.artist + " " + std::to_string(random() % 3);
                song.song.year = 1960 + static_cast<int>(random() % 60);
                song.song.duration = std::chrono::seconds(30 + random() % 600);
                song.song.features = SoundFeatures{.tempoBpm = 60.F + static_cast<float>(random() % 120),
                                                   .key = static_cast<std::int8_t>(random() % 24),
                                                   .centroidHz = 500.F + static_cast<float>(random() % 4000),
                                                   .loudnessLufs = -6.F - static_cast<float>(random() % 20)};
                visit(song);
                songs.emplace(song.track, song);
            }
        });
    }
    SongsFound list(TrackId seed, std::size_t count, const ListRules& rules = {}, const Taste& taste = {}) const {
        Question question;
        question.seeds = {recommender.seed(seed).value()};
        question.count = count;
        question.rules = rules;
        question.taste = taste;
        return recommender.list(question);
    }
    static std::vector<TrackId> ids(const SongsFound& found) {
        std::vector<TrackId> ids;
        for (const Listed& one : found.songs)
            ids.push_back(one.track);
        return ids;
    }
};

using Ids = std::vector<TrackId>;

} // namespace

TEST_CASE("lists are full, deterministic, and begin like shorter ones") {
    const Songs library;
    for (const TrackId seed : {1, 77, 500}) {
        const auto all = Songs::ids(library.list(seed, 100));
        CHECK(all.size() == 100);
        CHECK(std::set<TrackId>(all.begin(), all.end()).size() == 100);
        CHECK(std::ranges::find(all, seed) == all.end());
        CHECK(Songs::ids(library.list(seed, 100)) == all);
        const auto ten = Songs::ids(library.list(seed, 10));
        CHECK(Ids(all.begin(), all.begin() + 10) == ten);
    }
}

TEST_CASE("plain lists are the nearest songs, and rules that ask nothing give the same") {
    const Songs library;
    const ListRules none{.mostOfSeedArtist = 0,
                         .mostOfArtist = 0,
                         .mostOfSeedAlbum = 0,
                         .mostOfAlbum = 0,
                         .hidesVersions = false,
                         .hubStrength = 0.F};
    for (const TrackId seed : {3, 1999}) {
        Ids nearest;
        for (const auto& one :
             library.recommender.similarTo(library.recommender.seed(seed).value(), {.count = 20, .sameGenre = false}))
            nearest.push_back(one.row.track);
        CHECK(Songs::ids(library.list(seed, 20, {.isPlain = true})) == nearest);
        CHECK(Songs::ids(library.list(seed, 20, none)) == nearest);
    }
}

TEST_CASE("each filter lets through what it says and nothing else, and a list is full while such songs remain") {
    const Songs library;
    for (const ListRules& rules :
         {ListRules{.decades = {1980}}, ListRules{.tempoWithin = 0.05F}, ListRules{.shortest = std::chrono::seconds(300)},
          ListRules{.longest = std::chrono::seconds(60)}, ListRules{.keysThatMix = true}, ListRules{.genres = {"Folk"}}}) {
        const auto found = library.list(9, 30, rules);
        CHECK(found.songs.size() == 30);
        const auto plainly = library.list(9, 30);
        TextPool names;
        const auto facts = [&](TrackId id) {
            auto track = library.songs.at(id).song;
            track.heardGenre = library.songs.at(id).heardGenre;
            return factsOf(track, static_cast<std::uint64_t>(id), names);
        };
        const auto seed = facts(9);
        for (const Listed& one : plainly.songs)
            static_cast<void>(facts(one.track)); // so that all names are known
        for (const Listed& one : found.songs) {
            const auto song = facts(one.track);
            CHECK(Screen(rules, seed, {}, names, {}).broken(song) == 0);
        }
        CHECK(found.leftOut.total() > 0);
    }
}

TEST_CASE("filters that contradict each other name the one to drop") {
    const Songs library(300);
    const auto found = library.list(9, 10, {.decades = {1980}, .shortest = std::chrono::seconds(900)});
    CHECK(found.songs.empty());
    CHECK(found.narrowest == Rule::tooShort);
    CHECK(found.byNarrowest > 20);
    const auto hopeless = library.list(9, 10, {.decades = {1500}, .shortest = std::chrono::seconds(900)});
    CHECK(hopeless.songs.empty());
    CHECK(hopeless.byNarrowest == 0);
    CHECK(hopeless.narrowest);
}

TEST_CASE("a library by one artist still fills a list, and says that the cap gave way") {
    const Songs library(50, 1);
    const auto found = library.list(4, 10);
    CHECK(found.songs.size() == 10);
    CHECK(found.relaxed == Relaxed::artists);
    CHECK(library.list(4, 100).songs.size() == 49);
}

TEST_CASE("a library of one song has an empty list") {
    const Songs library(1, 1);
    CHECK(library.list(1, 10).songs.empty());
}

TEST_CASE("a library of versions of one song has an empty list that says so") {
    Songs library(1, 1);
    for (TrackId id = 2; id < 6; ++id) {
        auto song = library.songs.at(1);
        song.track = id;
        song.identity = "r" + std::to_string(id);
        song.song.title += " (Live at " + std::to_string(id) + ")";
        library.recommender.put(song);
    }
    const auto found = library.list(1, 10);
    CHECK(found.songs.empty());
    CHECK(found.leftOut[Rule::version] == 4);
    CHECK(library.list(1, 10, {.hidesVersions = false}).songs.size() == 4);
}

TEST_CASE("versions that are not near are shown behind their entry too") {
    Songs library;
    const auto first = Songs::ids(library.list(1, 10)).at(0);
    auto live = library.songs.at(first);
    live.track = 5000;
    live.identity = "live";
    live.song.title += " (Live)";
    for (float& value : live.embedding)
        value = -value;
    library.recommender.put(live);
    const auto found = library.list(1, 10);
    REQUIRE(found.songs.at(0).track == first);
    CHECK(found.songs[0].versions == Ids{5000});
}

TEST_CASE("a block list of most songs leaves the rest") {
    const Songs library;
    Taste taste;
    Blocks blocks;
    for (TrackId id = 1; id < 1900; ++id)
        blocks.songs.insert(recordingOf("r" + std::to_string(id)));
    blocks.songs.insert(recordingOf("a song that is gone"));
    taste.blocks = std::make_shared<const Blocks>(std::move(blocks));
    const auto found = library.list(1950, 50, {}, taste);
    CHECK(found.songs.size() == 50);
    for (const Listed& one : found.songs)
        CHECK(one.track >= 1900);
    CHECK(found.leftOut[Rule::blockedSong] > 100);
}

TEST_CASE("what is liked comes sooner, what is disliked later, and each can be taken back") {
    const Songs library;
    const auto before = Songs::ids(library.list(1, 50));
    const TrackId last = before.back(), first = before.front();
    const auto placeOf = [](const Ids& ids, TrackId id) { return std::ranges::find(ids, id) - ids.begin(); };
    Taste taste;
    taste.opinions = {{.track = last, .weight = 1.F}, {.track = first, .weight = -1.F}, {.track = 99999, .weight = 1.F}};
    const auto after = library.list(1, 50, {}, taste);
    CHECK(placeOf(Songs::ids(after), last) < 25);
    CHECK(placeOf(Songs::ids(after), first) > 10);
    CHECK(Songs::ids(library.list(1, 50, {.usesFeedback = false}, taste)) == before);
    CHECK(Songs::ids(library.list(1, 50, {}, {})) == before);
}

TEST_CASE("several seeds list what is near all, against pushes away") {
    const Songs library;
    Question question;
    question.seeds = {*library.recommender.seed(1), *library.recommender.seed(2)};
    const auto found = library.recommender.list(question);
    CHECK(found.songs.size() == 10);
    for (const Listed& one : found.songs) {
        CHECK(one.track > 2);
        CHECK(one.nearest < 2);
    }
    question.seeds.pop_back();
    question.against = {*library.recommender.seed(Songs::ids(library.list(1, 1)).at(0))};
    CHECK(library.recommender.list(question).songs.at(0).track != question.against[0].track);
}

TEST_CASE("statistics against hubs depend on the songs, not on the order in which they came") {
    Songs one(600);
    Recommender other{"m/1", {"Rock", "Folk"}, kListMakerColumns};
    other.load([&](const Recommender::Visit& visit) {
        for (auto song = one.songs.rbegin(); song != one.songs.rend(); ++song)
            visit(song->second);
    });
    Question question;
    for (const TrackId seed : {1, 300}) {
        question.seeds = {*other.seed(seed)};
        CHECK(Songs::ids(other.list(question)) == Songs::ids(one.list(seed, 10)));
    }
}

TEST_CASE("stated reasons are true and hold for few songs drawn at random") {
    const Songs library;
    TextPool names;
    std::size_t stated = 0, seeds = 0;
    std::map<TrackId, SongFacts> facts;
    for (const auto& [id, song] : library.songs) {
        auto track = song.song;
        track.heardGenre = song.heardGenre;
        facts.emplace(id, factsOf(track, static_cast<std::uint64_t>(id), names));
    }
    for (TrackId seed = 1; seed < 2000; seed += 97, ++seeds) {
        std::vector<Evidence> drawn;
        for (TrackId id = 3; id < 2000; id += 5)
            drawn.push_back({.song = &facts.at(id)});
        const Reasons reasons(facts.at(seed), drawn);
        std::map<ReasonId, int> times;
        for (TrackId id = 2; id <= 2000; id += 3) { // pairs at random: nothing may be invented
            const Evidence one{.song = &facts.at(id)};
            for (const Reason& reason : reasons.of(one)) {
                CHECK(reasons.isTrue(reason.id, one));
                CHECK(reason.share < Reasons::kUsual);
                ++times[reason.id];
                ++stated;
            }
        }
        for (const auto& [id, count] : times)
            CHECK(count < 667 * (Reasons::kUsual + 0.06));
    }
    CHECK(stated > 0);
    for (const auto& found = library.list(11, 20).songs; const Listed& one : found)
        for (const Reason& reason : one.reasons)
            if (reason.id == ReasonId::tempo)
                CHECK(isTempoWithin(reason.first, reason.second, 0.03F));
}
