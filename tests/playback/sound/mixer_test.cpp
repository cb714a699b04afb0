// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/mixer.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

using segue::playback::Mixer;

namespace {

void write(Mixer& mixer, std::size_t frames, float value) { REQUIRE(mixer.write(std::vector<float>(2 * frames, value)) == frames); }

std::vector<float> pull(Mixer& mixer, std::size_t frames) {
    std::vector<float> out(2 * frames, 99.F);
    mixer.pull(out);
    return out;
}

float largestStep(const std::vector<float>& interleaved) {
    float largest = 0.F;
    for (std::size_t i = 2; i < interleaved.size(); ++i) {
        largest = std::max(largest, std::fabs(interleaved[i] - interleaved[i - 2]));
    }
    return largest;
}

constexpr float kFadeStep = 1.01F / Mixer::kFadeInFrames;

} // namespace

TEST_CASE("a mixer with nothing in it gives silence") {
    Mixer mixer;
    const auto out = pull(mixer, 100);
    CHECK(std::ranges::count(out, 0.F) == 200);
    CHECK(mixer.heard(0.0) == 0);
}

TEST_CASE("sound fades in and then passes unchanged") {
    Mixer mixer;
    write(mixer, 1'000, 0.5F);
    const auto out = pull(mixer, 1'000);
    CHECK(out.front() > 0.F);
    CHECK(largestStep(out) <= 0.5F * kFadeStep);
    CHECK(std::ranges::count(out, 0.5F) == 2 * (1'000 - Mixer::kFadeInFrames + 1));
}

TEST_CASE("a pause fades out, keeps the rest, and goes on where it was") {
    Mixer mixer;
    write(mixer, 4'000, 0.5F);
    auto out = pull(mixer, 500);
    mixer.setPaused(true);
    const auto paused = pull(mixer, 1'500);
    out.insert(out.end(), paused.begin(), paused.end());
    CHECK(largestStep(out) <= 0.5F * kFadeStep);
    CHECK(paused.back() == 0.F);
    CHECK(mixer.heard(0.0) == 500 + Mixer::kFadeFrames);
    CHECK(mixer.isQuiet(0.0));
    mixer.setPaused(false);
    const auto resumed = pull(mixer, 500);
    CHECK(resumed.back() == 0.5F);
    CHECK(mixer.heard(0.0) == 1'000 + Mixer::kFadeFrames);
}

TEST_CASE("a flush fades the old sound out and the new one in, and drops what lies between") {
    Mixer mixer;
    write(mixer, 5'000, 0.5F);
    auto out = pull(mixer, 500);
    mixer.flush();
    write(mixer, 5'000, -0.5F);
    const auto after = pull(mixer, 2'000);
    out.insert(out.end(), after.begin(), after.end());
    CHECK(largestStep(out) <= 0.5F * kFadeStep);
    CHECK(after.back() == -0.5F);
    CHECK(mixer.heard(0.0) == 5'000 + 2'000 - Mixer::kFadeFrames);
}

TEST_CASE("a flush while paused is silent") {
    Mixer mixer;
    write(mixer, 5'000, 0.5F);
    (void)pull(mixer, 500);
    mixer.setPaused(true);
    (void)pull(mixer, 1'500);
    mixer.flush();
    write(mixer, 1'000, -0.5F);
    const auto out = pull(mixer, 300);
    CHECK(std::ranges::count(out, 0.F) == 600);
    mixer.setPaused(false);
    CHECK(pull(mixer, 1'000).back() == -0.5F);
}

TEST_CASE("the volume moves without a jump and ends at its cube") {
    Mixer mixer;
    write(mixer, 20'000, 1.F);
    (void)pull(mixer, 1'000);
    mixer.setVolume(0.5F);
    const auto down = pull(mixer, 2'000);
    CHECK(largestStep(down) < 0.002F);
    CHECK(down.back() == Approx(0.125F));
    mixer.setVolume(0.F);
    CHECK(pull(mixer, 2'000).back() == 0.F);
    mixer.setVolume(7.F);
    CHECK(pull(mixer, 2'000).back() == Approx(1.F));
    mixer.setVolume(std::numeric_limits<float>::quiet_NaN());
    CHECK(pull(mixer, 2'000).back() == Approx(1.F));
}

TEST_CASE("what is heard lags by the device's buffer, and catches up in the silence at the end") {
    Mixer mixer;
    write(mixer, 4'410, 0.5F);
    (void)pull(mixer, 4'410);
    CHECK(mixer.heard(0.05) == 4'410 - 2'205);
    CHECK_FALSE(mixer.isQuiet(0.05));
    (void)pull(mixer, 1'000);
    CHECK(mixer.heard(0.05) == 4'410 - 1'205);
    (void)pull(mixer, 1'205);
    CHECK(mixer.heard(0.05) == 4'410);
    CHECK(mixer.isQuiet(0.05));
}

TEST_CASE("a hungry mixer has room for what it asks for, however often it was flushed") {
    Mixer mixer;
    const std::vector<float> block(2 * Mixer::kMostFrames, 0.1F);
    for (int round = 0; round < 5; ++round) {
        while (mixer.isHungry()) {
            REQUIRE(mixer.write(block) == Mixer::kMostFrames);
        }
        mixer.flush();
    }
    CHECK(pull(mixer, 100).back() == 0.F);
    CHECK(mixer.isHungry());
}
