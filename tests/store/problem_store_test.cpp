// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/outline_store.h"
#include "engine/store/problem_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;
using namespace std::chrono_literals;

namespace {

constexpr AnalysisVersions kProblemNow{1, 1};
constexpr std::chrono::sys_seconds kMonday{1'700'000'000s};

struct ProblemFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    LibraryStore libraries{database};
    TrackStore tracks{database, "net/1"};
    AnalysisStore analyses{database, "net/1"};
    OutlineStore outlines{database, 1};
    ProblemStore problems{database, "net/1", 1};
    LibraryId library = libraries.add("Local Music #1", "/music");

    TrackId add(const std::string& name) {
        return tracks.save({.library = library, .path = std::filesystem::path("/music") / name, .title = name}, "/music", {100, 1});
    }
    void fail(TrackId track, const std::string& reason, std::chrono::sys_seconds since, AnalysisStore* store = nullptr) {
        (store ? *store : analyses).saveFailure(track, {"badFile", reason, 1, since});
    }
    void hear(TrackId track, const std::string& identity) {
        analyses.save(
            track,
            {.identity = identity, .embedding = {1.F}, .probabilities = {1.F}, .heardGenre = "Rock", .features = SoundFeatures{}},
            1);
    }
};

} // namespace

TEST_CASE_METHOD(ProblemFixture, "problems say which file, why and since when; those of all libraries, by path") {
    const auto b = add("b.mp3");
    const auto a = add("a.mp3");
    add("fine.mp3");
    const auto other = libraries.add("Local Music #2", "/more");
    const auto far = tracks.save({.library = other, .path = "/more/far.mp3", .title = "far"}, "/more", {1, 1});
    fail(b, "It is broken.", kMonday);
    fail(a, "It is empty.", kMonday + 1h);
    fail(far, "It is far.", kMonday);
    const auto all = problems.all();
    REQUIRE(all.size() == 3);
    CHECK(problems.count() == 3);
    CHECK(all[0].track == a);
    CHECK(all[0].path == "/music/a.mp3");
    CHECK(all[0].reason == "It is empty.");
    CHECK(all[0].since == kMonday + 1h);
    CHECK(all[0].library == library);
    CHECK(all[1].track == b);
    CHECK(all[2].path == "/more/far.mp3");
    CHECK(all[2].library == other);
}

TEST_CASE_METHOD(ProblemFixture, "a failure that repeats is as old as it was, another one is new") {
    const auto song = add("a.mp3");
    fail(song, "It is broken.", kMonday);
    fail(song, "It is broken.", kMonday + 24h);
    CHECK(problems.all().at(0).since == kMonday);
    fail(song, "It is gone.", kMonday + 48h);
    CHECK(problems.all().at(0).since == kMonday + 48h);
}

TEST_CASE_METHOD(ProblemFixture,
                 "a song that is tried again waits and is no problem meanwhile; if it fails as before it has since then") {
    const auto song = add("a.mp3");
    const auto left = add("b.mp3");
    fail(song, "It is broken.", kMonday);
    fail(left, "It is broken.", kMonday);
    problems.tryAgain(std::vector{song});
    CHECK(problems.count() == 1);
    CHECK(problems.all().at(0).track == left);
    CHECK(analyses.waiting(kProblemNow) == std::vector{song});
    CHECK(analyses.counts().failed == 1);
    CHECK(tracks.find(song)->state == AnalysisState::waiting);
    fail(song, "It is broken.", kMonday + 24h);
    CHECK(problems.all().at(0).since == kMonday);
    CHECK(analyses.waiting(kProblemNow).empty());
    problems.tryAgain(std::vector{song});
    hear(song, "one");
    CHECK(problems.count() == 1);
    CHECK(tracks.find(song)->state == AnalysisState::done);
}

TEST_CASE_METHOD(ProblemFixture, "a song without a waveform is a problem of its own, once for all its files") {
    const auto first = add("a.mp3");
    const auto copy = add("copy.mp3");
    hear(first, "same");
    hear(copy, "same");
    outlines.saveFailure("same", "It has no end.", kMonday);
    const auto all = problems.all();
    REQUIRE(all.size() == 1);
    CHECK(all[0].kind == Problem::Kind::wholeSong);
    CHECK(all[0].track == first);
    CHECK(all[0].since == kMonday);
    problems.tryAgain(std::vector{first});
    CHECK(problems.count() == 0);
    CHECK(outlines.waiting().size() == 1);
    outlines.saveFailure("same", "It has no end.", kMonday + 24h);
    CHECK(problems.all().at(0).since == kMonday);
}

TEST_CASE_METHOD(ProblemFixture, "what another bundle cannot hear is no problem of this one, but is tried again with it") {
    const auto song = add("a.mp3");
    AnalysisStore other(database, "other/1");
    fail(song, "Too much.", kMonday, &other);
    CHECK(problems.count() == 0);
    problems.tryAgain(std::vector{song});
    CHECK(other.waiting(kProblemNow) == std::vector{song});
}

TEST_CASE_METHOD(ProblemFixture, "a file that is missing is no problem to be mended here") {
    const auto song = add("a.mp3");
    fail(song, "It is gone.", kMonday);
    database.connection().exec("UPDATE track SET missing_since = 1");
    CHECK(problems.count() == 0);
    CHECK(problems.all().empty());
}

TEST_CASE_METHOD(ProblemFixture,
                 "a song that killed the analyzer is kept away until a bundle has heard it, also while it is tried again") {
    const auto song = add("crash.mp3");
    CHECK_FALSE(problems.whyNotOpened(song));
    analyses.saveFailure(song, {"crash", "It crashed.", 1, kMonday});
    CHECK(problems.whyNotOpened(song) == "It crashed.");
    CHECK(problems.whyNotRead(song) == "It crashed.");
    problems.tryAgain({&song, 1});
    CHECK(problems.whyNotOpened(song) == "It crashed.");
    ProblemStore another(database, "other/1", 1); // whose turn has not come yet
    CHECK(another.whyNotOpened(song) == "It crashed.");
    AnalysisStore heard(database, "other/1");
    heard.save(song,
               {.identity = "sound", .embedding = {1.F}, .probabilities = {1.F}, .heardGenre = "Rock", .features = SoundFeatures{}},
               1);
    CHECK_FALSE(another.whyNotOpened(song));
    CHECK(problems.whyNotOpened(song));
    hear(song, "sound");
    CHECK_FALSE(problems.whyNotOpened(song));
}

TEST_CASE_METHOD(ProblemFixture,
                 "a song that is only broken may be looked into; one that takes too much, or has no end, is not read") {
    const auto broken = add("broken.mp3");
    fail(broken, "It is broken.", kMonday);
    CHECK_FALSE(problems.whyNotRead(broken));
    const auto large = add("large.mp3");
    analyses.saveFailure(large, {"memory", "It is large.", 1, kMonday});
    CHECK_FALSE(problems.whyNotOpened(large));
    CHECK(problems.whyNotRead(large) == "It is large.");
    const auto endless = add("endless.mp3");
    hear(endless, "sound");
    outlines.saveFailure("sound", "It has no end.", kMonday);
    CHECK_FALSE(problems.whyNotOpened(endless));
    CHECK(problems.whyNotRead(endless) == "It has no end.");
    outlines.save("sound", {.waveform = {.peak = std::vector<std::uint8_t>(Waveform::kColumns),
                                         .rms = std::vector<std::uint8_t>(Waveform::kColumns)}});
    CHECK_FALSE(problems.whyNotRead(endless));
}
