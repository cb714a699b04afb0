// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/path/song_path.h"

#include "engine/recommend/policy/versions.h"
#include "tests/recommend/small_library.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace segue;
using namespace segue::recommend;
using test::SmallLibrary;

namespace {

PathQuestion ask(const SmallLibrary& library, TrackId from, TrackId to, std::size_t songs = 12) {
    return {.from = library.seed(from), .to = library.seed(to), .songs = songs};
}

PathFound find(const SmallLibrary& library, const PathQuestion& question) {
    return findPath(library.matrix, library.songs, question);
}

std::vector<TrackId> tracksOf(const PathFound& path) {
    std::vector<TrackId> tracks;
    std::ranges::transform(path.stops, std::back_inserter(tracks), &PathStop::track);
    return tracks;
}

} // namespace

TEST_CASE("a path has exactly the songs that were asked for, begins and ends with its ends, and repeats nothing") {
    const auto library = SmallLibrary::styles(600, 6, 4);
    for (const std::size_t count : {2U, 3U, 5U, 12U, 40U})
        for (const auto& [from, to] : {std::pair<TrackId, TrackId>{1, 2}, {7, 300}, {10, 16}}) {
            INFO(count << " songs from " << from << " to " << to);
            const auto path = find(library, ask(library, from, to, count));
            const auto tracks = tracksOf(path);
            REQUIRE(tracks.size() == count);
            CHECK_FALSE(path.isShort);
            CHECK(tracks.front() == from);
            CHECK(tracks.back() == to);
            CHECK(std::set<TrackId>(tracks.begin(), tracks.end()).size() == count);
            CHECK(std::ranges::is_sorted(path.stops, {}, &PathStop::progress));
        }
}

TEST_CASE("a path goes on in steps: its songs are spread from one end to the other and never clump") {
    const auto library = SmallLibrary::styles(4'000, 8, 4, 0.9F);
    const auto path = find(library, ask(library, 1, 2, 12));
    REQUIRE(path.stops.size() == 12);
    float longest = 0.F;
    for (std::size_t i = 1; i < path.stops.size(); ++i)
        longest = std::max(longest, path.stops[i].progress - path.stops[i - 1].progress);
    CHECK(longest < 0.45F);
    const auto early = library.matrix.embedding(path.stops[2].track);
    const auto late = library.matrix.embedding(path.stops[9].track);
    const auto dot = [&](const std::vector<float>& a, TrackId track) {
        const auto b = library.matrix.embedding(track);
        float sum = 0.F;
        for (std::size_t i = 0; i < a.size(); ++i)
            sum += a[i] * b[i];
        return sum;
    };
    CHECK(dot(early, 1) > dot(late, 1));
    CHECK(dot(early, 2) < dot(late, 2));
}

TEST_CASE("no artist comes twice on a path while there are others; else it says so") {
    const auto library = SmallLibrary::styles(400, 4, 5);
    const auto path = find(library, ask(library, 1, 2, 20));
    CHECK_FALSE(path.repeatsArtists);
    for (const auto& a : path.stops)
        for (const auto& b : path.stops)
            if (a.track != b.track)
                CHECK_FALSE(sharesArtist(library.facts(a.track), library.facts(b.track)));
    SmallLibrary one;
    const auto few = SmallLibrary::styles(60, 3, 1'000); // three artists
    const auto again = find(few, ask(few, 1, 2, 10));
    CHECK(again.stops.size() == 10);
    CHECK(again.repeatsArtists);
}

TEST_CASE("no version of a song comes twice on a path, whatever else gives way") {
    SmallLibrary library;
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    TrackId id = 0;
    for (int i = 0; i < 12; ++i)
        for (const char* tail : {"", " (Live)", " - Remastered 2011"}) {
            std::vector<float> vector(SmallLibrary::kColumns);
            for (float& value : vector)
                value = 1.F + 0.3F * normal(random);
            library.add(SmallLibrary::song(++id, "Tune " + std::to_string(i) + tail, "Only Artist"), test::unit(vector));
        }
    library.ready();
    const auto path = find(library, ask(library, 1, 34, 30));
    CHECK(path.isShort); // twelve songs are all there is
    CHECK(path.stops.size() == 12);
    for (const auto& a : path.stops)
        for (const auto& b : path.stops)
            if (a.track != b.track)
                CHECK_FALSE(isSameSong(library.facts(a.track), library.facts(b.track)));
}

TEST_CASE("a library of two songs has a path of its two ends, which says that it is short") {
    SmallLibrary library;
    library.add(SmallLibrary::song(1, "One", "A"), test::unit(std::vector<float>(SmallLibrary::kColumns, 1.F)));
    auto other = std::vector<float>(SmallLibrary::kColumns, 1.F);
    other[0] = -3.F;
    library.add(SmallLibrary::song(2, "Two", "B"), test::unit(other));
    library.ready();
    const auto path = find(library, ask(library, 1, 2, 12));
    CHECK(tracksOf(path) == std::vector<TrackId>{1, 2});
    CHECK(path.isShort);
}

TEST_CASE("a path of so many minutes has as many songs as fit") {
    const auto library = SmallLibrary::styles(600, 6, 4); // four minutes each
    auto question = ask(library, 1, 2);
    question.length = std::chrono::minutes(61);
    CHECK(find(library, question).stops.size() == 15);
    question.length = std::chrono::minutes(7); // the ends alone are longer
    CHECK(find(library, question).stops.size() == 2);
    question.length = std::chrono::hours(100);
    CHECK(find(library, question).stops.size() == kMostStops);
}

TEST_CASE("the same question finds the same path") {
    const auto library = SmallLibrary::styles(900, 6, 3);
    CHECK(tracksOf(find(library, ask(library, 4, 9, 20))) == tracksOf(find(library, ask(library, 4, 9, 20))));
}

TEST_CASE("a song that is near everything does not stand for every step") {
    auto library = SmallLibrary::styles(800, 4, 2, 0.7F);
    std::vector<float> mean(SmallLibrary::kColumns, 0.F);
    for (TrackId track = 1; track <= 800; ++track) {
        const auto one = library.matrix.embedding(track);
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] += one[i];
    }
    for (TrackId hub = 801; hub <= 820; ++hub) {
        auto vector = mean;
        vector[static_cast<std::size_t>(hub) % mean.size()] *= 1.02F;
        library.add(SmallLibrary::song(hub, "Hub " + std::to_string(hub), "Hub " + std::to_string(hub)), test::unit(vector));
    }
    auto plain = ask(library, 1, 2, 12);
    plain.hubStrength = 0.F;
    auto fair = plain;
    fair.hubStrength = 1.F;
    const auto hubs = [&](const PathQuestion& question) {
        return std::ranges::count_if(find(library, question).stops, [](const PathStop& stop) { return stop.track > 800; });
    };
    CHECK(hubs(fair) <= hubs(plain));
    CHECK(hubs(fair) <= 4);
}

TEST_CASE("the points of a path lie on the great circle between its ends, also where they are equal or opposite") {
    const std::vector<float> x{1.F, 0.F, 0.F};
    const std::vector<float> y{0.F, 1.F, 0.F};
    const auto third = between(x, y, 1.0 / 3.0);
    CHECK(third[0] == Approx(std::cos(M_PI / 6.0)).margin(1e-6));
    CHECK(third[1] == Approx(0.5).margin(1e-6));
    CHECK(between(x, x, 0.5) == x);
    const std::vector<float> back{-1.F, 0.F, 0.F};
    for (const double share : {0.0, 0.3, 0.5, 1.0})
        for (const float value : between(x, back, share))
            CHECK(std::isfinite(value));
}

TEST_CASE("what the listener blocked is on no path, by song, by album and by artist, unless it is an end") {
    const auto library = SmallLibrary::styles(600, 3, 4);
    PathQuestion question{.from = library.seed(1), .to = library.seed(2), .songs = 10};
    const auto before = findPath(library.matrix, library.songs, question);
    REQUIRE(before.stops.size() == 10);
    const auto& song = library.facts(before.stops[2].track);
    const auto& names = library.songs.names();
    question.blocks.songs.insert(song.recording);
    question.blocks.artists.insert(std::string(names[library.facts(before.stops[4].track).artists[0]]));
    question.blocks.albums.insert(std::string(names[library.facts(before.stops[6].track).album]));
    question.blocks.lessOf.insert(std::string(names[library.facts(before.stops[8].track).artists[0]]));
    question.blocks.songs.insert(library.facts(1).recording);
    const auto after = findPath(library.matrix, library.songs, question);
    REQUIRE(after.stops.size() == 10);
    CHECK(after.stops.front().track == 1);
    for (std::size_t i = 1; i + 1 < after.stops.size(); ++i) {
        const auto& stop = library.facts(after.stops[i].track);
        CHECK_FALSE(question.blocks.songs.contains(stop.recording));
        CHECK_FALSE(question.blocks.artists.contains(std::string(names[stop.artists[0]])));
        CHECK_FALSE(question.blocks.lessOf.contains(std::string(names[stop.artists[0]])));
        CHECK_FALSE(question.blocks.albums.contains(std::string(names[stop.album])));
    }
}
