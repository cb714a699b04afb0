// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/genre_text.h"

#include "engine/words/plain_text.h"

#include <algorithm>

namespace segue {

namespace {

constexpr std::string_view kDividers(";/,|\r\n\0", 7);

} // namespace

std::vector<std::string> genresIn(std::string_view tag) {
    std::vector<std::string> genres;
    while (!tag.empty()) {
        const auto end = std::min(tag.find_first_of(kDividers), tag.size());
        if (const auto one = trimmed(tag.substr(0, end), " \t"); !one.empty())
            genres.emplace_back(one);
        tag.remove_prefix(std::min(end + 1, tag.size()));
    }
    return genres;
}

std::string shownGenres(std::string_view tag) {
    std::string shown(tag);
    for (auto at = shown.find(kBetweenGenres); at != std::string::npos; at = shown.find(kBetweenGenres, at))
        shown[at] = ',';
    return shown;
}

} // namespace segue
