// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_queue.h"

#include "engine/words/error.h"

#include <catch2/catch.hpp>

using namespace segue::playback;

namespace {

std::vector<PlayItem> items(int count) {
    std::vector<PlayItem> list(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        list[static_cast<std::size_t>(i)].track.id = i + 1;
    }
    return list;
}

} // namespace

TEST_CASE("an empty queue has neither next nor previous") {
    const PlayQueue queue;
    CHECK(queue.empty());
    CHECK_FALSE(queue.hasNext());
    CHECK_FALSE(queue.hasPrevious());
}

TEST_CASE("the ends of a queue have one neighbour, the middle has two") {
    PlayQueue queue(items(3), 0);
    CHECK(queue.hasNext());
    CHECK_FALSE(queue.hasPrevious());
    queue.moveTo(1);
    CHECK(queue.hasNext());
    CHECK(queue.hasPrevious());
    queue.moveTo(2);
    CHECK_FALSE(queue.hasNext());
    CHECK(queue.hasPrevious());
    CHECK_THROWS_AS(queue.moveTo(3), segue::Error);
}

TEST_CASE("an index beyond the end of a queue means its last item") {
    CHECK(PlayQueue(items(3), 99).current() == 2);
    CHECK(PlayQueue({}, 99).current() == 0);
}

TEST_CASE("what is inserted next comes right behind the current item, the latest first") {
    PlayQueue queue(items(3), 1);
    PlayItem first;
    first.track.id = 10;
    PlayItem second;
    second.track.id = 11;
    queue.insertNext(first);
    queue.insertNext(second);
    CHECK(queue.current() == 1);
    CHECK(queue.at(1).track.id == 2);
    CHECK(queue.at(2).track.id == 11);
    CHECK(queue.at(3).track.id == 10);
    CHECK(queue.at(4).track.id == 3);
}

TEST_CASE("what is inserted into an empty queue is its current item") {
    PlayQueue queue;
    PlayItem item;
    item.track.id = 5;
    queue.insertNext(item);
    CHECK(queue.at(queue.current()).track.id == 5);
    CHECK_FALSE(queue.hasNext());
}
