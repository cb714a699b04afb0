// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/decibel.h"
#include "engine/features/feature_set.h"
#include "engine/features/mfcc.h"
#include "engine/features/spectral.h"
#include "engine/words/error.h"
#include "tests/features/reference_arrays.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace segue;
using namespace segue::test;
using features::FeatureExtractor;
using features::FeatureScope;
using features::FeatureSet;
using features::Matrix;

namespace {

constexpr int kRate = 22'050;

FeatureSet everythingOf(std::span<const float> samples, int rateHz = kRate) {
    return FeatureExtractor(rateHz).compute(samples, FeatureScope::everything);
}

std::vector<std::pair<const char*, const Matrix*>> matricesOf(const FeatureSet& set) {
    return {{"stft_magnitude", &set.magnitude},
            {"mel_power", &set.melPower},
            {"mfcc", &set.mfcc},
            {"chroma_stft", &set.chromaStft},
            {"rms", &set.rms},
            {"zcr", &set.zeroCrossingRate},
            {"spectral_centroid", &set.spectralCentroid},
            {"spectral_bandwidth", &set.spectralBandwidth},
            {"spectral_contrast", &set.spectralContrast},
            {"spectral_rolloff", &set.spectralRolloff},
            {"cqt_magnitude", &set.cqt},
            {"chroma_cqt", &set.chromaCqt},
            {"chroma_cens", &set.chromaCens},
            {"tonnetz", &set.tonnetz}};
}

void checkFinite(const FeatureSet& set) {
    for (const auto& [name, matrix] : matricesOf(set)) {
        INFO(name);
        CHECK(allFinite(matrix->values));
    }
    CHECK(allFinite(set.spectralFlatness.values));
    CHECK(allFinite(set.onsetStrength));
    CHECK(allFinite(features::statisticsOf(set)));
    CHECK(allFinite(std::array{set.tempoBpm, set.pulseBpm, set.key.strength, set.centroidHz, set.onsetsPerSecond, set.tuning}));
}

std::vector<float> times(std::vector<float> samples, float factor) {
    for (float& sample : samples)
        sample *= factor;
    return samples;
}

/// Chords and strokes: something for every feature.
std::vector<float> music() {
    auto samples = tone(220.0, 3.0, kRate, 0.2F);
    const auto third = tone(277.18, 3.0, kRate, 0.15F);
    const auto strokes = noise(3.0, kRate, 5, 0.3F);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += third[i] + (i % 11'025 < 800 ? strokes[i] : 0.01F * strokes[i]);
    return samples;
}

} // namespace

TEST_CASE("all features of one pass are librosa's") {
    if (references().empty()) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    for (const Reference& reference : references()) {
        INFO(reference.name());
        const FeatureSet set = everythingOf(reference.samples());
        for (const auto& [name, matrix] : matricesOf(set)) {
            INFO(name);
            CHECK(normError(*matrix, reference.array(name)) < 1e-4); // 1e-7 for most; the constant-Q ones 1e-5
        }
        CHECK(set.tuning == Approx(reference.array("tuning").values.at(0)).margin(1e-6));
    }
}

TEST_CASE("the 518 statistics are those of librosa's features, and 0 where theirs are 0/0") {
    if (references().empty()) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    for (const Reference& reference : references()) {
        INFO(reference.name());
        const auto set = FeatureExtractor().compute(reference.samples(), FeatureScope::timelines);
        const auto values = features::statisticsOf(set, features::referenceLayout());
        const auto expected = reference.array("statistics_518").values;
        REQUIRE(values.size() == expected.size());
        double worst = 0.0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double wanted = std::isnan(expected[i]) ? 0.0 : expected[i];
            worst = std::max(worst, std::abs(values[i] - wanted) / std::max(1.0, std::abs(wanted)));
        }
        CHECK(worst < 2e-4);
    }
}

TEST_CASE("the features of one pass are those computed one by one") {
    const auto samples = music();
    const FeatureSet set = everythingOf(samples);
    CHECK(identical(features::spectralCentroid(set.magnitude, kRate).values, set.spectralCentroid.values));
    CHECK(identical(features::spectralBandwidth(set.magnitude, kRate).values, set.spectralBandwidth.values));
    CHECK(identical(features::spectralRolloff(set.magnitude, kRate).values, set.spectralRolloff.values));
    CHECK(identical(features::spectralContrast(set.magnitude, kRate).values, set.spectralContrast.values));
    CHECK(identical(features::rms(set.magnitude).values, set.rms.values));
    CHECK(identical(features::mfcc(features::powerToDb(set.melPower)).values, set.mfcc.values));
}

TEST_CASE("a smaller scope leaves out, and does not change what is left") {
    const auto samples = music();
    const FeatureExtractor extractor;
    const FeatureSet all = extractor.compute(samples, FeatureScope::everything);
    const FeatureSet timelines = extractor.compute(samples, FeatureScope::timelines);
    const FeatureSet scalars = extractor.compute(samples, FeatureScope::scalars);
    CHECK(identical(features::statisticsOf(timelines), features::statisticsOf(all)));
    CHECK(timelines.magnitude.values.empty());
    CHECK(scalars.mfcc.values.empty());
    CHECK_THROWS_AS(features::statisticsOf(scalars), Error);
    for (const FeatureSet* set : {&timelines, &scalars}) {
        CHECK(set->tempoBpm == all.tempoBpm);
        CHECK(set->pulseBpm == all.pulseBpm);
        CHECK(set->key == all.key);
        CHECK(set->centroidHz == all.centroidHz);
        CHECK(set->onsetsPerSecond == all.onsetsPerSecond);
        CHECK(set->tuning == all.tuning);
    }
}

TEST_CASE("twice as loud is 6.02 dB more and the same chroma") {
    const auto samples = music();
    const FeatureSet set = everythingOf(samples);
    const FeatureSet louder = everythingOf(times(samples, 2.0F));
    const Matrix db = features::powerToDb(set.melPower);
    const Matrix louderDb = features::powerToDb(louder.melPower);
    for (std::size_t i = 0; i < db.values.size(); ++i)
        CHECK(louderDb.values[i] - db.values[i] == Approx(6.0206).margin(1e-3));
    for (std::size_t frame = 0; frame < set.mfcc.columns; ++frame)
        CHECK(louder.mfcc.at(0, frame) - set.mfcc.at(0, frame) == Approx(6.0206 * std::sqrt(128.0)).margin(1e-2));
    for (std::size_t i = 0; i < set.rms.values.size(); ++i)
        CHECK(louder.rms.values[i] == Approx(2.0 * set.rms.values[i]));
    CHECK(normError(louder.chromaStft, set.chromaStft) < 1e-6);
    CHECK(normError(louder.chromaCqt, set.chromaCqt) < 1e-6);
    CHECK(normError(louder.spectralCentroid, set.spectralCentroid) < 1e-6);
    CHECK(normError(louder.spectralContrast, set.spectralContrast) < 1e-5);
    CHECK(normError(louder.zeroCrossingRate, set.zeroCrossingRate) == 0.0);
    CHECK(louder.tuning == set.tuning);
    CHECK(louder.tempoBpm == set.tempoBpm);
    CHECK(louder.key.key == set.key.key);
}

TEST_CASE("a sound that begins a hop later has its frames a hop later") {
    const auto samples = music();
    std::vector<float> later(512);
    later.insert(later.end(), samples.begin(), samples.end());
    const FeatureSet set = everythingOf(samples);
    const FeatureSet shifted = everythingOf(later);
    REQUIRE(shifted.mfcc.columns == set.mfcc.columns + 1);
    for (const auto& [ours, theirs] : {std::pair{&shifted.magnitude, &set.magnitude},
                                       {&shifted.rms, &set.rms},
                                       {&shifted.spectralCentroid, &set.spectralCentroid},
                                       {&shifted.spectralRolloff, &set.spectralRolloff}}) {
        for (std::size_t row = 0; row < ours->rows; ++row) {
            const auto moved = ours->row(row).subspan(1);
            CHECK(largestDifference(moved, theirs->row(row)) <= 1e-5F * *std::ranges::max_element(moved));
        }
    }
}

TEST_CASE("silence has the features of silence") {
    const FeatureSet set = everythingOf(silence(2.0, kRate));
    for (const Matrix* zero : {&set.rms, &set.zeroCrossingRate, &set.spectralCentroid, &set.spectralBandwidth, &set.spectralRolloff,
                               &set.spectralContrast, &set.chromaStft, &set.chromaCqt, &set.tonnetz})
        CHECK(std::ranges::all_of(zero->values, [](float value) { return value == 0.0F; }));
    CHECK(set.mfcc.at(0, 3) == Approx(-100.0 * std::sqrt(128.0)));
    CHECK(set.tempoBpm == 0.0F);
    CHECK(set.pulseBpm == 0.0F);
    CHECK(set.key.key == -1);
    CHECK(set.tuning == 0.0F);
    checkFinite(set);
}

TEST_CASE("any sound at any rate has finite features") {
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    auto broken = noise(1.0, kRate);
    for (std::size_t i = 0; i < broken.size(); i += 997)
        broken[i] = std::array{kNan, kInfinity, -kInfinity, 3e38F, 1e-40F}[i % 5];
    std::vector<float> square(kRate);
    for (std::size_t i = 0; i < square.size(); ++i)
        square[i] = i / 50 % 2 == 0 ? 1.0F : -1.0F;
    std::vector<float> click(kRate);
    click[9000] = 1.0F;
    std::vector<float> half = tone(440.0, 1.0, kRate);
    std::fill(half.begin() + kRate / 2, half.end(), 0.0F);
    for (const auto& samples : {std::vector<float>{}, std::vector<float>{0.5F}, tone(440.0, 0.1, kRate), broken, square, click,
                                half, std::vector<float>(kRate, 0.5F), std::vector<float>(kRate, 1e-30F),
                                noise(0.5, kRate, 1, 1e-20F), std::vector<float>(2000, kNan)})
        checkFinite(everythingOf(samples));
    for (const int rateHz : {1, 300, 8'000, 44'100, 192'000})
        checkFinite(everythingOf(noise(0.5, 22'050), rateHz));
    CHECK_THROWS_AS(FeatureExtractor(0), Error);
}

TEST_CASE("no samples are one silent frame") {
    const FeatureSet set = everythingOf({});
    CHECK(set.magnitude.columns == 1);
    CHECK(set.mfcc.columns == 1);
    CHECK(set.centroidHz == 0.0F);
}

TEST_CASE("a steady tone has no pulse: rounding alone would have to say which") {
    for (const double hz : {440.0, 3000.0}) {
        INFO(hz << " Hz");
        CHECK(everythingOf(tone(hz, 10.0, kRate)).pulseBpm == 0.0F);
    }
    CHECK(everythingOf(music()).pulseBpm > 0.0F);
}
