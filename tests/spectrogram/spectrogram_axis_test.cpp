// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/spectrogram_words.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;

TEST_CASE("row and frequency are each other's inverse on every axis") {
    for (const SpectrogramStyle style :
         {SpectrogramStyle{.kind = SpectrogramKind::stft}, SpectrogramStyle{.kind = SpectrogramKind::stft, .linear = true},
          SpectrogramStyle{.kind = SpectrogramKind::stft, .windowLength = 16'384, .linear = true},
          SpectrogramStyle{.kind = SpectrogramKind::mel}, SpectrogramStyle{.kind = SpectrogramKind::constantQ}}) {
        const SpectrogramAxis axis(style);
        for (const double share : {0.0, 0.1, 0.5, 0.97}) {
            const double row = share * static_cast<double>(axis.rows() - 1);
            CHECK(axis.rowOf(axis.hzOf(row)) == Approx(row).margin(1e-6));
        }
        CHECK(axis.rows() <= 1024);
        CHECK(axis.hzOf(static_cast<double>(axis.rows() - 1)) <= 22'050.0);
    }
}

TEST_CASE("rows of the constant-Q transform and of chroma are notes") {
    const SpectrogramAxis notes({.kind = SpectrogramKind::constantQ});
    CHECK(notes.hzOf(0) == Approx(32.7032).epsilon(1e-5));
    CHECK(notes.hzOf(45) == Approx(440.0).epsilon(1e-5));
    const SpectrogramAxis classes({.kind = SpectrogramKind::chroma});
    CHECK(classes.isChroma());
    CHECK(classes.rows() == 12);
    CHECK(classes.rowOf(440.0) == 9.0);
    CHECK(classes.rowOf(880.0) == 9.0);
    CHECK(classes.rowOf(261.6) == 0.0);
    CHECK(classes.rowOf(0.0) >= 0.0);
}

TEST_CASE("a style that does not exist becomes the nearest that does") {
    CHECK(SpectrogramStyle{.windowLength = 3000, .zoom = 99}.canonical() ==
          SpectrogramStyle{.windowLength = 2048, .zoom = SpectrogramStyle::kZooms - 1});
    CHECK(SpectrogramStyle{.windowLength = -5, .zoom = -1}.canonical() == SpectrogramStyle{.windowLength = 256, .zoom = 0});
    CHECK(SpectrogramStyle{.kind = SpectrogramKind::mel, .linear = true}.canonical() ==
          SpectrogramStyle{.kind = SpectrogramKind::mel});
    CHECK(SpectrogramStyle{.kind = SpectrogramKind::constantQ, .windowLength = 256}.canonical() ==
          SpectrogramStyle{.kind = SpectrogramKind::constantQ});
}

TEST_CASE("the colours rise from dark to bright without a step back") {
    const auto brightness = [](const SpectrogramColour& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
    const auto& colours = spectrogramColours();
    CHECK(brightness(colours.front()) < 12.0);
    CHECK(brightness(colours.back()) > 220.0);
    CHECK(std::ranges::is_sorted(colours, [&](const auto& a, const auto& b) { return brightness(a) + 1.0 < brightness(b); }));
}
