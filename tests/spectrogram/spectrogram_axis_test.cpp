// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/spectrogram_words.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

using namespace segue;

TEST_CASE("row and frequency are each other's inverse on every axis") {
    for (const PictureStyle style :
         {PictureStyle{.kind = PictureKind::stft}, PictureStyle{.kind = PictureKind::stft, .linear = true},
          PictureStyle{.kind = PictureKind::stft, .windowLength = 16'384, .linear = true},
          PictureStyle{.kind = PictureKind::mel}, PictureStyle{.kind = PictureKind::constantQ}}) {
        const PictureAxis axis(style);
        for (const double share : {0.0, 0.1, 0.5, 0.97}) {
            const double row = share * static_cast<double>(axis.rows() - 1);
            CHECK(axis.rowOf(axis.hzOf(row)) == Approx(row).margin(1e-6));
        }
        CHECK(axis.rows() <= 1024);
        CHECK(axis.hzOf(static_cast<double>(axis.rows() - 1)) <= 22'050.0);
    }
}

TEST_CASE("rows of the constant-Q transform and of chroma are notes") {
    const PictureAxis notes({.kind = PictureKind::constantQ});
    CHECK(notes.hzOf(0) == Approx(32.7032).epsilon(1e-5));
    CHECK(notes.hzOf(45) == Approx(440.0).epsilon(1e-5));
    const PictureAxis classes({.kind = PictureKind::chroma});
    CHECK(classes.isChroma());
    CHECK(classes.rows() == 12);
    CHECK(classes.rowOf(440.0) == 9.0);
    CHECK(classes.rowOf(880.0) == 9.0);
    CHECK(classes.rowOf(261.6) == 0.0);
    CHECK(classes.rowOf(0.0) >= 0.0);
}

TEST_CASE("a style that does not exist becomes the nearest that does") {
    CHECK(PictureStyle{.windowLength = 3000, .zoom = 99}.canonical() ==
          PictureStyle{.windowLength = 2048, .zoom = PictureStyle::kZooms - 1});
    CHECK(PictureStyle{.windowLength = -5, .zoom = -1}.canonical() == PictureStyle{.windowLength = 256, .zoom = 0});
    CHECK(PictureStyle{.kind = PictureKind::mel, .linear = true}.canonical() == PictureStyle{.kind = PictureKind::mel});
    CHECK(PictureStyle{.kind = PictureKind::constantQ, .windowLength = 256}.canonical() ==
          PictureStyle{.kind = PictureKind::constantQ});
}

TEST_CASE("the colours rise from dark to bright without a step back") {
    const auto brightness = [](const PictureColour& c) { return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]; };
    const auto& colours = pictureColours();
    CHECK(brightness(colours.front()) < 12.0);
    CHECK(brightness(colours.back()) > 220.0);
    CHECK(std::ranges::is_sorted(colours,
                                 [&](const auto& a, const auto& b) { return brightness(a) + 1.0 < brightness(b); }));
}
