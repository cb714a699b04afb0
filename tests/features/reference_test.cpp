// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/decoder.h"
#include "engine/features/decibel.h"
#include "engine/features/mel.h"
#include "engine/features/npy.h"
#include "engine/features/stft.h"
#include "engine/words/error.h"
#include "tests/support/files.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>

using namespace segue;
using namespace segue::test;
using features::Matrix;

namespace {

std::vector<float> samplesOf(const std::filesystem::path& wav) {
    audio::Decoder decoder(wav, {.channels = 1});
    std::vector<float> samples(10 * 22'050);
    samples.resize(decoder.read(samples));
    return samples;
}

/// An array [rows, columns] that was stored column by column, as librosa returns spectra; format 1.0, float.
features::NpyArray readColumnMajor(const std::filesystem::path& path, std::size_t rows, std::size_t columns) {
    const std::string bytes = readBytes(path);
    const std::size_t header = 10 + static_cast<unsigned char>(bytes.at(8)) + 256U * static_cast<unsigned char>(bytes.at(9));
    REQUIRE(bytes.find("'fortran_order': True") < header);
    REQUIRE(bytes.size() == header + rows * columns * sizeof(float));
    features::NpyArray array{.shape = {rows, columns}, .bytes = std::vector<std::byte>(bytes.size() - header)};
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column)
            std::memcpy(array.bytes.data() + (row * columns + column) * sizeof(float),
                        bytes.data() + header + (column * rows + row) * sizeof(float), sizeof(float));
    }
    return array;
}

/// Largest difference relative to the reference's own value; where that is more than 40 dB below the largest (@p share
/// of it), relative to this: what lies below shows the rounding of float transforms, there and here.
double relativeError(const Matrix& ours, const features::NpyArray& reference, double share) {
    const std::vector<float> expected = reference.floats();
    REQUIRE(reference.shape == std::vector<std::size_t>{ours.rows, ours.columns});
    const double smallest = share * *std::ranges::max_element(expected) + 1e-30;
    double worst = 0.0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double error = std::abs(static_cast<double>(ours.values[i]) - expected[i]);
        worst = std::max(worst, error / std::max<double>(std::abs(expected[i]), smallest));
    }
    return worst;
}

} // namespace

TEST_CASE("spectrum, mel bands and decibels are librosa's") {
    const auto shared = sharedFolder();
    if (!shared) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    for (const char* name : {"chord", "sweep", "noise", "speechlike", "silence"}) {
        INFO(name);
        const auto folder = *shared / "reference" / name;
        const auto samples = samplesOf(*shared / "reference" / (std::string(name) + ".wav"));
        REQUIRE(samples.size() == 3 * 22'050);
        const Matrix magnitude = features::PreciseStft(2048, 512).magnitude(samples);
        CHECK(relativeError(magnitude, readColumnMajor(folder / "stft_magnitude.npy", magnitude.rows, magnitude.columns), 1e-2) <
              1e-4);
        const Matrix power = features::melspectrogram(samples, 22'050);
        CHECK(relativeError(power, features::readNpy(folder / "mel_power.npy"), 1e-4) < 1e-4);

        const Matrix db = features::powerToDbOfMaximum(power);
        const auto expected = features::readNpy(folder / "mel_db.npy").floats();
        REQUIRE(db.values.size() == expected.size());
        double worst = 0.0;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (expected[i] > -79.99F)
                worst = std::max(worst, std::abs(static_cast<double>(db.values[i]) - expected[i]));
        }
        CHECK(worst < 0.02);
    }
}

TEST_CASE("mel filters are triangles of equal area") {
    const features::MelFilterbank filterbank(44'100, 2048, 128);
    const Matrix filters = filterbank.dense();
    REQUIRE(filters.rows == 128);
    REQUIRE(filters.columns == 1025);
    for (std::size_t band = 64; band < 128; ++band) {
        double area = 0.0;
        for (const float weight : filters.row(band)) {
            CHECK(weight >= 0.0F);
            area += weight * 44'100.0 / 2048.0;
        }
        CHECK(area == Approx(1.0).epsilon(0.01));
    }
}

TEST_CASE("decibels keep the order of levels and stop at the floor") {
    std::vector<float> power{1.0F, 0.1F, 1e-4F, 1e-12F, 0.0F, std::nanf("")};
    features::powerToDbOfMaximum(std::span<float>(power));
    CHECK(power[0] == Approx(0.0));
    CHECK(power[1] == Approx(-10.0));
    CHECK(power[2] == Approx(-40.0));
    CHECK(power[3] == Approx(-80.0));
    CHECK(power[4] == Approx(-80.0));
    CHECK(power[5] == Approx(-80.0));
    std::vector<float> absolute{100.0F, 1.0F};
    features::powerToDb(std::span<float>(absolute), 1.0F, 1e-10F, -1.0F);
    CHECK(absolute[0] == Approx(20.0));
}

TEST_CASE("many threads may plan and transform at once") {
    const auto samples = noise(1.0, 22'050);
    const Matrix expected = features::Stft(1024, 256).power(samples);
    std::vector<Matrix> results(8);
    {
        std::vector<std::jthread> threads;
        for (Matrix& result : results)
            threads.emplace_back([&] { result = features::Stft(1024, 256).power(samples); });
    }
    for (const Matrix& result : results)
        CHECK(identical(result.values, expected.values));
}

TEST_CASE("a transform of nothing is refused") {
    CHECK_THROWS_AS(features::Stft(0, 512), Error);
    CHECK_THROWS_AS(features::Stft(2047, 512), Error);
    CHECK_THROWS_AS(features::Stft(2048, 0), Error);
    CHECK_THROWS_AS(features::MelFilterbank(44'100, 2048, 0), Error);
    CHECK_THROWS_AS(features::RealFft(0), Error);
}
