// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sample_converter.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

using namespace segue::app;

namespace {

/// A player of a tone, left at full scale, right at half.
segue::playback::AudioSink::Pull tone(double hz = 440.0) {
    return [hz, at = 0](std::span<float> interleaved) mutable {
        for (std::size_t i = 0; i < interleaved.size(); i += 2, ++at) {
            const double sine = std::sin(2.0 * std::numbers::pi * hz * at / 44'100.0);
            interleaved[i] = static_cast<float>(sine);
            interleaved[i + 1] = static_cast<float>(0.5 * sine);
        }
    };
}

segue::playback::AudioSink::Pull constant(float left, float right) {
    return [=](std::span<float> interleaved) {
        for (std::size_t i = 0; i < interleaved.size(); i += 2) {
            interleaved[i] = left;
            interleaved[i + 1] = right;
        }
    };
}

template <typename Sample>
std::vector<Sample> take(SampleConverter& converter, std::size_t frames) {
    std::vector<Sample> samples(frames * converter.bytesPerFrame() / sizeof(Sample));
    converter.fill(std::as_writable_bytes(std::span(samples)));
    return samples;
}

} // namespace

TEST_CASE("the player's own format passes unchanged") {
    SampleConverter converter(constant(0.25F, -0.5F), {});
    CHECK(converter.bytesPerFrame() == 8);
    CHECK(take<float>(converter, 2) == std::vector{0.25F, -0.5F, 0.25F, -0.5F});
}

TEST_CASE("integers reach full scale and clip beyond it") {
    SampleConverter sixteen(constant(1.F, -3.F), {.sampleFormat = SampleFormat::signed16});
    CHECK(take<std::int16_t>(sixteen, 1) == std::vector<std::int16_t>{32'767, -32'767});
    SampleConverter eight(constant(0.F, 2.F), {.sampleFormat = SampleFormat::unsigned8});
    CHECK(take<std::uint8_t>(eight, 1) == std::vector<std::uint8_t>{128, 255});
    SampleConverter thirtyTwo(constant(1.F, -1.F), {.sampleFormat = SampleFormat::signed32});
    CHECK(take<std::int32_t>(thirtyTwo, 1) == std::vector<std::int32_t>{2'147'483'647, -2'147'483'647});
}

TEST_CASE("one channel hears the mean, six hear left and right in front") {
    SampleConverter mono(constant(0.5F, 0.25F), {.channels = 1});
    CHECK(take<float>(mono, 1) == std::vector{0.375F});
    SampleConverter six(constant(0.5F, 0.25F), {.channels = 6});
    CHECK(take<float>(six, 1) == std::vector{0.5F, 0.25F, 0.F, 0.F, 0.F, 0.F});
}

TEST_CASE("another rate keeps the pitch and has no seam between blocks") {
    for (const int rateHz : {48'000, 22'050, 96'000}) {
        SampleConverter converter(tone(), {.rateHz = rateHz});
        double worst = 0.0;
        std::size_t at = 0;
        for (int block = 0; block < 50; ++block) {
            const auto samples = take<float>(converter, 100 + static_cast<std::size_t>(block));
            for (std::size_t i = 0; i < samples.size(); i += 2, ++at) {
                const double sine = std::sin(2.0 * std::numbers::pi * 440.0 * static_cast<double>(at) / rateHz);
                if (at >= 256) // a filter needs some samples of a tone to know it
                    worst = std::max(worst, std::fabs(samples[i] - sine));
            }
        }
        INFO(rateHz << " Hz");
        CHECK(worst < 0.002);
    }
}

TEST_CASE("what a lower rate cannot hold is left out and not folded down") {
    SampleConverter converter(tone(15'000.0), {.rateHz = 22'050});
    take<float>(converter, 1000);
    float loudest = 0.F;
    for (const float sample : take<float>(converter, 20'000))
        loudest = std::max(loudest, std::fabs(sample));
    CHECK(loudest < 0.01F);
}

TEST_CASE("high tones are as loud at another rate") {
    SampleConverter converter(tone(15'000.0), {.rateHz = 48'000});
    take<float>(converter, 1000);
    float loudest = 0.F;
    const auto samples = take<float>(converter, 20'000);
    for (std::size_t i = 0; i < samples.size(); i += 2)
        loudest = std::max(loudest, std::fabs(samples[i]));
    CHECK(loudest > 0.98F); // a straight line between two samples lost a third of it
    CHECK(loudest < 1.02F);
}
