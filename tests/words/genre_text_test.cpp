// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/genre_text.h"

#include <catch2/catch.hpp>

#include <string_view>

using namespace segue;
using namespace std::string_view_literals;

using Genres = std::vector<std::string>;

TEST_CASE("a tag counts as the genres that its signs divide") {
    CHECK(genresIn("Rock") == Genres{"Rock"});
    CHECK(genresIn("Rock; Jazz") == Genres{"Rock", "Jazz"});
    CHECK(genresIn("Rock/Jazz") == Genres{"Rock", "Jazz"});
    CHECK(genresIn("Rock\0Jazz"sv) == Genres{"Rock", "Jazz"});
    CHECK(genresIn(" Rock ,, Jazz |\nFolk;") == Genres{"Rock", "Jazz", "Folk"});
    CHECK(genresIn("").empty());
    CHECK(genresIn(" ; ").empty());
}

TEST_CASE("several genres are shown with commas") {
    CHECK(shownGenres("Rock; Jazz; Folk") == "Rock, Jazz, Folk");
    CHECK(shownGenres("Rock") == "Rock");
    CHECK(shownGenres("").empty());
}
