// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/song/waveform_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using namespace segue::analysis;

namespace {

Waveform waveformOf(const std::vector<float>& samples, int channels, std::size_t block) {
    WaveformBuilder builder(channels);
    for (std::size_t at = 0; at < samples.size(); at += block)
        builder.add(std::span(samples).subspan(at, std::min(block, samples.size() - at)));
    return builder.waveform(0);
}

/// The same by looking at all samples of a column at once.
Waveform expected(const std::vector<float>& samples) {
    Waveform shape;
    for (std::size_t column = 0; column < Waveform::kColumns; ++column) {
        const std::size_t begin = column * samples.size() / Waveform::kColumns;
        const std::size_t end = std::max(begin + 1, (column + 1) * samples.size() / Waveform::kColumns);
        float peak = 0.F;
        double squares = 0.0;
        for (std::size_t i = begin; i < end; ++i) {
            peak = std::max(peak, std::abs(samples[i]));
            squares += static_cast<double>(samples[i]) * static_cast<double>(samples[i]);
        }
        shape.peak.push_back(static_cast<std::uint8_t>(std::lround(std::min(1.F, peak) * 255.F)));
        shape.rms.push_back(
            static_cast<std::uint8_t>(std::lround(std::min(1.0, std::sqrt(squares / static_cast<double>(end - begin))) * 255.0)));
    }
    return shape;
}

} // namespace

TEST_CASE("a song that fits the bins is drawn exactly, in whatever blocks it comes") {
    std::vector<float> samples(4000);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = std::sin(0.37F * static_cast<float>(i)) * static_cast<float>(i) / 4000.F;
    for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4000}})
        CHECK(waveformOf(samples, 1, block) == expected(samples));
}

TEST_CASE("a long song's quiet and loud parts stand where they are") {
    std::vector<float> samples(1'234'567, 0.25F);
    std::fill(samples.begin() + 617'283, samples.end(), -0.75F);
    const auto shape = waveformOf(samples, 1, 44'100);
    CHECK(shape.peak[0] == 64);
    CHECK(shape.rms[0] == 64);
    CHECK(shape.rms[498] == 64);
    CHECK(shape.rms[502] == 191);
    CHECK(shape.peak[999] == 191);
}

TEST_CASE("a peak of one sample is not lost in an hour") {
    WaveformBuilder builder(1);
    const std::vector<float> silence(1'000'000);
    for (int i = 0; i < 50; ++i)
        builder.add(silence);
    const float click = 1.F;
    builder.add({&click, 1});
    for (int i = 0; i < 50; ++i)
        builder.add(silence);
    const auto shape = builder.waveform(0);
    CHECK(std::ranges::count(shape.peak, 255) >= 1);
    CHECK(std::ranges::count(shape.peak, 255) <= 2);
    CHECK(builder.frames() == 100'000'001);
}

TEST_CASE("a column covers all channels") {
    std::vector<float> samples; // [frames, 2]: silent left, loud right
    for (int i = 0; i < 5000; ++i)
        samples.insert(samples.end(), {0.F, 0.8F});
    const auto shape = waveformOf(samples, 2, 1000);
    CHECK(shape.peak[500] == 204);
    CHECK(shape.rms[500] == std::lround(0.8 / std::sqrt(2.0) * 255.0));
}

TEST_CASE("a song shorter than the columns repeats its frames, an empty one is flat") {
    const auto shape = waveformOf({0.F, 1.F}, 1, 2);
    CHECK(shape.peak[0] == 0);
    CHECK(shape.peak[499] == 0);
    CHECK(shape.peak[500] == 255);
    CHECK(shape.peak[999] == 255);
    CHECK(WaveformBuilder(2).waveform(0).peak == std::vector<std::uint8_t>(Waveform::kColumns));
    CHECK(WaveformBuilder(2).waveform(1'000'000).rms == std::vector<std::uint8_t>(Waveform::kColumns));
}

TEST_CASE("what is not read yet is 0, and a song longer than it claimed is fitted in") {
    WaveformBuilder builder(1);
    builder.add(std::vector<float>(50'000, 0.5F));
    const auto half = builder.waveform(100'000);
    CHECK(half.peak[499] == 128);
    CHECK(half.peak[500] == 0);
    CHECK(builder.waveform(10).peak[999] == 128);
}

TEST_CASE("samples beyond full scale are full scale") {
    const auto shape = waveformOf(std::vector<float>(5000, -3e38F), 1, 5000);
    CHECK(shape.peak[0] == 255);
    CHECK(shape.rms[0] == 255);
}
