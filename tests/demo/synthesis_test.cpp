// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/demo/drums.h"
#include "engine/demo/effects.h"
#include "engine/demo/filters.h"
#include "engine/demo/harmony.h"
#include "engine/demo/voices.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

using namespace segue::demo;

namespace {

/// The period of the left channel between two places, by the best match with itself near the expected one.
double measuredHz(const Sound& sound, double expectedHz) {
    const std::size_t first = framesIn(0.3);
    const std::size_t length = framesIn(0.4);
    const double period = kRateHz / expectedHz;
    double bestHz = 0.0;
    double bestMatch = -1e9;
    const int turns = 20; // many periods at once, for a finer answer
    const auto last = static_cast<std::size_t>(turns * period * 1.03);
    for (auto lag = static_cast<std::size_t>(turns * period * 0.97); lag <= last; ++lag) {
        double match = 0.0;
        for (std::size_t i = first; i < first + length; ++i) {
            match += static_cast<double>(sound.left[i]) * sound.left[i + lag];
        }
        if (match > bestMatch) {
            bestMatch = match;
            bestHz = turns * kRateHz / static_cast<double>(lag);
        }
    }
    return bestHz;
}

double energy(const Sound& sound, double from, double to) {
    double sum = 0.0;
    for (std::size_t i = framesIn(from); i < framesIn(to); ++i) {
        sum += static_cast<double>(sound.left[i]) * sound.left[i];
    }
    return sum;
}

float peakOf(const Sound& sound) {
    float peak = 0.F;
    for (const auto* channel : {&sound.left, &sound.right}) {
        for (const float sample : *channel) {
            peak = std::max(peak, std::fabs(sample));
        }
    }
    return peak;
}

} // namespace

TEST_CASE("the fast sine is the sine") {
    for (float turns = -3.F; turns < 3.F; turns += 0.001F) {
        REQUIRE(sineOfTurns(turns) == Approx(std::sin(2.0 * std::numbers::pi * turns)).margin(1e-5));
    }
}

TEST_CASE("a plucked string is in tune") {
    for (const double pitch : {45.0, 57.0, 69.0, 81.0}) {
        Sound sound(framesIn(2.0));
        Random random(7);
        playPluck(sound, {.start = 0.0, .length = 1.9, .pitch = pitch}, {.ringSeconds = 6.0}, random);
        INFO("pitch " << pitch);
        CHECK(1200.0 * std::log2(measuredHz(sound, pitchHz(pitch)) / pitchHz(pitch)) == Approx(0.0).margin(6.0));
    }
}

TEST_CASE("a note is silent before its start and after its release") {
    Sound sound(framesIn(3.0));
    Random random(1);
    const EnvelopeShape envelope{.attack = 0.01, .decay = 0.2, .sustain = 0.8, .release = 0.3};
    playSaws(sound, {.start = 1.0, .length = 0.5}, {.envelope = envelope}, random);
    CHECK(energy(sound, 0.0, 0.999) == 0.0);
    CHECK(energy(sound, 1.0, 1.5) > 10.0);
    CHECK(energy(sound, 1.81, 3.0) == 0.0);
}

TEST_CASE("a note that would ring past the end of the sound is cut, not written beyond it") {
    Sound sound(framesIn(0.5));
    Random random(1);
    playChoir(sound, {.start = 0.4, .length = 5.0}, {}, random);
    playKick(sound, 0.49, 1.F);
    playPluck(sound, {.start = 9.0, .length = 1.0}, {}, random);
    CHECK(sound.frames() == framesIn(0.5));
    CHECK(std::isfinite(peakOf(sound)));
}

TEST_CASE("degrees of a key run through its octaves in both directions") {
    const Key key(60.0, Mode::major);
    CHECK(key.pitch(0) == 60.0);
    CHECK(key.pitch(4) == 67.0);
    CHECK(key.pitch(7) == 72.0);
    CHECK(key.pitch(-1) == 59.0);
    CHECK(key.pitch(-7) == 48.0);
    CHECK(key.pitch(-8) == 47.0);
    CHECK(key.chord(0) == std::vector{60.0, 64.0, 67.0});
    CHECK(key.in(Mode::minor).chord(0) == std::vector{60.0, 63.0, 67.0});
}

TEST_CASE("a tune fills its bars exactly and comes home") {
    const std::array roots{0, 5, 3, 4, 0, 2, 4, 4};
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        const auto tune = composeTune(roots, 6, 0.4, random);
        int steps = 0;
        for (const Step& step : tune) {
            steps += step.steps;
        }
        CHECK(steps == 48);
        const int last = (tune.back().degree % 7 + 7) % 7;
        CHECK((last == 0 || last == 2 || last == 4));
    }
}

TEST_CASE("a band-pass keeps its own frequency and little else") {
    for (const auto& [hz, lowest, highest] :
         {std::tuple{1000.0, 0.95, 1.05}, std::tuple{100.0, 0.0, 0.1}, std::tuple{9000.0, 0.0, 0.15}}) {
        Biquad band = Biquad::bandPass(1000.0, 2.0);
        Sine sine(hz);
        float peak = 0.F;
        for (int i = 0; i < kRateHz; ++i) {
            const float y = band.next(sine.next());
            peak = i > kRateHz / 2 ? std::max(peak, std::fabs(y)) : 0.F;
        }
        INFO(hz << " Hz");
        CHECK(peak >= lowest);
        CHECK(peak <= highest);
    }
}

TEST_CASE("mastering sets the peak to -1 dBFS whatever came in and fades both ends to nothing") {
    for (const float gain : {0.01F, 1.F, 40.F}) {
        Sound sound(framesIn(3.0));
        playSine(sound, {.start = 0.0, .length = 3.0, .pitch = 57.0, .gain = gain}, {});
        master(sound, 0.1, 0.5);
        CHECK(20.0 * std::log10(peakOf(sound)) == Approx(-1.0).margin(0.01));
        CHECK(sound.left.front() == 0.F);
        CHECK(sound.left.back() == 0.F);
    }
}

TEST_CASE("a reverberated stroke rings on and dies away") {
    Sound sound(framesIn(4.0));
    Random random(3);
    playSnare(sound, 0.0, 0.8F, {}, random);
    reverberate(sound, {.seconds = 1.5, .damping = 0.3, .wet = 0.3});
    CHECK(energy(sound, 0.4, 0.6) > 0.0);
    CHECK(energy(sound, 0.8, 1.0) < 0.5 * energy(sound, 0.4, 0.6));
    CHECK(energy(sound, 3.0, 3.2) < 1e-4 * energy(sound, 0.4, 0.6));
}
