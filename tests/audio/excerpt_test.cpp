// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/audio/excerpt.h"
#include "engine/words/error.h"
#include "tests/audio/files_for_tests.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <array>
#include <cctype>

using namespace segue;
using namespace segue::test;
using audio::ExcerptSpan;
using audio::planExcerpts;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("three excerpts are centred at 20, 50 and 80 percent of a song") {
    const auto spans = planExcerpts(seconds(200), seconds(30), 3);
    CHECK(spans == std::vector<ExcerptSpan>{{seconds(25), seconds(30)}, {seconds(85), seconds(30)}, {seconds(145), seconds(30)}});
    CHECK(planExcerpts(std::chrono::hours(2), seconds(30), 3).at(2).start == seconds(7200 * 8 / 10 - 15));
}

TEST_CASE("a song not longer than an excerpt is one excerpt, whole") {
    CHECK(planExcerpts(seconds(30), seconds(30), 3) == std::vector<ExcerptSpan>{{seconds(0), seconds(30)}});
    CHECK(planExcerpts(milliseconds(100), seconds(30), 3) == std::vector<ExcerptSpan>{{seconds(0), milliseconds(100)}});
}

TEST_CASE("a shorter song is covered from its beginning to its end") {
    CHECK(planExcerpts(seconds(50), seconds(30), 3) ==
          std::vector<ExcerptSpan>{{seconds(0), seconds(30)}, {seconds(20), seconds(30)}});
    CHECK(planExcerpts(seconds(80), seconds(30), 3) ==
          std::vector<ExcerptSpan>{{seconds(0), seconds(30)}, {seconds(25), seconds(30)}, {seconds(50), seconds(30)}});
    // A remainder too small to hear anything new in is left out.
    CHECK(planExcerpts(seconds(31), seconds(30), 3) == std::vector<ExcerptSpan>{{milliseconds(500), seconds(30)}});
}

TEST_CASE("excerpts lie inside the song, in order, and overlap only where the song is too short for them") {
    for (int second10 = 1; second10 < 4000; second10 += 7) {
        const milliseconds duration(100 * second10);
        for (const int count : {1, 2, 3, 5}) {
            const auto spans = planExcerpts(duration, seconds(30), count);
            INFO(duration.count() << " ms, " << count);
            REQUIRE(!spans.empty());
            CHECK(spans.size() <= static_cast<std::size_t>(count));
            CHECK(spans.front().start >= milliseconds(0));
            CHECK(spans.back().start + spans.back().length <= duration);
            for (std::size_t i = 1; i < spans.size(); ++i) {
                CHECK(spans[i].start > spans[i - 1].start);
                if (duration >= seconds(30) * count)
                    CHECK(spans[i].start >= spans[i - 1].start + spans[i - 1].length);
            }
        }
    }
}

TEST_CASE("nothing is planned for nothing") {
    CHECK(planExcerpts(milliseconds(0), seconds(30), 3).empty());
    CHECK(planExcerpts(seconds(100), seconds(30), 0).empty());
    CHECK(planExcerpts(seconds(100), milliseconds(0), 3).empty());
}

TEST_CASE("excerpts reached by seeking are those of the whole song") {
    const TemporaryFolder folder;
    for (const char* name : {"a.flac", "a.mp3", "a.ogg"}) {
        INFO(name);
        audio::writeAudio(folder / name, spread(glide(50.0, 4000.0, 60.0, 44'100), 2), 44'100, 2);
        audio::Decoder linear(folder / name, {.channels = 1});
        const auto all = readAll(linear);
        const auto set = audio::readExcerpts(folder / name, {.length = seconds(10)});
        REQUIRE(set);
        REQUIRE(set->excerpts.size() == 3);
        for (const auto& excerpt : set->excerpts) {
            CHECK(excerpt.samples.size() == 441'000);
            const auto from = static_cast<std::size_t>((excerpt.start.count() * 44'100 + 500) / 1000);
            CHECK(largestDifference(excerpt.samples, std::span<const float>(all).subspan(from)) < 1e-4F);
        }
    }
}

TEST_CASE("stretches beyond the end are left out, and nothing but those is an error") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", noise(5.0, 44'100), 44'100, 1);
    const auto set = audio::readExcerpts(folder / "a.flac", 44'100,
                                         std::array{ExcerptSpan{seconds(0), seconds(30)}, ExcerptSpan{seconds(60), seconds(30)}});
    REQUIRE(set);
    REQUIRE(set->excerpts.size() == 1);
    CHECK(set->excerpts[0].samples.size() == 5 * 44'100);
    CHECK_THROWS_AS(audio::readExcerpts(folder / "a.flac", 44'100, std::array{ExcerptSpan{seconds(60), seconds(30)}}), Error);
}

TEST_CASE("reading excerpts can be stopped, which is not an error") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", noise(5.0, 44'100), 44'100, 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK(!audio::readExcerpts(folder / "a.flac", {}, stop.get_token()));
}

TEST_CASE("the identity is the sound's: it survives retagging and moving") {
    const TemporaryFolder folder;
    for (const char* name : {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.wav"}) {
        INFO(name);
        audio::writeAudio(folder / name, spread(glide(50.0, 4000.0, 100.0, 48'000), 2), 48'000, 2, {{"title", "One title"}});
        const audio::ExcerptPlan plan{.length = seconds(10)};
        const auto before = audio::readExcerpts(folder / name, plan)->identity;
        retag(folder / name);
        const auto moved = folder / (std::string("moved ") + name);
        std::filesystem::rename(folder / name, moved);
        const auto after = audio::readExcerpts(moved, plan)->identity;
        CHECK(before.text == after.text);
        const auto otherRate = audio::readExcerpts(moved, {.rateHz = 22'050, .length = seconds(10)})->identity;
        CHECK(before.text == otherRate.text);
    }
}

TEST_CASE("another sound has another identity, even of the same length") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", noise(20.0, 44'100, 1), 44'100, 1);
    audio::writeAudio(folder / "b.flac", noise(20.0, 44'100, 2), 44'100, 1);
    const auto a = audio::readExcerpts(folder / "a.flac")->identity;
    const auto b = audio::readExcerpts(folder / "b.flac")->identity;
    CHECK(a.text != b.text);
    CHECK(a.text.starts_with("flac-20000-"));
    CHECK(std::ranges::all_of(a.text, [](char c) { return std::isgraph(static_cast<unsigned char>(c)) != 0; }));
}
