// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/precise_fft.h"
#include "engine/features/real_fft.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <thread>

using namespace segue;
using features::BasicRealFft;

namespace {

/// The definition, in doubles. [size / 2 + 1]
std::vector<std::complex<double>> transformed(std::span<const float> samples) {
    std::vector<std::complex<double>> spectrum(samples.size() / 2 + 1);
    for (std::size_t bin = 0; bin < spectrum.size(); ++bin) {
        for (std::size_t i = 0; i < samples.size(); ++i)
            spectrum[bin] += std::polar(static_cast<double>(samples[i]), -2.0 * std::numbers::pi *
                                                                             static_cast<double>(bin * i % samples.size()) /
                                                                             static_cast<double>(samples.size()));
    }
    return spectrum;
}

} // namespace

// Sizes that run at half their length (16, 64, 1024) and others.
TEMPLATE_TEST_CASE("a real transform is the definition at every size", "", float, double) {
    for (const std::size_t size : {1U, 2U, 3U, 8U, 16U, 30U, 64U, 100U, 1024U}) {
        INFO(size);
        auto samples = test::noise(1.0, static_cast<int>(size));
        const auto expected = transformed(samples);
        const BasicRealFft<TestType> fft(size);
        auto workspace = fft.makeWorkspace();
        std::ranges::copy(samples, workspace.input().begin());
        fft.forward(workspace);
        const std::vector<TestType> window(size, TestType(1));
        std::vector<float> power(size / 2 + 1);
        std::vector<float> magnitude(size / 2 + 1);
        std::vector<std::complex<TestType>> output(workspace.output().begin(), workspace.output().end());
        fft.power(samples, window, workspace, power);
        fft.magnitude(samples, window, workspace, magnitude);
        const double small = 1e-5 * std::sqrt(static_cast<double>(size));
        for (std::size_t bin = 0; bin < expected.size(); ++bin) {
            CHECK(std::abs(std::complex<double>(output[bin]) - expected[bin]) < small);
            CHECK(std::abs(magnitude[bin] - std::abs(expected[bin])) < small);
            CHECK(std::abs(std::sqrt(power[bin]) - std::abs(expected[bin])) < small);
        }
    }
}

TEST_CASE("double precision keeps what is 160 dB below the loudest") {
    std::vector<float> samples(2048);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = static_cast<float>(i % 8 < 4 ? 0.5 : -0.5); // exact in a float, nothing between its harmonics
    const features::PreciseRealFft fft(2048);
    auto workspace = fft.makeWorkspace();
    std::vector<float> magnitude(1025);
    fft.magnitude(samples, std::vector<double>(2048, 1.0), workspace, magnitude);
    CHECK(magnitude[256] > 500.0F);
    CHECK(magnitude[100] < 1e-10F);
}

TEST_CASE("transforms of every precision may be planned at once") {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 6; ++i)
        threads.emplace_back([i] {
            const std::size_t size = 128U << (i % 3);
            const features::PreciseFft complex(size);
            const features::PreciseRealFft real(size);
            const features::RealFft single(size);
            auto workspace = real.makeWorkspace();
            std::ranges::fill(workspace.input(), 1.0);
            real.forward(workspace);
            if (workspace.output()[0].real() != static_cast<double>(size))
                std::abort();
        });
}
