// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/sample_converter.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <span>
#include <vector>

using namespace segue::app;

namespace {

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
    CHECK(take<std::int16_t>(sixteen, 1) == std::vector<std::int16_t>{32'767, -32'768});
    SampleConverter twentyFour(constant(1.F, -1.F), {.sampleFormat = SampleFormat::signed24In32});
    CHECK(take<std::int32_t>(twentyFour, 1) == std::vector<std::int32_t>{8'388'607, -8'388'608});
    SampleConverter thirtyTwo(constant(1.F, -1.F), {.sampleFormat = SampleFormat::signed32});
    CHECK(take<std::int32_t>(thirtyTwo, 1) == std::vector<std::int32_t>{2'147'483'647, -2'147'483'647 - 1});
}

TEST_CASE("every 16-bit sample comes out as it went in") {
    std::vector<std::int16_t> all(65'536);
    std::iota(all.begin(), all.end(), std::int16_t{-32'768});
    SampleConverter converter(
        [&](std::span<float> interleaved) {
            std::ranges::transform(all, interleaved.begin(),
                                   [](std::int16_t sample) { return static_cast<float>(sample) / 32'768.F; });
        },
        {.sampleFormat = SampleFormat::signed16});
    CHECK(take<std::int16_t>(converter, all.size() / 2) == all);
}

TEST_CASE("a sample of 24 bits comes out as it went in, in three bytes, in four and in 32 bits") {
    constexpr std::int32_t kLeft = -4'711'815;
    constexpr std::int32_t kRight = 815;
    const auto pull = constant(static_cast<float>(kLeft) / 8'388'608.F, static_cast<float>(kRight) / 8'388'608.F);
    SampleConverter packed(pull, {.sampleFormat = SampleFormat::signed24});
    CHECK(packed.bytesPerFrame() == 6);
    CHECK(take<std::uint8_t>(packed, 1) == std::vector<std::uint8_t>{0x79, 0x1A, 0xB8, 0x2F, 0x03, 0x00});
    SampleConverter low(pull, {.sampleFormat = SampleFormat::signed24In32});
    CHECK(take<std::int32_t>(low, 1) == std::vector{kLeft, kRight});
    SampleConverter wide(pull, {.sampleFormat = SampleFormat::signed32});
    CHECK(take<std::int32_t>(wide, 1) == std::vector{kLeft * 256, kRight * 256});
}

TEST_CASE("what lies below the last bit becomes noise around its value, and silence stays silent") {
    constexpr float kThird = 0.3F / 32'768.F;
    SampleConverter converter(constant(kThird, -kThird), {.sampleFormat = SampleFormat::signed16});
    const auto samples = take<std::int16_t>(converter, 100'000);
    double left = 0.0;
    int most = 0;
    for (std::size_t i = 0; i < samples.size(); i += 2) {
        left += samples[i];
        most = std::max(most, std::abs(samples[i]));
    }
    CHECK(left / 100'000.0 == Approx(0.3).margin(0.02));
    CHECK(most <= 1);
    SampleConverter silent(constant(0.F, 0.F), {.sampleFormat = SampleFormat::signed16});
    const auto nothing = take<std::int16_t>(silent, 1'000);
    CHECK(std::ranges::all_of(nothing, [](std::int16_t sample) { return sample == 0; }));
}

TEST_CASE("one channel hears the mean, six hear left and right in front") {
    SampleConverter mono(constant(0.5F, 0.25F), {.channels = 1});
    CHECK(take<float>(mono, 1) == std::vector{0.375F});
    SampleConverter six(constant(0.5F, 0.25F), {.channels = 6});
    CHECK(take<float>(six, 1) == std::vector{0.5F, 0.25F, 0.F, 0.F, 0.F, 0.F});
}
