// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/boundary_map.h"

#include <catch2/catch.hpp>

using namespace segue::playback;
using namespace std::chrono_literals;

namespace {

Stretch stretch(std::uint64_t first, std::int64_t song, std::uint64_t from = 0) {
    Stretch made{.first = first, .item = {}, .from = from, .length = 10s};
    made.item.track.id = song;
    return made;
}

} // namespace

TEST_CASE("another item is heard from its first frame on, not one frame earlier") {
    BoundaryMap map;
    map.add(stretch(0, 1));
    map.add(stretch(1'000, 2));
    CHECK_FALSE(map.hear(999));
    CHECK(map.heard().item.track.id == 1);
    CHECK(map.hear(1'000));
    CHECK(map.heard().item.track.id == 2);
    CHECK_FALSE(map.hear(1'001));
}

TEST_CASE("a position counts from the item's start, waits after a jump, and never exceeds the length") {
    BoundaryMap map;
    CHECK(map.position(5'000) == 0ms);
    map.add(stretch(44'100, 1, 88'200));
    CHECK(map.position(0) == 2s);
    CHECK(map.position(44'100) == 2s);
    CHECK(map.position(88'200) == 3s);
    CHECK(map.position(44'100 * 100) == 10s);
}

TEST_CASE("of several items that passed at once the last one is heard") {
    BoundaryMap map;
    for (int i = 0; i < 4; ++i)
        map.add(stretch(static_cast<std::uint64_t>(100 * i), i));
    CHECK(map.hear(250));
    CHECK(map.heard().item.track.id == 2);
    CHECK(map.size() == 2);
    map.cutBehind(0);
    CHECK(map.size() == 1);
    map.restart(500, 7);
    CHECK(map.heard().first == 500);
    CHECK(map.heard().from == 7);
}
