// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/loudness.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>
#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

using namespace segue;
using namespace segue::test;
using audio::LoudnessMeter;
using audio::LoudnessMode;

namespace {

constexpr int kLoudnessRateHz = 48'000;

float amplitude(double db) { return static_cast<float>(std::pow(10.0, db / 20.0)); }

std::vector<float> stereoTone(double peakDb, double seconds, int rateHz = kLoudnessRateHz, double hz = 1'000.0) {
    return spread(tone(hz, seconds, rateHz, amplitude(peakDb)), 2);
}

LoudnessMeter measured(std::span<const float> interleaved, int rateHz, int channels, LoudnessMode mode = LoudnessMode::full) {
    LoudnessMeter meter(rateHz, channels, mode);
    meter.add(interleaved);
    return meter;
}

} // namespace

// EBU Tech 3341, test cases 1 to 3, and Tech 3342, 1 and 2.
TEST_CASE("a stereo tone of 1 kHz is as loud as its peak says") {
    for (const double db : {-23.0, -33.0}) {
        for (const int rateHz : {44'100, 48'000, 192'000})
            CHECK(measured(stereoTone(db, 5.0, rateHz), rateHz, 2).integratedLufs() == Approx(db).margin(0.1));
    }
}

TEST_CASE("quiet stretches do not count") {
    LoudnessMeter meter(kLoudnessRateHz, 2);
    meter.add(stereoTone(-36.0, 10.0));
    meter.add(stereoTone(-23.0, 60.0));
    meter.add(stereoTone(-36.0, 10.0));
    CHECK(meter.integratedLufs() == Approx(-23.0).margin(0.1));
}

TEST_CASE("the range is that between loud and quiet") {
    for (const auto& [first, second, range] : {std::tuple(-20.0, -30.0, 10.0), std::tuple(-20.0, -15.0, 5.0)}) {
        LoudnessMeter meter(kLoudnessRateHz, 2);
        meter.add(stereoTone(first, 20.0));
        meter.add(stereoTone(second, 20.0));
        CHECK(meter.rangeLu() == Approx(range).margin(1.0));
    }
}

TEST_CASE("the true peak lies between the samples") {
    // A quarter of the rate, an eighth of a turn late: no sample is higher than 0.707 of the peak.
    std::vector<float> mono(kLoudnessRateHz);
    for (std::size_t i = 0; i < mono.size(); ++i)
        mono[i] = amplitude(-6.0) * static_cast<float>(std::sin(std::acos(-1.0) * (0.25 + 0.5 * static_cast<double>(i))));
    CHECK(*std::max_element(mono.begin(), mono.end()) < amplitude(-8.9));
    CHECK(measured(spread(mono, 2), kLoudnessRateHz, 2).truePeakDb() == Approx(-6.0).margin(0.4));
    CHECK(measured(stereoTone(0.0, 1.0, kLoudnessRateHz, 997.0), kLoudnessRateHz, 2).truePeakDb() == Approx(0.0).margin(0.2));
}

TEST_CASE("mono is as loud as the same sound in stereo") {
    const auto mono = noise(10.0, 44'100, 1, 0.1F);
    const float stereo = measured(spread(mono, 2), 44'100, 2).integratedLufs();
    CHECK(measured(mono, 44'100, 1).integratedLufs() == Approx(stereo).margin(0.01));
    CHECK(measured(mono, 44'100, 1, LoudnessMode::integrated).integratedLufs() == Approx(stereo).margin(0.01));
}

TEST_CASE("the gated loudness is the one that libebur128 finds") {
    for (const int rateHz : {8'000, 11'025, 22'050, 44'100, 48'000}) {
        for (const int channels : {1, 2, 6}) {
            CAPTURE(rateHz, channels);
            std::vector<float> sound;
            int seed = 1;
            for (const auto& [db, length] :
                 {std::pair(-20.0, 3.0), {-75.0, 2.05}, {-32.0, 4.0}, {-200.0, 1.0}, {-12.0, 0.33}, {-27.0, 5.0}}) {
                const auto part = spread(noise(length, rateHz, seed++, amplitude(db)), channels);
                sound.insert(sound.end(), part.begin(), part.end());
            }
            ebur128_state* state =
                ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(rateHz), EBUR128_MODE_I);
            REQUIRE(state != nullptr);
            if (channels == 1)
                ebur128_set_channel(state, 0, EBUR128_DUAL_MONO);
            double lufs = 0.0;
            ebur128_add_frames_float(state, sound.data(), sound.size() / static_cast<std::size_t>(channels));
            ebur128_loudness_global(state, &lufs);
            ebur128_destroy(&state);
            CHECK(measured(sound, rateHz, channels).integratedLufs() == Approx(lufs).margin(0.01));
            CHECK(measured(sound, rateHz, channels, LoudnessMode::integrated).integratedLufs() == Approx(lufs).margin(0.01));
        }
    }
}

TEST_CASE("blocks of any size give the same answers") {
    const auto sound = spread(noise(5.0, 44'100, 2, 0.2F), 2);
    const LoudnessMeter whole = measured(sound, 44'100, 2);
    LoudnessMeter pieces(44'100, 2);
    std::size_t size = 2;
    for (std::size_t begin = 0; begin < sound.size(); begin += size) {
        size = std::min(sound.size() - begin, size * 3 % 20'002 / 2 * 2 + 2);
        pieces.add(std::span(sound).subspan(begin, size));
    }
    CHECK(pieces.integratedLufs() == whole.integratedLufs());
    CHECK(pieces.rangeLu() == whole.rangeLu());
    CHECK(pieces.truePeakDb() == whole.truePeakDb());
}

TEST_CASE("silence and very short sounds have the lowest loudness") {
    for (const std::size_t frames : {0U, 1U, 4'800U, 480'000U}) {
        const LoudnessMeter meter = measured(std::vector<float>(2 * frames), kLoudnessRateHz, 2);
        CHECK(meter.integratedLufs() == -70.0F);
        CHECK(meter.rangeLu() == 0.0F);
        CHECK(meter.truePeakDb() == -120.0F);
    }
    CHECK(measured(stereoTone(-10.0, 0.1), kLoudnessRateHz, 2).integratedLufs() == -70.0F);
    CHECK(measured(stereoTone(-10.0, 0.1), kLoudnessRateHz, 2).truePeakDb() == Approx(-10.0).margin(0.2));
}

TEST_CASE("the cheap mode knows neither range nor peak") {
    const LoudnessMeter meter = measured(stereoTone(-23.0, 10.0), kLoudnessRateHz, 2, LoudnessMode::integrated);
    CHECK(meter.integratedLufs() == Approx(-23.0).margin(0.1));
    CHECK(meter.rangeLu() == 0.0F);
    CHECK(meter.truePeakDb() == -120.0F);
}

TEST_CASE("every rate and number of channels has a loudness") {
    for (const int rateHz : {8'000, 11'025, 44'100, 96'000, 192'000}) {
        const auto mono = tone(1'000.0, 1.0, rateHz, amplitude(-23.0));
        for (const int channels : {1, 2, 3, 5, 6, 7, 8, 70}) {
            INFO(rateHz << " Hz, " << channels << " channels");
            const LoudnessMeter meter = measured(spread(mono, channels), rateHz, channels);
            CHECK(meter.integratedLufs() > -24.0F);
            CHECK(meter.integratedLufs() < -14.0F);
            CHECK(meter.truePeakDb() == Approx(-23.0).margin(0.5));
            CHECK(std::isfinite(meter.rangeLu()));
        }
    }
}

TEST_CASE("what is not a number does not reach the meter") {
    auto sound = stereoTone(-23.0, 10.0);
    for (std::size_t i = 0; i < sound.size(); i += 997)
        sound[i] = i % 2 == 0 ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
    const LoudnessMeter meter = measured(sound, kLoudnessRateHz, 2);
    CHECK(meter.integratedLufs() == Approx(-23.0).margin(0.5));
    CHECK(std::isfinite(meter.truePeakDb()));
    CHECK(std::isfinite(measured(std::vector<float>(200'000, 3e38F), kLoudnessRateHz, 2).integratedLufs()));
    CHECK(std::isfinite(measured(std::vector<float>(200'000, -3e38F), kLoudnessRateHz, 2).truePeakDb()));
    const LoudnessMeter direct = measured(std::vector<float>(200'000, 1.0F), kLoudnessRateHz, 2);
    CHECK(std::isfinite(direct.integratedLufs()));
}

TEST_CASE("a last frame that is not complete is left out") {
    auto sound = stereoTone(-23.0, 5.0);
    sound.push_back(1.0F);
    CHECK(measured(sound, kLoudnessRateHz, 2).truePeakDb() < -20.0F);
}

TEST_CASE("formats that are none are refused") {
    CHECK_THROWS_AS(LoudnessMeter(0, 2), Error);
    CHECK_THROWS_AS(LoudnessMeter(44'100, 0), Error);
    CHECK_THROWS_AS(LoudnessMeter(44'100, -1), Error);
    CHECK_THROWS_AS(LoudnessMeter(100'000'000, 2), Error);
}
