// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/hearing.h"

#include "engine/audio/audio_writer.h"
#include "engine/audio/identity.h"
#include "engine/audio/loudness.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace segue;
using namespace segue::test;
using namespace std::chrono_literals;
using audio::hearSong;
using audio::readExcerpts;

namespace {

constexpr int kHearingRateHz = 22'050;
constexpr audio::ExcerptPlan kPlan{.rateHz = kHearingRateHz, .length = 10s, .count = 3};

std::vector<float> joined(std::initializer_list<std::vector<float>> parts) {
    std::vector<float> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

/// [frames, 2]
std::vector<float> stereo(std::span<const float> left, float rightGain, std::span<const float> rightToo = {}) {
    std::vector<float> both;
    for (std::size_t i = 0; i < left.size(); ++i) {
        both.push_back(left[i]);
        both.push_back(rightGain * left[i] + (rightToo.empty() ? 0.F : rightToo[i]));
    }
    return both;
}

std::vector<float> allOf(const audio::HeardSong& song) {
    std::vector<float> all;
    for (const auto& excerpt : song.excerpts)
        all.insert(all.end(), excerpt.samples.begin(), excerpt.samples.end());
    return all;
}

float loudnessOf(const audio::HeardSong& song) {
    audio::LoudnessMeter meter(kHearingRateHz, 1, audio::LoudnessMode::integrated);
    meter.add(allOf(song));
    return meter.integratedLufs();
}

/// The identity is the same whichever way it is asked for.
void checkIdentity(const std::filesystem::path& file, const audio::HeardSong& song) {
    CHECK(song.identity == readExcerpts(file, kPlan)->identity);
    CHECK(song.identity == audio::readIdentity(file, kPlan)->identity);
}

} // namespace

TEST_CASE("a song that sounds throughout is heard sample for sample where its identity is read") {
    const TemporaryFolder folder;
    const auto left = glide(100, 4000, 60, kHearingRateHz);
    const auto right = noise(60, kHearingRateHz, 4, 0.2F);
    for (const char* name : {"a.flac", "a.mp3", "a.m4a"}) {
        INFO(name);
        audio::writeAudio(folder / name, stereo(left, 0.6F, right), kHearingRateHz, 2);
        const auto plain = readExcerpts(folder / name, kPlan);
        const auto song = hearSong(folder / name, kPlan);
        REQUIRE(song->excerpts.size() == plain->excerpts.size());
        for (std::size_t i = 0; i < plain->excerpts.size(); ++i) {
            CHECK(song->excerpts[i].start == plain->excerpts[i].start);
            CHECK(identical(song->excerpts[i].samples, plain->excerpts[i].samples));
        }
        checkIdentity(folder / name, *song);
    }
}

TEST_CASE("silence inside a song, before it or behind it, changes nothing that is heard") {
    const TemporaryFolder folder;
    const auto first = glide(100, 2000, 40, kHearingRateHz);
    const auto second = glide(3000, 500, 20, kHearingRateHz);
    audio::writeAudio(folder / "whole.flac", joined({first, second}), kHearingRateHz, 1);
    const auto whole = allOf(*hearSong(folder / "whole.flac", kPlan));
    audio::writeAudio(folder / "hidden.flac", joined({first, silence(200, kHearingRateHz), second}), kHearingRateHz, 1);
    audio::writeAudio(folder / "tail.flac", joined({first, second, silence(300, kHearingRateHz)}), kHearingRateHz, 1);
    audio::writeAudio(folder / "late.flac", joined({silence(100, kHearingRateHz), first, second}), kHearingRateHz, 1);
    for (const char* name : {"hidden.flac", "tail.flac", "late.flac"}) {
        INFO(name);
        const auto song = hearSong(folder / name, kPlan);
        CHECK(identical(allOf(*song), whole));
        checkIdentity(folder / name, *song);
    }
    const auto hidden = hearSong(folder / "hidden.flac", kPlan);
    for (const auto& excerpt : hidden->excerpts)
        CHECK((excerpt.start <= 40s - 5s || excerpt.start >= 240s));
    const auto late = hearSong(folder / "late.flac", kPlan);
    for (const auto& excerpt : late->excerpts)
        CHECK(excerpt.start >= 100s);
}

TEST_CASE("a short silence in an excerpt is cut out of it, and nothing else is read") {
    const TemporaryFolder folder;
    const auto music = noise(20, kHearingRateHz);
    const auto song = joined({std::vector(music.begin(), music.begin() + 4 * kHearingRateHz), silence(1, kHearingRateHz),
                              std::vector(music.begin() + 4 * kHearingRateHz, music.end())});
    audio::writeAudio(folder / "a.wav", song, kHearingRateHz, 1);
    const auto heard = hearSong(folder / "a.wav", {.rateHz = kHearingRateHz, .length = 21s, .count = 1});
    REQUIRE(heard->excerpts.size() == 1);
    CHECK(heard->excerpts[0].samples.size() == music.size());
}

TEST_CASE("silence, and less than three seconds of sound, are not heard, and are told apart") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "silent.flac", silence(70, kHearingRateHz), kHearingRateHz, 1);
    audio::writeAudio(folder / "brief.wav", noise(0.3, kHearingRateHz), kHearingRateHz, 1);
    audio::writeAudio(folder / "short.flac", joined({noise(2, kHearingRateHz), silence(200, kHearingRateHz)}), kHearingRateHz, 1);
    audio::writeAudio(folder / "nothing.wav", silence(0.01, kHearingRateHz), kHearingRateHz, 1);
    audio::writeAudio(folder / "enough.flac",
                      joined({noise(1.6, kHearingRateHz), silence(60, kHearingRateHz), noise(1.6, kHearingRateHz, 2)}),
                      kHearingRateHz, 1);
    for (const auto& [name, isSilent] :
         {std::pair{"silent.flac", true}, {"brief.wav", false}, {"short.flac", false}, {"nothing.wav", true}}) {
        INFO(name);
        const auto song = hearSong(folder / name, kPlan);
        CHECK(song->excerpts.empty());
        CHECK(song->isSilent == isSilent);
        checkIdentity(folder / name, *song);
    }
    CHECK(allOf(*hearSong(folder / "enough.flac", kPlan)).size() > 3 * kHearingRateHz);
}

TEST_CASE("a song whose channels are against each other is heard as the same song in phase") {
    const TemporaryFolder folder;
    const auto music = glide(100, 3000, 40, kHearingRateHz);
    const auto other = noise(40, kHearingRateHz, 7, 0.1F);
    const auto hear = [&](const char* name, const std::vector<float>& sound) {
        audio::writeAudio(folder / name, sound, kHearingRateHz, 2);
        auto song = hearSong(folder / name, kPlan);
        checkIdentity(folder / name, *song);
        return *song;
    };
    const auto inPhase = allOf(hear("normal.flac", stereo(music, 1.F)));
    CHECK(largestDifference(allOf(hear("inverted.flac", stereo(music, -1.F))), inPhase) < 1e-4F);
    CHECK(largestDifference(allOf(hear("partly.flac", stereo(music, -1.F, other))), inPhase) < 0.06F);
    // Also where only a look through the whole song finds its sound.
    const auto late = joined({silence(200, kHearingRateHz), music});
    CHECK(largestDifference(allOf(hear("late.flac", stereo(late, -1.F))), inPhase) < 1e-4F);
}

TEST_CASE("all of a song is heard in one mix, wherever in it the channels turn") {
    const TemporaryFolder folder;
    const auto begin = glide(100, 900, 14, kHearingRateHz, 0.1F);
    const auto rest = glide(900, 3000, 26, kHearingRateHz, 0.4F);
    const auto hear = [&](const char* name, const std::vector<float>& sound, int channels) {
        audio::writeAudio(folder / name, sound, kHearingRateHz, channels);
        auto song = hearSong(folder / name, kPlan);
        checkIdentity(folder / name, *song);
        return allOf(*song);
    };
    const auto scaledBy = [](std::vector<float> sound, float by) {
        for (float& sample : sound)
            sample *= by;
        return sound;
    };
    // Against each other at first, softly: the mean of both.
    const auto first = hear("first.flac", joined({stereo(begin, -0.5F), stereo(rest, 1.F)}), 2);
    CHECK(largestDifference(first, hear("mean.flac", joined({scaledBy(begin, 0.25F), rest}), 1)) < 1e-4F);
    // In phase at first: the difference.
    const auto later = hear("later.flac", joined({stereo(begin, 0.5F), stereo(rest, -1.F)}), 2);
    CHECK(largestDifference(later, hear("difference.flac", joined({scaledBy(begin, 0.25F), rest}), 1)) < 1e-4F);
}

TEST_CASE("a song on one side is as loud as the same in mono") {
    const TemporaryFolder folder;
    const auto music = noise(40, kHearingRateHz, 1, 0.3F);
    audio::writeAudio(folder / "mono.flac", music, kHearingRateHz, 1);
    audio::writeAudio(folder / "left.flac", stereo(music, 0.F), kHearingRateHz, 2);
    CHECK(loudnessOf(*hearSong(folder / "left.flac", kPlan)) ==
          Approx(loudnessOf(*hearSong(folder / "mono.flac", kPlan))).margin(0.05));
}

TEST_CASE("hearing a song can be stopped, also in the look through it, which is not an error") {
    const TemporaryFolder folder;
    audio::writeAudio(folder / "a.flac", joined({noise(5, kHearingRateHz), silence(100, kHearingRateHz)}), kHearingRateHz, 1);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(hearSong(folder / "a.flac", kPlan, stop.get_token()));
    CHECK_THROWS_AS(hearSong(folder / "a.flac", {.rateHz = 0}), Error);
}
