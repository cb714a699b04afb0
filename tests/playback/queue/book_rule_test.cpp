// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/book_rule.h"

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::playback;
using namespace std::chrono_literals;

TEST_CASE("a book is known by its name, its genre, or its chapters if it is long") {
    CHECK(isBook({.path = "/a/Book.M4B"}, false));
    CHECK(isBook({.path = "/a/b.mp3", .genre = "Audiobook"}, false));
    CHECK(isBook({.path = "/a/b.mp3", .genre = "Rock, Hörbuch"}, false));
    CHECK(isBook({.path = "/a/b.mka", .duration = 20min}, true));
    CHECK_FALSE(isBook({.path = "/a/b.mka", .duration = 19min}, true));
    CHECK_FALSE(isBook({.path = "/a/b.mka", .duration = 2h}, false));
    CHECK_FALSE(isBook({.path = "/a/b.m4a", .genre = "Rock"}, false));
}

TEST_CASE("a book goes on where it was left, unless it was hardly begun or is over") {
    CHECK(placeToKeep(9s, 1h) == 0s);
    CHECK(placeToKeep(10s, 1h) == 10s);
    CHECK(placeToKeep(30min, 1h) == 30min);
    CHECK(placeToKeep(1h - 10s, 1h) == 0s);
    CHECK(placeToKeep(30min, 0s) == 30min);
}
