// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/sounding.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <vector>

using namespace segue;
using namespace segue::test;
using namespace std::chrono_literals;
using audio::ExcerptSpan;

namespace {

constexpr int kSoundingRateHz = 8000;
using Spans = std::vector<ExcerptSpan>;

std::vector<float> soundingJoined(std::initializer_list<std::vector<float>> parts) {
    std::vector<float> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

Spans stretchesOf(std::span<const float> sound) {
    return audio::soundingStretches(audio::levelsOf(sound, kSoundingRateHz), audio::kLevelBlock, audio::silentBelow(0.1F));
}

} // namespace

TEST_CASE("what is silent is measured by the loudest, within bounds") {
    CHECK(audio::silentBelow(0.1F) == Approx(1e-7));  // loud: -70 dBFS
    CHECK(audio::silentBelow(0.01F) == Approx(1e-8)); // soft: 60 dB below
    CHECK(audio::silentBelow(1e-5F) == Approx(1e-9)); // hardly anything: -90 dBFS
    CHECK(audio::silentBelow(0.F) == Approx(1e-9));
}

TEST_CASE("everything but silences of a second or more sounds") {
    const auto music = noise(3, kSoundingRateHz);
    CHECK(stretchesOf(music) == Spans{{0ms, 3s}});
    CHECK(stretchesOf(soundingJoined({music, silence(5, kSoundingRateHz), music})) == Spans{{0ms, 3s}, {8s, 3s}});
    CHECK(stretchesOf(soundingJoined({silence(2, kSoundingRateHz), music, silence(20, kSoundingRateHz)})) == Spans{{2s, 3s}});
    CHECK(stretchesOf(soundingJoined({music, silence(0.9, kSoundingRateHz), music})) == Spans{{0ms, 6900ms}}); // a rest
    CHECK(stretchesOf(soundingJoined({music, noise(5, kSoundingRateHz, 3, 0.0001F), music})) ==
          Spans{{0ms, 3s}, {8s, 3s}});                         // faint hiss
    CHECK(stretchesOf(silence(0.5, kSoundingRateHz)).empty()); // too short for a silence, but nothing else is there
    CHECK(stretchesOf({}).empty());
}

TEST_CASE("excerpts are planned as if the silences were not there") {
    const Spans sounding{{10s, 60s}, {300s, 40s}};
    CHECK(audio::lengthOf(sounding) == 100s);
    const auto plan = audio::planOnSound(sounding, 30s, 3);
    REQUIRE(plan.size() == 3);
    CHECK(plan[0] == Spans{{15s, 30s}});             // 5 to 35 s of the sound
    CHECK(plan[1] == Spans{{45s, 25s}, {300s, 5s}}); // 35 to 65 s
    CHECK(plan[2] == Spans{{305s, 30s}});            // 65 to 95 s
    CHECK(audio::planOnSound({}, 30s, 3).empty());
    CHECK(audio::planOnSound(Spans{{0ms, 200s}}, 30s, 3)[1] == Spans{{85s, 30s}}); // without silence where it always was
}

TEST_CASE("silences are cut out of an excerpt to the block, and it begins with its sound") {
    const auto first = noise(3, kSoundingRateHz, 1);
    const auto second = noise(2, kSoundingRateHz, 2);
    audio::Excerpt excerpt{.start = 100s,
                           .samples = soundingJoined({silence(2, kSoundingRateHz), first, silence(1.5, kSoundingRateHz), second})};
    CHECK(audio::cutSilence(excerpt, kSoundingRateHz, stretchesOf(excerpt.samples)) == 3500ms);
    CHECK(excerpt.start == 102s);
    CHECK(identical(excerpt.samples, soundingJoined({first, second})));
    CHECK(audio::cutSilence(excerpt, kSoundingRateHz, stretchesOf(excerpt.samples)) == 0ms);
    CHECK(identical(excerpt.samples, soundingJoined({first, second})));
}
