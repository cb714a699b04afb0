// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace segue::audio::tagging {

/// Stars, 1 to 5, of ratings as players write them into tags; 0: none. A half counts as a whole star. Pure.

/// Of ID3's POPM, 0 to 255: players mean the same stars by quite different numbers, around 1, 64, 128, 196 and 255.
[[nodiscard]] int starsOfPopularity(int rating);
/// Of FMPS_RATING, 0.0 to 1.0; where that says nothing, of RATING: up to 5 stars, else tenths of ten, else hundredths (of which
/// Windows writes 25 for two stars).
[[nodiscard]] int starsOfTexts(std::string_view fmps, std::string_view rating);

} // namespace segue::audio::tagging
