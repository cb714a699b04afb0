// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/radio/radio_plan.h"

#include "engine/recommend/policy/versions.h"
#include "tests/recommend/small_library.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>

using namespace segue;
using namespace segue::recommend;
using test::SmallLibrary;

namespace {

RadioQuestion radioPlanAsk(const SmallLibrary& library, TrackId seed, std::size_t count = 5) {
    return {.seeds = {library.seed(seed)}, .before = {seed}, .count = count, .dice = 7};
}

RadioPlan plan(const SmallLibrary& library, const RadioQuestion& question) {
    return planRadio(library.matrix, library.songs, question);
}

struct Hours {
    std::vector<TrackId> songs;
    RadioRelaxed worst = RadioRelaxed::none;
};

/// As radio goes on: five ahead, one more with each song that was heard.
Hours listen(const SmallLibrary& library, TrackId seed, std::size_t count, bool follows, RadioReach reach = RadioReach::balanced) {
    Hours hours{.songs = {seed}};
    while (hours.songs.size() < count) {
        RadioQuestion question{.session = hours.songs, .count = 1, .reach = reach, .dice = 3};
        const std::size_t last = hours.songs.size() > 12 ? hours.songs.size() - 12 : 0;
        question.before.assign(hours.songs.begin() + static_cast<std::ptrdiff_t>(last), hours.songs.end());
        if (follows)
            for (std::size_t i = hours.songs.size() > 5 ? hours.songs.size() - 5 : 0; i < hours.songs.size(); ++i)
                question.seeds.push_back(library.seed(hours.songs[i]));
        else
            question.seeds.push_back(library.seed(seed));
        const auto next = plan(library, question);
        if (next.songs.empty())
            break;
        hours.songs.push_back(next.songs.front().track);
        hours.worst = std::max(hours.worst, next.songs.front().relaxed);
    }
    return hours;
}

/// The fewest entries between two of one artist.
std::size_t artistSpacing(const SmallLibrary& library, const std::vector<TrackId>& songs) {
    std::size_t least = songs.size();
    for (std::size_t i = 0; i < songs.size(); ++i)
        for (std::size_t k = i + 1; k < std::min(songs.size(), i + least); ++k)
            if (sharesArtist(library.facts(songs[i]), library.facts(songs[k])))
                least = k - i;
    return least;
}

} // namespace

TEST_CASE("ten hours of radio over 2,000 songs repeat nothing and keep every artist and album ten entries apart") {
    const auto library = SmallLibrary::styles(2'000, 8, 5);
    for (const bool follows : {false, true}) {
        const auto hours = listen(library, 17, 150, follows); // of four minutes each
        REQUIRE(hours.songs.size() == 150);
        CHECK(std::set<TrackId>(hours.songs.begin(), hours.songs.end()).size() == 150);
        CHECK(artistSpacing(library, hours.songs) > 10);
        CHECK(hours.worst <= RadioRelaxed::steps);
    }
}

TEST_CASE("from one song to the next tempo and loudness change by a bounded step") {
    const auto library = SmallLibrary::styles(2'000, 4, 3);
    const auto hours = listen(library, 5, 100, false);
    CHECK(hours.worst == RadioRelaxed::none);
    const RadioRules rules;
    for (std::size_t i = 1; i < hours.songs.size(); ++i) {
        const auto& before = library.facts(hours.songs[i - 1]);
        const auto& song = library.facts(hours.songs[i]);
        CHECK(isTempoWithin(before.tempoBpm, song.tempoBpm, rules.tempoStep));
        CHECK(std::abs(before.loudnessLufs - song.loudnessLufs) <= rules.loudnessStepDb);
    }
}

TEST_CASE("radio plays what sounds like its seed, the nearer the less it may stray") {
    const auto library = SmallLibrary::styles(2'000, 8, 4);
    const auto ownStyle = [&](RadioReach reach) {
        const auto hours = listen(library, 9, 40, false, reach);
        return std::ranges::count_if(hours.songs, [](TrackId track) { return (track - 1) % 8 == 0; });
    };
    CHECK(ownStyle(RadioReach::lockedIn) >= 38);
    CHECK(ownStyle(RadioReach::lockedIn) >= ownStyle(RadioReach::adventurous));
    for (int reach = 1; reach < kRadioReaches; ++reach)
        CHECK(drawnFrom(static_cast<RadioReach>(reach)) > drawnFrom(static_cast<RadioReach>(reach - 1)));
}

TEST_CASE("one plan of many songs keeps to the rules within itself, and is the same each time") {
    const auto library = SmallLibrary::styles(1'500, 6, 4);
    const auto first = plan(library, radioPlanAsk(library, 3, 60));
    REQUIRE(first.songs.size() == 60);
    std::vector<TrackId> songs;
    for (const auto& pick : first.songs)
        songs.push_back(pick.track);
    CHECK(artistSpacing(library, songs) > 10);
    const auto again = plan(library, radioPlanAsk(library, 3, 60));
    for (std::size_t i = 0; i < songs.size(); ++i)
        CHECK(again.songs[i].track == songs[i]);
    auto other = radioPlanAsk(library, 3, 60);
    other.dice = 8;
    CHECK(plan(library, other).songs[10].track != songs[10]);
}

TEST_CASE("what the listener put in counts: its artists and albums do not come again soon") {
    const auto library = SmallLibrary::styles(1'000, 4, 5);
    auto question = radioPlanAsk(library, 1, 10);
    question.before = {1, 5, 9, 13, 17, 21, 25, 29};
    for (const auto& pick : plan(library, question).songs)
        for (const TrackId own : question.before)
            CHECK_FALSE(sharesArtist(library.facts(pick.track), library.facts(own)));
}

TEST_CASE("what was skipped makes songs like it come later") {
    const auto library = SmallLibrary::styles(1'200, 3, 2, 0.8F);
    auto question = radioPlanAsk(library, 1, 30);
    question.reach = RadioReach::lockedIn;
    const auto before = plan(library, question);
    const TrackId skipped = before.songs[0].track;
    question.session = {skipped};
    question.taste.opinions = {{.track = skipped, .weight = -1.F, .embedding = {}}};
    const auto after = plan(library, question);
    const auto likeness = [&](const RadioPlan& one) {
        float sum = 0.F;
        const auto disliked = library.matrix.embedding(skipped);
        for (const auto& pick : one.songs) {
            if (pick.track == skipped)
                continue;
            const auto vector = library.matrix.embedding(pick.track);
            for (std::size_t i = 0; i < vector.size(); ++i)
                sum += vector[i] * disliked[i];
        }
        return sum / static_cast<float>(one.songs.size());
    };
    CHECK(likeness(after) < likeness(before));
    for (const auto& pick : after.songs)
        CHECK(pick.track != skipped);
}

TEST_CASE("rules give way one step at a time, as little as possible, and it is told") {
    const auto artists = SmallLibrary::styles(60, 2, 6); // ten artists
    const auto few = listen(artists, 1, 40, false);
    CHECK(few.songs.size() == 40);
    CHECK(few.worst >= RadioRelaxed::window);
    CHECK(few.worst < RadioRelaxed::artists);
    CHECK(artistSpacing(artists, few.songs) > RadioRules().shortSpacing);
    const auto one = SmallLibrary::styles(30, 1, 1'000); // one artist
    const auto alone = listen(one, 1, 30, false);
    CHECK(alone.songs.size() == 30);
    CHECK(alone.worst == RadioRelaxed::artists);
    CHECK(std::set<TrackId>(alone.songs.begin(), alone.songs.end()).size() == 30);
}

TEST_CASE("radio ends when every song was heard, and never plays one twice") {
    const auto library = SmallLibrary::styles(8, 2, 2);
    const auto all = plan(library, radioPlanAsk(library, 1, 20));
    CHECK(all.songs.size() == 7);
    CHECK(all.isExhausted);
    SmallLibrary alone;
    alone.add(SmallLibrary::song(1, "Alone", "A"), test::unit(std::vector<float>(SmallLibrary::kColumns, 1.F)));
    alone.ready();
    CHECK(plan(alone, radioPlanAsk(alone, 1)).songs.empty());
    CHECK(plan(alone, radioPlanAsk(alone, 1)).isExhausted);
    CHECK(plan(alone, {}).songs.empty()); // no seed
}

TEST_CASE("no other version of a song that was heard is played") {
    SmallLibrary library;
    std::mt19937 random(5);
    std::normal_distribution<float> normal;
    TrackId id = 0;
    for (int i = 0; i < 20; ++i)
        for (const char* tail : {"", " (Live)"}) {
            std::vector<float> vector(SmallLibrary::kColumns);
            for (float& value : vector)
                value = 1.F + 0.2F * normal(random);
            library.add(SmallLibrary::song(++id, "Tune " + std::to_string(i) + tail, "Artist " + std::to_string(i)),
                        test::unit(vector));
        }
    library.ready();
    const auto all = plan(library, radioPlanAsk(library, 1, 40));
    CHECK(all.songs.size() == 19);
    for (const auto& a : all.songs)
        for (const auto& b : all.songs)
            if (a.track != b.track)
                CHECK_FALSE(isSameSong(library.facts(a.track), library.facts(b.track)));
}

TEST_CASE("skits and long mixes are left out, and so are the listener's blocked artists") {
    auto library = SmallLibrary::styles(40, 1, 1);
    for (TrackId track = 100; track < 110; ++track) {
        auto skit = SmallLibrary::song(track, "Skit " + std::to_string(track), "Skits");
        skit.duration = std::chrono::seconds(track % 2 == 0 ? 20 : 4'000);
        library.add(skit, library.matrix.embedding(1));
    }
    auto question = radioPlanAsk(library, 1, 60);
    Blocks blocks;
    blocks.artists = {"artist 3"};
    question.taste.blocks = std::make_shared<const Blocks>(std::move(blocks));
    const auto all = plan(library, question);
    CHECK(all.songs.size() == 38);
    for (const auto& pick : all.songs)
        CHECK((pick.track < 100 && pick.track != 4));
}

TEST_CASE("a plan over 200,000 songs", "[.bench]") {
    const auto library = SmallLibrary::styles(200'000, 40, 10);
    auto question = radioPlanAsk(library, 1);
    BENCHMARK("five songs") { return plan(library, question).songs.size(); };
    question.taste.opinions = {{.track = 3, .weight = -0.5F, .embedding = {}}, {.track = 9, .weight = -0.5F, .embedding = {}}};
    BENCHMARK("after two skips") { return plan(library, question).songs.size(); };
}

TEST_CASE("a seed that was not heard may come itself, and then is like another seed") {
    const auto library = SmallLibrary::styles(400, 4, 2);
    RadioQuestion question{.seeds = {library.seed(1), library.seed(5), library.seed(9)}, .before = {1}, .count = 40, .dice = 7};
    const auto found = plan(library, question);
    bool isAnySeed = false;
    for (const RadioPick& pick : found.songs) {
        CHECK(pick.track != 1);
        CHECK(question.seeds[pick.nearest].track != pick.track);
        isAnySeed = isAnySeed || pick.track == 5 || pick.track == 9;
    }
    CHECK(isAnySeed);
}

TEST_CASE("where nothing near may come radio looks further and further, to the last song") {
    const auto library = SmallLibrary::styles(6'000, 6, 3);
    auto question = radioPlanAsk(library, 1, 1);
    for (TrackId track = 1; track <= 6'000; ++track)
        if (track != 4'321)
            question.session.push_back(track);
    const auto found = plan(library, question);
    REQUIRE(found.songs.size() == 1);
    CHECK(found.songs.front().track == 4'321);
    question.session.push_back(4'321);
    CHECK(plan(library, question).isExhausted);
}
