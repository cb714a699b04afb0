// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/report/rule_quality.h"
#include "tests/recommend/small_library.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::recommend;
using segue::test::SmallLibrary;

namespace {

/// Of 12 artists with 20 songs each, two artists a style.
void fill(Recommender& library) {
    const auto songs = SmallLibrary::styles(240, 6, 20);
    library.load([&](const Recommender::Visit& visit) {
        for (TrackId id = 1; id <= 240; ++id) {
            const auto artist = static_cast<std::size_t>(id - 1) % 6 + 6 * (static_cast<std::size_t>(id - 1) / 6 / 20);
            auto song = SmallLibrary::song(id, "Song " + std::to_string(id), "Artist " + std::to_string(artist));
            song.genre = "Style " + std::to_string((id - 1) % 6);
            visit({.model = "m/1",
                   .track = id,
                   .library = 1,
                   .identity = "recording " + std::to_string(id),
                   .heardGenre = "Rock",
                   .embedding = songs.matrix.embedding(id),
                   .song = song});
        }
    });
}

} // namespace

TEST_CASE("lists by the rules have more artists and less of the seed's than plain ones of the same songs") {
    Recommender library("m/1", {"Rock"}, SmallLibrary::kColumns);
    fill(library);
    const auto measured = measureRules(library, 1000, {});
    REQUIRE(measured);
    CHECK(measured->songs == 240);
    CHECK(measured->byRules.artistsPerList > measured->plain.artistsPerList);
    CHECK(measured->byRules.ownArtist < measured->plain.ownArtist);
    CHECK(measured->plain.precisionAt10.value() > 0.9);
    CHECK(measured->plain.neverListed <= 1.0);
    const auto some = measureRules(library, 60, {});
    REQUIRE(some);
    CHECK(some->songs > 20);
    CHECK(some->songs < 120);
    std::stop_source stopped;
    stopped.request_stop();
    CHECK_FALSE(measureRules(library, 60, stopped.get_token()));
}

TEST_CASE("without songs, or with one, there are no lists") {
    Recommender library("m/1", {"Rock"}, 2);
    CHECK(measureRules(library, 100, {})->songs == 0);
    library.put({"m/1", 1, 1, "one", "Rock", {1.F, 0.F}});
    CHECK(measureRules(library, 100, {})->songs == 0);
}

TEST_CASE("versions are counted by recordings, and a copy is none") {
    SmallLibrary library;
    const auto add = [&](TrackId id, const char* title, std::uint64_t recording) {
        library.add(SmallLibrary::song(id, title, "Band"), test::unit(std::vector<float>(SmallLibrary::kColumns, 1.F)), recording);
    };
    add(1, "Better", 11);
    add(2, "Better (Live)", 12);
    add(3, "Better (2011 Remaster)", 13);
    add(4, "Better", 11); // the same file twice
    add(5, "Other", 15);
    add(6, "Other", 15);
    add(7, "Intro", 16);
    add(8, "Intro", 17);
    library.ready();
    CHECK(countVersions(library.matrix, library.songs) == VersionCounts{.songs = 1, .versions = 2});
}
