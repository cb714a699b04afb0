// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/sound_meter.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

using namespace segue;
using namespace segue::analysis;

namespace {

constexpr int kRateHz = 44'100;

SoundFeatures measured(std::vector<std::vector<float>> sounds) {
    static const SoundMeter meter;
    std::vector<audio::Excerpt> excerpts;
    for (auto& samples : sounds)
        excerpts.push_back({.samples = std::move(samples)});
    const auto features = meter.measure(excerpts, kRateHz);
    for (const float value :
         {features.tempoBpm, features.keyStrength, features.centroidHz, features.onsetsPerSecond, features.loudnessLufs})
        CHECK(std::isfinite(value));
    CHECK(features.key >= -1);
    CHECK(features.key < 24);
    return features;
}

/// A chord that is struck `perMinute` times a minute and dies away: C, E, G.
std::vector<float> chords(double perMinute, double seconds) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * kRateHz));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double time = static_cast<double>(i) / kRateHz;
        const double sinceStroke = std::fmod(time, 60.0 / perMinute);
        double sum = 0.0;
        for (const double hz : {261.63, 329.63, 392.0})
            sum += std::sin(2.0 * 3.14159265358979 * hz * time);
        samples[i] = static_cast<float>(0.2 * sum * std::exp(-6.0 * sinceStroke));
    }
    return samples;
}

} // namespace

TEST_CASE("tempo, key, onsets and brightness are those of the middle excerpt, loudness is of all") {
    const auto features = measured({test::silence(20, kRateHz), chords(120, 20), test::silence(20, kRateHz)});
    CHECK(features.tempoBpm == Approx(120.F).epsilon(0.04));
    CHECK(features.key == 0); // C major
    CHECK(features.keyStrength > 0.5F);
    CHECK(features.onsetsPerSecond == Approx(2.F).margin(0.3));
    CHECK(features.centroidHz > 200.F);
    CHECK(features.centroidHz < 2000.F);
    const auto alone = measured({chords(120, 20)});
    CHECK(alone.tempoBpm == features.tempoBpm);
    CHECK(features.loudnessLufs == Approx(alone.loudnessLufs).margin(1.0)); // the gate leaves silence out
}

TEST_CASE("silence and nothing give the defaults") {
    CHECK(measured({}) == SoundFeatures{});
    const auto silence = measured({test::silence(10, kRateHz)});
    CHECK(silence.tempoBpm == 0.F);
    CHECK(silence.key == -1);
    CHECK(silence.onsetsPerSecond == 0.F);
    CHECK(silence.loudnessLufs == -70.F);
}

TEST_CASE("whatever an excerpt holds, what is measured is a number") {
    measured({std::vector<float>(1, 0.5F)});
    measured({test::tone(440, 0.1, kRateHz)});
    measured({std::vector<float>(kRateHz * 5, 1.F)}); // DC
    std::vector<float> square(kRateHz * 5);
    for (std::size_t i = 0; i < square.size(); ++i)
        square[i] = i / 50 % 2 == 0 ? 1.F : -1.F;
    measured({square});
    auto odd = test::noise(5, kRateHz);
    odd[100] = std::numeric_limits<float>::quiet_NaN();
    odd[200] = std::numeric_limits<float>::infinity();
    odd[300] = 3e38F;
    measured({odd});
    measured({{}, {}});
}
