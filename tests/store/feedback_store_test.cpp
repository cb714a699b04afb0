// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/feedback_store.h"

#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace segue;
using namespace segue::store;

namespace {

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1'700'000'000)};

struct Fixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    FeedbackStore feedback{database};
    TrackStore tracks{database, "m/1"};
    LibraryId library = LibraryStore(database).add("Music", "/music");

    TrackId put(const char* name) {
        Track track{.library = library, .path = std::string("/music/") + name, .title = name, .artist = "Artist", .album = "Album"};
        return tracks.save(track, "/music", {1, 2, 3});
    }
    void hear(TrackId track, const char* identity) {
        AnalysisStore(database, "m/1")
            .save(track, {.identity = identity, .embedding = {1.F, 0.F}, .probabilities = {1.F}, .heardGenre = "Rock"}, 1);
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "what was said is kept, newest first, and can be taken back or forgotten") {
    const auto one = put("one.mp3"), two = put("two.mp3");
    feedback.add(FeedbackKind::moreLike, one, kNow);
    feedback.add(FeedbackKind::notThisSong, two, kNow);
    feedback.add(FeedbackKind::moreLike, 4711, kNow);
    auto all = feedback.all(kNow);
    REQUIRE(all.size() == 2);
    CHECK(all[0].kind == FeedbackKind::notThisSong);
    CHECK(all[0].title == "two.mp3");
    CHECK(all[0].isThere);
    feedback.remove(all[0].id);
    CHECK(feedback.all(kNow).size() == 1);
    feedback.clear();
    CHECK(feedback.all(kNow).empty());
}

TEST_CASE_METHOD(Fixture, "the contrary replaces what was said of a song before") {
    const auto one = put("one.mp3");
    feedback.add(FeedbackKind::skipped, one, kNow);
    feedback.add(FeedbackKind::moreLike, one, kNow);
    feedback.add(FeedbackKind::lessLike, one, kNow);
    feedback.add(FeedbackKind::notThisArtist, one, kNow);
    const auto all = feedback.all(kNow);
    REQUIRE(all.size() == 2);
    CHECK(all[1].kind == FeedbackKind::lessLike);
}

TEST_CASE_METHOD(Fixture, "it belongs to the recording once that is known, and stays when the song goes") {
    const auto one = put("one.mp3");
    feedback.add(FeedbackKind::moreLike, one, kNow);
    CHECK(feedback.said("m/1", kNow).at(0).embedding.empty());
    hear(one, "abc-1000");
    auto said = feedback.said("m/1", kNow);
    REQUIRE(said.size() == 1);
    CHECK(said[0].identity == "abc-1000");
    CHECK(said[0].embedding == std::vector<float>{1.F, 0.F});
    feedback.add(FeedbackKind::notThisSong, one, kNow);
    tracks.remove(std::vector<TrackId>{one});
    said = feedback.said("m/1", kNow);
    REQUIRE(said.size() == 2);
    CHECK(said[0].identity == "abc-1000");
    CHECK_FALSE(feedback.all(kNow).at(0).isThere);
    CHECK(feedback.said("m/2", kNow).size() == 2);
}

TEST_CASE_METHOD(Fixture, "less of an artist is over after a while") {
    feedback.add(FeedbackKind::lessOfArtist, put("one.mp3"), kNow);
    CHECK(feedback.said("m/1", kNow + kLessOfArtist - std::chrono::seconds(1)).size() == 1);
    CHECK(feedback.said("m/1", kNow + kLessOfArtist).empty());
    CHECK(feedback.all(kNow + kLessOfArtist).at(0).isOver);
}

TEST_CASE_METHOD(Fixture, "of skips the newest count, and however many they are they push no word out") {
    feedback.add(FeedbackKind::moreLike, put("liked.mp3"), kNow);
    const std::size_t skips = FeedbackStore::kMostSkips + FeedbackStore::kMostOpinions;
    for (std::size_t i = 0; i < skips; ++i)
        feedback.add(FeedbackKind::skipped, put((std::to_string(i) + ".mp3").c_str()), kNow);
    const auto said = feedback.said("m/1", kNow);
    CHECK(std::ranges::count(said, FeedbackKind::skipped, &FeedbackStore::Said::kind) ==
          static_cast<std::ptrdiff_t>(FeedbackStore::kMostSkips));
    CHECK(std::ranges::count(said, FeedbackKind::moreLike, &FeedbackStore::Said::kind) == 1);
    CHECK(feedback.all(kNow).size() == skips + 1);
}
