// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/true_peak.h"

#include "tests/support/sounds.h"

#include <ebur128.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using audio::TruePeakMeter;

namespace {

/// What libebur128 says of the same sound, with its own meter.
float libraryPeak(std::span<const float> interleaved, int rateHz, unsigned channels) {
    auto* state = ebur128_init(channels, static_cast<unsigned long>(rateHz), EBUR128_MODE_TRUE_PEAK);
    REQUIRE(ebur128_add_frames_float(state, interleaved.data(), interleaved.size() / channels) == EBUR128_SUCCESS);
    double highest = 0.0;
    for (unsigned channel = 0; channel < channels; ++channel) {
        double peak = 0.0;
        REQUIRE(ebur128_true_peak(state, channel, &peak) == EBUR128_SUCCESS);
        highest = std::max(highest, peak);
    }
    ebur128_destroy(&state);
    return static_cast<float>(highest);
}

float ourPeak(std::span<const float> interleaved, int rateHz, std::size_t channels, std::size_t framesAtOnce) {
    TruePeakMeter meter(rateHz, channels);
    for (std::size_t first = 0; first < interleaved.size(); first += framesAtOnce * channels)
        meter.add(interleaved.subspan(first, std::min(framesAtOnce * channels, interleaved.size() - first)));
    return meter.highest();
}

} // namespace

TEST_CASE("the true peak is libebur128's, at every rate, in blocks of any size") {
    for (const int rateHz : {8'000, 44'100, 48'000, 96'000, 192'000}) {
        INFO(rateHz);
        auto sound = test::noise(0.7, rateHz, 3, 0.9F);
        const auto tones = test::tone(rateHz / 4.0 - 3.0, 0.7, rateHz, 0.99F);
        for (std::size_t i = 0; i < sound.size(); ++i)
            sound[i] = i % 1000 < 500 ? sound[i] : tones[i];
        for (const std::size_t atOnce : {std::size_t{7}, std::size_t{4096}, sound.size()}) {
            INFO(atOnce);
            CHECK(ourPeak(sound, rateHz, 1, atOnce) == Approx(libraryPeak(sound, rateHz, 1)).epsilon(1e-5));
        }
        const auto stereo = test::spread(sound, 2);
        CHECK(ourPeak(stereo, rateHz, 2, 1000) == Approx(libraryPeak(stereo, rateHz, 2)).epsilon(1e-5));
    }
}

TEST_CASE("a quiet stretch that is left out hides no peak") {
    auto sound = test::silence(1.0, 44'100);
    for (std::size_t i = 0; i < sound.size(); ++i) // a quarter of the rate, off its zeros: peaks between the samples
        sound[i] = static_cast<float>((0.2 + 0.5 * static_cast<double>(i) / 44'100.0) * (i % 4 < 2 ? 0.7071 : -0.7071));
    CHECK(ourPeak(sound, 44'100, 1, 512) == Approx(libraryPeak(sound, 44'100, 1)).epsilon(1e-5));
    std::ranges::reverse(sound);
    CHECK(ourPeak(sound, 44'100, 1, 512) == Approx(libraryPeak(sound, 44'100, 1)).epsilon(1e-5));
}

TEST_CASE("silence and nothing have no peak") {
    CHECK(ourPeak(test::silence(0.1, 44'100), 44'100, 1, 64) == 0.0F);
    CHECK(TruePeakMeter(44'100, 2).highest() == 0.0F);
}
