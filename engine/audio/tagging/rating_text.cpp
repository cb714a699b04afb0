// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/tagging/rating_text.h"

#include "engine/words/foreign_scales.h"

#include <cstdlib>
#include <optional>
#include <string>

namespace segue::audio::tagging {

namespace {

constexpr std::size_t kLongestRating = 16;

std::optional<double> ratingIn(std::string_view text) {
    if (text.empty() || text.size() > kLongestRating)
        return std::nullopt;
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    return *end == '\0' && value > 0.0 ? std::optional(value) : std::nullopt; // no number is not above 0 either
}

} // namespace

int starsOfPopularity(int rating) {
    if (rating <= 0)
        return 0;
    const int bounds[] = {32, 96, 160, 224};
    int stars = 1;
    for (const int bound : bounds)
        stars += rating >= bound ? 1 : 0;
    return stars;
}

int starsOfTexts(std::string_view fmps, std::string_view rating) {
    if (const auto share = ratingIn(fmps); share && *share <= 1.0)
        return starsOfShare(*share);
    const auto value = ratingIn(rating);
    if (!value || *value > 100.0)
        return 0;
    if (*value == 25.0)
        return 2;
    if (*value < 1.0)
        return starsOfShare(*value);
    return starsOfShare(*value / (*value <= 5.0 ? 5.0 : *value <= 10.0 ? 10.0 : 100.0));
}

} // namespace segue::audio::tagging
