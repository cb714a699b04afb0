// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/chroma.h"
#include "engine/features/mel.h"
#include "engine/features/mfcc.h"
#include "engine/features/spectral.h"
#include "engine/features/stft.h"
#include "engine/features/tuning.h"
#include "engine/words/error.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using namespace segue::test;
using features::Matrix;

namespace {

constexpr int kSpectralRate = 22'050;

Matrix magnitudeOf(std::span<const float> samples) { return features::PreciseStft(2048, 512).magnitude(samples); }

/// The middle of a row.
float middle(const Matrix& matrix, std::size_t row = 0) { return matrix.at(row, matrix.columns / 2); }

} // namespace

TEST_CASE("a tone's centroid and rolloff are its frequency, and it is narrow") {
    const Matrix magnitude = magnitudeOf(tone(1000.0, 1.0, kSpectralRate));
    CHECK(middle(features::spectralCentroid(magnitude, kSpectralRate)) == Approx(1000.0).epsilon(0.005));
    CHECK(middle(features::spectralRolloff(magnitude, kSpectralRate)) == Approx(1000.0).margin(2 * kSpectralRate / 2048.0));
    CHECK(middle(features::spectralBandwidth(magnitude, kSpectralRate)) < 50.0F);
    CHECK(middle(features::spectralBandwidth(magnitudeOf(noise(1.0, kSpectralRate)), kSpectralRate)) ==
          Approx(11'025.0 / std::sqrt(12.0)).epsilon(0.05));
}

TEST_CASE("the rms of a spectrum is that of the windowed samples") {
    // A Hann window's mean square is 3/8.
    CHECK(middle(features::rms(magnitudeOf(tone(1000.0, 1.0, kSpectralRate, 0.5F)))) ==
          Approx(0.5 / std::sqrt(2.0) * std::sqrt(0.375)).epsilon(0.001));
}

TEST_CASE("a tone crosses zero twice a period") {
    const Matrix rate = features::zeroCrossingRate(tone(1000.0, 1.0, kSpectralRate));
    CHECK(rate.columns == 1 + kSpectralRate / 512);
    CHECK(middle(rate) == Approx(2.0 * 1000.0 / kSpectralRate).epsilon(0.01));
}

TEST_CASE("what lies within the threshold crosses nothing") {
    std::vector<float> samples(4096);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = i % 2 == 0 ? 0.9e-10F : -0.9e-10F;
    CHECK(middle(features::zeroCrossingRate(samples)) == 0.0F);
    samples[2048] = -1e-9F;
    CHECK(middle(features::zeroCrossingRate(samples)) == Approx(2.0 / 2048.0));
}

TEST_CASE("noise is flat and a tone is not") {
    CHECK(middle(features::spectralFlatness(magnitudeOf(noise(1.0, kSpectralRate)))) > 0.4F);
    CHECK(middle(features::spectralFlatness(magnitudeOf(tone(1000.0, 1.0, kSpectralRate)))) < 1e-3F);
    CHECK(middle(features::spectralFlatness(magnitudeOf(silence(1.0, kSpectralRate)))) == Approx(1.0));
}

TEST_CASE("contrast is high in the band of a tone and low in noise") {
    const Matrix ofTone = features::spectralContrast(magnitudeOf(tone(1000.0, 1.0, kSpectralRate)), kSpectralRate);
    REQUIRE(ofTone.rows == 7);
    CHECK(middle(ofTone, 3) > 40.0F); // 800 to 1,600 Hz
    const Matrix ofNoise = features::spectralContrast(magnitudeOf(noise(1.0, kSpectralRate)), kSpectralRate);
    for (std::size_t band = 0; band < 7; ++band)
        CHECK(middle(ofNoise, band) < 25.0F);
}

TEST_CASE("contrast compares the loudest and quietest bins of a band, whatever the block they lie in") {
    Matrix magnitude(1025, 37);
    for (std::size_t i = 0; i < magnitude.values.size(); ++i)
        magnitude.values[i] = static_cast<float>(1 + (i * 7919) % 1000);
    const Matrix contrast = features::spectralContrast(magnitude, kSpectralRate);
    // Up to 200 Hz: bins 0 .. 18, of which the last is left out and one counts.
    for (std::size_t frame = 0; frame < magnitude.columns; ++frame) {
        float most = 0.0F;
        float least = 1e9F;
        for (std::size_t bin = 0; bin < 18; ++bin) {
            most = std::max(most, magnitude.at(bin, frame));
            least = std::min(least, magnitude.at(bin, frame));
        }
        CHECK(contrast.at(0, frame) == Approx(10.0 * std::log10(most / least)).margin(1e-4));
    }
}

TEST_CASE("bands beyond half the rate have no contrast, and long windows have one") {
    const Matrix atEight = features::spectralContrast(magnitudeOf(noise(1.0, 8'000)), 8'000);
    CHECK(middle(atEight, 3) > 0.0F);
    CHECK(middle(atEight, 6) == 0.0F);
    const Matrix fine = features::PreciseStft(8192, 512).magnitude(noise(1.0, kSpectralRate));
    CHECK(middle(features::spectralContrast(fine, kSpectralRate), 6) > 5.0F);
}

TEST_CASE("the tuning of tones is found to a hundredth of a semitone") {
    for (const double deviation : {-0.31, -0.1, 0.0, 0.2, 0.43}) {
        const auto samples = tone(440.0 * std::exp2(deviation / 12.0), 2.0, kSpectralRate);
        // A parabola through a Hann window's lobe misses a few cents.
        CHECK(features::estimateTuning(magnitudeOf(samples), kSpectralRate) == Approx(deviation).margin(0.06));
    }
    CHECK(features::estimateTuning(magnitudeOf(silence(1.0, kSpectralRate)), kSpectralRate) == 0.0F);
    CHECK(features::pitchTuning(std::vector<float>{440.0F * std::exp2(0.255F / 12.0F)}) == Approx(0.25));
    CHECK(features::pitchTuning(std::vector<float>{440.0F * std::exp2(-0.255F / 12.0F)}) == Approx(-0.26));
    CHECK(features::pitchTuning({}) == 0.0F);
}

TEST_CASE("a tone lights up its pitch class") {
    const auto power = features::PreciseStft(2048, 512).power(tone(440.0, 1.0, kSpectralRate));
    const Matrix chroma = features::chromaStft(power, kSpectralRate, 0.0F);
    REQUIRE(chroma.rows == 12);
    CHECK(middle(chroma, 9) == 1.0F); // A
    CHECK(middle(chroma, 3) < 0.05F);
    const Matrix silent = features::chromaStft(Matrix(1025, 3), kSpectralRate, 0.0F);
    CHECK(*std::ranges::max_element(silent.values) == 0.0F);
}

TEST_CASE("cepstral coefficients of a constant are its level, and only the first") {
    Matrix level(128, 3);
    std::ranges::fill(level.values, -50.0F);
    const Matrix coefficients = features::mfcc(level);
    REQUIRE(coefficients.rows == 20);
    CHECK(coefficients.at(0, 1) == Approx(-50.0 * std::sqrt(128.0)));
    CHECK(coefficients.at(1, 1) == Approx(0.0).margin(1e-3));
    CHECK_THROWS_AS(features::mfcc(level, 129), Error);
    CHECK_THROWS_AS(features::mfcc(level, 0), Error);
}

TEST_CASE("a block of frames is summed into mel bands as each frame is") {
    const features::MelFilterbank filterbank(kSpectralRate, 2048, 128);
    const Matrix power = features::PreciseStft(2048, 512).power(noise(1.0, kSpectralRate));
    features::FrameBlock block(power.rows);
    block.assign(power, 16);
    std::vector<features::Lanes> together(filterbank.bands());
    filterbank.apply(block, together);
    std::vector<float> frame(power.rows);
    std::vector<float> alone(filterbank.bands());
    for (std::size_t lane = 0; lane < features::kLanes; ++lane) {
        for (std::size_t bin = 0; bin < power.rows; ++bin)
            frame[bin] = power.at(bin, 16 + lane);
        filterbank.apply(frame, alone);
        for (std::size_t band = 0; band < alone.size(); ++band)
            CHECK(together[band][lane] == Approx(alone[band]).epsilon(1e-5));
    }
}

TEST_CASE("frames turned into a block and back are the same") {
    std::vector<float> rows(features::kLanes * 13);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = static_cast<float>(i);
    features::FrameBlock block(13);
    block.assign(rows);
    Matrix matrix(13, features::kLanes + 3);
    block.copyTo(matrix, 3);
    for (std::size_t lane = 0; lane < features::kLanes; ++lane) {
        for (std::size_t bin = 0; bin < 13; ++bin)
            CHECK(matrix.at(bin, 3 + lane) == rows[lane * 13 + bin]);
    }
}

TEST_CASE("a spectrum or rate that makes no sense is refused") {
    const Matrix magnitude(1025, 2);
    CHECK_THROWS_AS(features::spectralCentroid(magnitude, 0), Error);
    CHECK_THROWS_AS(features::spectralContrast(magnitude, 0), Error);
    CHECK_THROWS_AS(features::spectralContrast(Matrix(1, 2), kSpectralRate), Error);
    CHECK_THROWS_AS(features::estimateTuning(Matrix(), kSpectralRate), Error);
    CHECK_THROWS_AS(features::chromaFilters(kSpectralRate, 0), Error);
    CHECK_THROWS_AS(features::zeroCrossingRate({}, 0), Error);
}
