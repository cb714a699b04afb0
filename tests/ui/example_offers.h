// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

namespace segue::test {

/// The three networks of the catalogue, none of them there.
inline OffersChanged exampleOffers() {
    return {.offers = {{.name = "musicnn",
                        .licence = "ISC, (c) 2019 Jordi Pons",
                        .origin = "https://github.com/jordipons/musicnn",
                        .hosts = {"raw.githubusercontent.com"},
                        .bytes = 3'179'153,
                        .figures = OfferFigures{.sameGenreAt10 = 0.671, .artistMap = 0.309},
                        .cost = 29.0,
                        .problem = {}},
                       {.name = "efficientat-mn04",
                        .licence = "MIT, (c) 2022 Florian Schmid",
                        .origin = "https://github.com/fschmid56/EfficientAT",
                        .hosts = {"github.com"},
                        .bytes = 4'066'513,
                        .figures = OfferFigures{.sameGenreAt10 = 0.658, .artistMap = 0.331},
                        .cost = 3.2,
                        .problem = {}},
                       {.name = "artist-siamese",
                        .licence = "MIT, (c) 2018 Jongpil Lee",
                        .origin = "https://github.com/jongpillee/ismir2018-artist",
                        .hosts = {},
                        .figures = std::nullopt,
                        .cost = 0.7,
                        .problem = {}}},
            .own = {.sameGenreAt10 = 0.650, .artistMap = 0.349},
            .mayFetch = true};
}

} // namespace segue::test
