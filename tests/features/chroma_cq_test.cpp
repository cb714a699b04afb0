// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/chroma_cq.h"
#include "engine/features/constant_q.h"
#include "engine/features/tonnetz.h"
#include "engine/words/error.h"
#include "tests/features/reference_arrays.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;
using namespace segue::test;
using features::chromaCens;
using features::chromaCqt;
using features::ChromaLayout;
using features::constantQ;
using features::Matrix;
using features::tonnetz;

namespace {

constexpr int kRateHz = 22'050;

bool allZero(const Matrix& matrix) {
    return std::ranges::all_of(matrix.values, [](float value) { return value == 0.0F; });
}

} // namespace

TEST_CASE("chroma and tonal centroid of a constant-Q transform are librosa's") {
    if (references().empty()) {
        WARN("skipped: there is no shared data folder");
        return;
    }
    for (const Reference& reference : references()) {
        INFO(reference.name());
        const float tuning = reference.array("tuning").values.at(0);
        const Matrix cqt = constantQ(reference.samples(), kRateHz, {.tuning = tuning});
        const Matrix cens = chromaCens(cqt);
        CHECK(normError(chromaCqt(cqt), reference.array("chroma_cqt")) < 1e-4);
        CHECK(normError(cens, reference.array("chroma_cens")) < 1e-5);
        CHECK(normError(tonnetz(cens), reference.array("tonnetz")) < 1e-5);
    }
}

TEST_CASE("a note lights its own pitch class in every octave") {
    for (const int octave : {2, 4, 6}) {
        for (const int pitchClass : {0, 4, 9}) {
            INFO(octave << ", " << pitchClass);
            const double hz = 32.70319566 * std::exp2(octave + pitchClass / 12.0);
            const Matrix chroma = chromaCqt(constantQ(tone(hz, 1.0, kRateHz), kRateHz), ChromaLayout::semitones);
            for (std::size_t row = 0; row < 12; ++row)
                CHECK((chroma.at(row, 20) == 1.0F) == (row == static_cast<std::size_t>(pitchClass)));
        }
    }
}

TEST_CASE("a louder sound has the same chroma") {
    auto sound = noise(1.0, kRateHz);
    const Matrix cqt = constantQ(sound, kRateHz);
    std::ranges::transform(sound, sound.begin(), [](float sample) { return 2.0F * sample; });
    const Matrix louder = constantQ(sound, kRateHz);
    CHECK(normError(chromaCqt(louder), chromaCqt(cqt)) < 1e-6);
    CHECK(normError(chromaCens(louder), chromaCens(cqt)) < 1e-6);
}

TEST_CASE("a frame of CENS has length 1") {
    const Matrix cens = chromaCens(constantQ(noise(2.0, kRateHz), kRateHz));
    for (std::size_t frame = 0; frame < cens.columns; ++frame) {
        double squares = 0.0;
        for (std::size_t row = 0; row < 12; ++row)
            squares += cens.at(row, frame) * cens.at(row, frame);
        CHECK(squares == Approx(1.0).epsilon(1e-5));
    }
}

TEST_CASE("silence and no frames have a chroma of zeros") {
    for (const ChromaLayout layout : {ChromaLayout::librosaDefault, ChromaLayout::semitones}) {
        const Matrix silent(84, 50);
        CHECK(allZero(chromaCqt(silent, layout)));
        CHECK(allZero(chromaCens(silent, layout)));
        CHECK(allZero(tonnetz(chromaCens(silent, layout))));
        CHECK(chromaCqt(Matrix(84, 0), layout).values.empty());
        CHECK(chromaCens(Matrix(0, 3), layout).rows == 12);
    }
}

TEST_CASE("the tonal centroid of one pitch class lies on its circles") {
    Matrix chroma(12, 12);
    for (std::size_t pitchClass = 0; pitchClass < 12; ++pitchClass)
        chroma.at(pitchClass, pitchClass) = 0.3F;
    const Matrix centroid = tonnetz(chroma);
    for (std::size_t frame = 0; frame < 12; ++frame) {
        CHECK(std::hypot(centroid.at(0, frame), centroid.at(1, frame)) == Approx(1.0));
        CHECK(std::hypot(centroid.at(2, frame), centroid.at(3, frame)) == Approx(1.0));
        CHECK(std::hypot(centroid.at(4, frame), centroid.at(5, frame)) == Approx(0.5));
    }
    // A fifth up is a twelfth of the first circle, a major third a third of the last.
    CHECK(centroid.at(0, 7) * centroid.at(0, 0) + centroid.at(1, 7) * centroid.at(1, 0) ==
          Approx(std::cos(std::acos(-1.0) / 6.0)).epsilon(1e-5));
    CHECK_THROWS_AS(tonnetz(Matrix(11, 1)), Error);
}
