// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/decibel.h"
#include "engine/features/mel.h"
#include "engine/features/onset.h"
#include "engine/features/tempo.h"
#include "engine/words/error.h"
#include "tests/features/reference_arrays.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

using namespace segue;
using namespace segue::test;
using features::beatTrack;
using features::Matrix;
using features::onsetDetect;
using features::onsetStrength;
using features::tempo;

namespace {

constexpr int kRhythmRateHz = 22'050;
constexpr double kFramesPerSecond = kRhythmRateHz / 512.0;

std::vector<float> envelopeOf(std::span<const float> sound, int rateHz = kRhythmRateHz) {
    return onsetStrength(features::powerToDb(features::melspectrogram(sound, rateHz)));
}

/// Short bursts of noise over a faint hiss.
std::vector<float> clicks(double bpm, double seconds, int rateHz = kRhythmRateHz) {
    auto sound = noise(seconds, rateHz, 5, 0.001F);
    const auto click = noise(0.01, rateHz, 9, 0.8F);
    for (double at = 0.25; at + 0.02 < seconds; at += 60.0 / bpm) {
        const auto begin = static_cast<std::size_t>(at * rateHz);
        for (std::size_t i = 0; i < click.size(); ++i)
            sound[begin + i] += click[i];
    }
    return sound;
}

} // namespace

TEST_CASE("the tempo of the reference signals is librosa's") {
    if (references().empty()) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    // From a double-precision rendering of librosa's definition; there are no arrays for it.
    const std::map<std::string, double> expected{
        {"chord", 117.454}, {"sweep", 143.555}, {"noise", 129.199}, {"speechlike", 117.454}, {"silence", 0.0}};
    for (const Reference& reference : references()) {
        INFO(reference.name());
        CHECK(tempo(envelopeOf(reference.samples()), kRhythmRateHz) == Approx(expected.at(reference.name())).epsilon(1e-4));
    }
}

TEST_CASE("a click track has the tempo of the nearest lag, and its beats the true one") {
    for (const int rateHz : {22'050, 44'100}) {
        for (const double bpm : {90.0, 120.0, 150.0}) {
            INFO(bpm << " BPM at " << rateHz);
            const auto envelope = envelopeOf(clicks(bpm, 20.0, rateHz), rateHz);
            const double lag = 60.0 * rateHz / 512.0 / bpm;
            const double found = 60.0 * rateHz / 512.0 / static_cast<double>(tempo(envelope, rateHz));
            CHECK(std::abs(found - lag) < 1.0);
            const features::Beats beats = beatTrack(envelope, rateHz);
            CHECK(beats.tempoBpm == tempo(envelope, rateHz));
            CHECK(features::steadyBpm(beats, rateHz) == Approx(bpm).epsilon(0.01));
        }
    }
}

TEST_CASE("beats and onsets fall on the clicks") {
    const double bpm = 100.0;
    const auto envelope = envelopeOf(clicks(bpm, 15.0));
    const auto isOnClick = [&](std::size_t frame) {
        const double beat = (static_cast<double>(frame) / kFramesPerSecond - 0.25) * bpm / 60.0;
        return std::abs(beat - std::round(beat)) * 60.0 / bpm < 0.06;
    };
    const features::Beats beats = beatTrack(envelope, kRhythmRateHz);
    CHECK(beats.frames.size() >= 20);
    CHECK(std::ranges::all_of(beats.frames, isOnClick));
    CHECK(std::ranges::is_sorted(beats.frames));
    const auto onsets = onsetDetect(envelope, kRhythmRateHz);
    CHECK(onsets.size() == 25);
    CHECK(std::ranges::all_of(onsets, isOnClick));
    CHECK(features::onsetRate(envelope, kRhythmRateHz, 15.0) == Approx(25.0 / 15.0));
}

TEST_CASE("an envelope counts rises only, at the frame in whose middle they are") {
    Matrix db(2, 8);
    for (std::size_t frame = 3; frame < 8; ++frame)
        db.at(0, frame) = 10.0F;
    for (std::size_t frame = 0; frame < 5; ++frame)
        db.at(1, frame) = 10.0F;
    const auto envelope = onsetStrength(db);
    const std::vector<float> expected{0.0F, 0.0F, 0.0F, 0.0F, 0.0F, 5.0F, 0.0F, 0.0F};
    CHECK(identical(envelope, expected));
}

TEST_CASE("a louder sound has the same rhythm") {
    auto sound = clicks(110.0, 10.0);
    const auto envelope = envelopeOf(sound);
    std::ranges::transform(sound, sound.begin(), [](float sample) { return 2.0F * sample; });
    const auto louder = envelopeOf(sound);
    CHECK(largestDifference(envelope, louder) < 0.01F);
    CHECK(tempo(louder, kRhythmRateHz) == tempo(envelope, kRhythmRateHz));
    CHECK(onsetDetect(louder, kRhythmRateHz) == onsetDetect(envelope, kRhythmRateHz));
}

TEST_CASE("silence has no tempo, beats or onsets") {
    for (const auto& envelope :
         {envelopeOf(silence(3.0, kRhythmRateHz)), std::vector<float>(), std::vector<float>(1), std::vector<float>(200)}) {
        CHECK(tempo(envelope, kRhythmRateHz) == 0.0F);
        CHECK(beatTrack(envelope, kRhythmRateHz).frames.empty());
        CHECK(onsetDetect(envelope, kRhythmRateHz).empty());
    }
    CHECK(features::onsetRate({}, kRhythmRateHz, 0.0) == 0.0F);
}

TEST_CASE("short, steady and broken envelopes have defined rhythm") {
    for (const std::size_t length : {1U, 2U, 3U, 5U, 20U, 400U}) {
        std::vector<float> envelope(length);
        envelope.back() = 1.0F;
        CHECK(std::isfinite(tempo(envelope, kRhythmRateHz)));
        const auto beats = beatTrack(envelope, kRhythmRateHz).frames;
        CHECK(std::ranges::all_of(beats, [&](std::size_t frame) { return frame < length; }));
        const std::vector<float> steady(length, 1.0F);
        CHECK(std::isfinite(tempo(steady, kRhythmRateHz)));
        (void)beatTrack(steady, kRhythmRateHz);
        CHECK(onsetDetect(steady, kRhythmRateHz).empty());
    }
    std::vector<float> broken(100, 1.0F);
    broken[50] = std::numeric_limits<float>::quiet_NaN();
    CHECK(tempo(broken, kRhythmRateHz) == 0.0F);
    CHECK(beatTrack(broken, kRhythmRateHz).frames.empty());
    CHECK(onsetDetect(broken, kRhythmRateHz).empty());
    Matrix db(3, 10);
    db.at(1, 5) = std::numeric_limits<float>::quiet_NaN();
    db.at(2, 6) = std::numeric_limits<float>::infinity();
    CHECK(allFinite(onsetStrength(db)));
}

TEST_CASE("odd rates and hops have a rhythm or are refused") {
    const auto envelope = noise(1.0, 500, 3, 1.0F);
    for (const int rateHz : {100, 8'000, 192'000})
        CHECK(std::isfinite(tempo(envelope, rateHz)));
    CHECK(tempo(envelope, 100) == 0.0F); // 8 s are not two frames
    CHECK_THROWS_AS(tempo(envelope, 0), Error);
    CHECK_THROWS_AS(tempo(envelope, kRhythmRateHz, 0), Error);
    CHECK_THROWS_AS(onsetDetect(envelope, -1), Error);
    CHECK_THROWS_AS(onsetStrength(Matrix(1, 1), 2048, 0), Error);
}
