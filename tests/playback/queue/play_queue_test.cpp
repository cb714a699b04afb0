// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/queue/play_queue.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <set>

using namespace segue;
using namespace segue::playback;

namespace {

constexpr std::uint64_t kSeed = 7;

std::vector<QueueSong> songs(std::initializer_list<TrackId> tracks) {
    std::vector<QueueSong> list;
    for (const TrackId track : tracks)
        list.push_back({.track = track, .file = {}, .artist = static_cast<std::uint32_t>(track % 5 + 1)});
    return list;
}

std::vector<QueueSong> songsFrom(TrackId first, int count) {
    std::vector<QueueSong> list;
    for (int i = 0; i < count; ++i)
        list.push_back({.track = first + i, .file = {}, .artist = static_cast<std::uint32_t>(i / 10 + 1)});
    return list;
}

const QueueContext kAlbum{.kind = QueueContext::Kind::album, .name = "Album", .id = 0};

PlayQueue album(std::initializer_list<TrackId> tracks, std::size_t index = 0) {
    PlayQueue queue;
    queue.start(songs(tracks), index, kAlbum, kSeed);
    return queue;
}

std::int64_t playing(const PlayQueue& queue) { return queue.state().current ? queue.state().current->song : 0; }

/// The songs of a part.
std::vector<std::int64_t> tracksOf(const QueueLists::Part& part) {
    std::vector<std::int64_t> tracks;
    std::ranges::transform(*part, std::back_inserter(tracks), &QueueEntry::song);
    return tracks;
}

/// What plays from now on, song after song as the player does it, up to so many.
std::vector<std::int64_t> playThrough(PlayQueue queue, std::size_t most = 100) {
    std::vector<std::int64_t> played;
    while (played.size() < most && queue.state().current) {
        played.push_back(playing(queue));
        const auto following = queue.follows(queue.state().current->id);
        if (!following)
            break;
        if (following->id == queue.state().current->id)
            continue;
        REQUIRE(queue.reach(following->id));
    }
    return played;
}

using Tracks = std::vector<std::int64_t>;

EntryId entryOf(const QueueLists::Part& part, std::int64_t track) {
    const auto found = std::ranges::find(*part, track, &QueueEntry::song);
    REQUIRE(found != part->end());
    return found->id;
}

} // namespace

TEST_CASE("an empty queue has neither next nor previous, and nothing follows") {
    PlayQueue queue;
    CHECK_FALSE(queue.hasNext());
    CHECK_FALSE(queue.hasPrevious());
    CHECK_FALSE(queue.next());
    CHECK_FALSE(queue.previous());
    CHECK_FALSE(queue.follows(3));
    CHECK_FALSE(queue.start({}, 0, kAlbum, kSeed));
    CHECK_FALSE(queue.canUndo());
}

TEST_CASE("what is started plays from the chosen song to its end") {
    const auto queue = album({1, 2, 3, 4}, 1);
    CHECK(playThrough(queue) == Tracks{2, 3, 4});
    CHECK(queue.state().lists.context == kAlbum);
    CHECK(playing(album({1, 2}, 99)) == 2);
}

TEST_CASE("what was put in plays before the rest of the context, and playing returns to its place there") {
    auto queue = album({1, 2, 3});
    queue.add(songs({10}));
    queue.add(songs({11}));
    queue.playNext(songs({20, 21}));
    CHECK(playThrough(queue) == Tracks{1, 20, 21, 10, 11, 2, 3});
}

TEST_CASE("play next keeps the order in which it was given, call after call") {
    auto queue = album({1, 2});
    for (const TrackId track : {10, 11, 12})
        queue.playNext(songs({track}));
    CHECK(playThrough(queue) == Tracks{1, 10, 11, 12, 2});
}

TEST_CASE("a song that would have come next anyway does not play twice when it is put next") {
    auto queue = album({1, 2, 3, 4});
    queue.playNext(songs({2, 3}));
    CHECK(playThrough(queue) == Tracks{1, 2, 3, 4});
    queue.undo();
    CHECK(playThrough(queue) == Tracks{1, 2, 3, 4});
    queue.playNext(songs({4})); // it lies further on
    CHECK(playThrough(queue) == Tracks{1, 4, 2, 3, 4});
}

TEST_CASE("songs are put in behind any entry that comes yet: in the context, among what was put in, behind what plays") {
    auto queue = album({1, 2, 3, 4});
    queue.add(songs({10, 11}));
    const EntryId first = queue.insertAfter(entryOf(queue.state().lists.started, 3), songs({20, 21}));
    CHECK(first == entryOf(queue.state().lists.started, 20));
    queue.insertAfter(entryOf(queue.state().lists.added, 10), songs({30}));
    queue.insertAfter(queue.state().current->id, songs({40}));
    CHECK(playThrough(queue) == Tracks{1, 40, 10, 30, 11, 2, 3, 20, 21, 4});
    queue.undo();
    queue.undo();
    queue.undo();
    CHECK(playThrough(queue) == Tracks{1, 10, 11, 2, 3, 4});
}

TEST_CASE("behind an entry that played, or that is none, songs come after all that was put in") {
    auto queue = album({1, 2, 3}, 1);
    queue.add(songs({10}));
    queue.insertAfter(entryOf(queue.state().lists.started, 1), songs({20}));
    queue.insertAfter(12'345, songs({30}));
    CHECK(queue.insertAfter(12'345, {}) == 0);
    queue.insertAfter(0, songs({40}));
    CHECK(playThrough(queue) == Tracks{2, 40, 10, 20, 30, 3});
}

TEST_CASE("starting something else keeps what was put in") {
    auto queue = album({1, 2, 3});
    queue.add(songs({10, 11}));
    queue.start(songs({5, 6}), 0, {}, kSeed);
    CHECK(playThrough(queue) == Tracks{5, 10, 11, 6});
}

TEST_CASE("the same song twice is two entries, and taking one away leaves the other") {
    auto queue = album({1});
    queue.add(songs({9}));
    queue.add(songs({9}));
    const auto first = queue.state().lists.added->front().id;
    queue.remove({{first}});
    REQUIRE(queue.state().lists.added->size() == 1);
    CHECK(queue.state().lists.added->front().id != first);
}

TEST_CASE("an entry's id is never used again") {
    auto queue = album({1, 2});
    std::set<EntryId> seen;
    const auto note = [&](const QueueLists::Part& part) {
        for (const auto& entry : *part)
            CHECK(seen.insert(entry.id).second);
    };
    note(queue.state().lists.started);
    queue.start(songs({1, 2}), 0, {}, kSeed);
    note(queue.state().lists.started);
    queue.clear();
    queue.undo();
    queue.undo();
    queue.add(songs({3}));
    note(queue.state().lists.added);
    CHECK(queue.state().lastId == seen.size());
}

TEST_CASE("what is decoded far ahead is asked for without changing anything") {
    auto queue = album({1, 2, 3});
    queue.add(songs({10}));
    const auto a = queue.follows(queue.state().current->id);
    const auto b = queue.follows(a->id);
    const auto c = queue.follows(b->id);
    CHECK(Tracks{a->song, b->song, c->song} == Tracks{10, 2, 3});
    CHECK_FALSE(queue.follows(c->id));
    CHECK(playing(queue) == 1);
    CHECK(queue.reach(b->id)); // two at once: the first was short
    CHECK(playing(queue) == 2);
    CHECK(queue.state().lists.added->empty());
    CHECK_FALSE(queue.reach(b->id));
}

TEST_CASE("repeat one plays the song again by itself, and next still goes on") {
    auto queue = album({1, 2});
    queue.setRepeat(RepeatMode::one);
    CHECK(playThrough(queue, 3) == Tracks{1, 1, 1});
    CHECK(queue.next()->song == 2);
}

TEST_CASE("repeat all begins anew, what was put in does not come again") {
    auto queue = album({1, 2});
    queue.add(songs({10}));
    queue.setRepeat(RepeatMode::all);
    CHECK(playThrough(queue, 6) == Tracks{1, 10, 2, 1, 2, 1});
    CHECK(queue.state().startedLeft() == 1);
}

TEST_CASE("next at the end stops there, with repeat off") {
    auto queue = album({1, 2}, 1);
    CHECK_FALSE(queue.hasNext());
    CHECK_FALSE(queue.next());
    CHECK(playing(queue) == 2);
}

TEST_CASE("stop after this song ends playing once, and another song is not stopped after") {
    auto queue = album({1, 2, 3});
    queue.setStopAfterCurrent(true);
    CHECK(playThrough(queue) == Tracks{1});
    CHECK(queue.next()->song == 2);
    CHECK(playThrough(queue) == Tracks{2, 3});
}

TEST_CASE("previous walks back through what was heard, and next comes back") {
    auto queue = album({1, 2, 3});
    queue.add(songs({10}));
    queue.next();
    queue.next();
    REQUIRE(playing(queue) == 2);
    CHECK(queue.previous()->song == 10);
    CHECK(queue.previous()->song == 1);
    CHECK(playThrough(queue) == Tracks{1, 10, 2, 3});
}

TEST_CASE("before what was heard of an album lie its earlier songs, then what played before the album") {
    auto queue = album({5, 6});
    queue.start(songs({1, 2, 3}), 2, {}, kSeed);
    CHECK(queue.previous()->song == 2);
    CHECK(queue.previous()->song == 1);
    CHECK(queue.previous()->song == 5);
    CHECK(queue.next()->song == 1);
}

TEST_CASE("a jump goes there and keeps what was put in") {
    auto queue = album({1, 2, 3, 4});
    queue.add(songs({10, 11, 12}));
    CHECK(queue.jumpTo(entryOf(queue.state().lists.started, 3))->song == 3);
    CHECK(playThrough(queue) == Tracks{3, 10, 11, 12, 4});
    CHECK(queue.jumpTo(entryOf(queue.state().lists.added, 11))->song == 11);
    CHECK(playThrough(queue) == Tracks{11, 10, 12, 4});
    CHECK(queue.jumpTo(entryOf(queue.state().history, 1))->song == 1);
    CHECK_FALSE(queue.jumpTo(12'345));
}

TEST_CASE("the history keeps the last 500") {
    PlayQueue queue;
    queue.start(songsFrom(1, 700), 0, {}, kSeed);
    for (int i = 0; i < 600; ++i)
        REQUIRE(queue.next());
    CHECK(queue.state().history->size() == PlayQueue::kHistory);
    CHECK(queue.state().history->back().song == 600);
    CHECK(queue.previous()->song == 600);
}

TEST_CASE("what cannot be played is passed over, also by previous, and nothing at all ends it") {
    auto queue = album({1, 2, 3, 4});
    const auto isOdd = [](const QueueEntry& entry) { return entry.song % 2 == 1; };
    CHECK(queue.follows(queue.state().current->id, isOdd)->song == 3);
    CHECK(queue.next(isOdd)->song == 3);
    CHECK(queue.previous(isOdd)->song == 1);
    const auto none = [](const QueueEntry&) { return false; };
    queue.setRepeat(RepeatMode::all);
    CHECK_FALSE(queue.follows(queue.state().current->id, none));
    queue.setRepeat(RepeatMode::one);
    CHECK(queue.follows(queue.state().current->id, [&](const QueueEntry& entry) { return entry.song != 1; })->song == 2);
}

TEST_CASE("what is taken away does not play, and the song that plays stays") {
    auto queue = album({1, 2, 3, 4, 5}, 2);
    queue.add(songs({10, 11}));
    std::vector<EntryId> all;
    for (const std::int64_t track : {1, 3, 4})
        all.push_back(entryOf(queue.state().lists.started, track));
    all.push_back(entryOf(queue.state().lists.added, 10));
    queue.remove(all);
    CHECK(playThrough(queue) == Tracks{3, 11, 5});
    CHECK(queue.state().isCurrentStarted());
    queue.remove({{99'999}});
    queue.undo();
    CHECK(playThrough(queue) == Tracks{3, 10, 11, 4, 5});
}

TEST_CASE("several entries are moved together, in their order, within their part and to the other one") {
    auto queue = album({1, 2, 3, 4, 5});
    queue.add(songs({10, 11, 12}));
    const auto started = queue.state().lists.started;
    const auto added = queue.state().lists.added;
    queue.move({{entryOf(started, 5), entryOf(started, 4)}}, {QueueTarget::Part::started, entryOf(started, 2)});
    CHECK(playThrough(queue) == Tracks{1, 10, 11, 12, 4, 5, 2, 3});
    queue.move({{entryOf(started, 3)}}, {QueueTarget::Part::added, entryOf(added, 11)});
    CHECK(playThrough(queue) == Tracks{1, 10, 3, 11, 12, 4, 5, 2});
    queue.move({{entryOf(added, 10), entryOf(added, 12)}}, {QueueTarget::Part::started, 0});
    CHECK(playThrough(queue) == Tracks{1, 3, 11, 4, 5, 2, 10, 12});
    for (int i = 0; i < 3; ++i)
        queue.undo();
    CHECK(playThrough(queue) == Tracks{1, 10, 11, 12, 2, 3, 4, 5});
}

TEST_CASE("an entry dropped before itself, or before another that moves along, lands where it was meant") {
    auto queue = album({1, 2, 3, 4});
    const auto started = queue.state().lists.started;
    queue.move({{entryOf(started, 2)}}, {QueueTarget::Part::started, entryOf(started, 2)});
    CHECK(playThrough(queue) == Tracks{1, 2, 3, 4});
    queue.move({{entryOf(started, 2), entryOf(started, 3)}}, {QueueTarget::Part::started, entryOf(started, 3)});
    CHECK(playThrough(queue) == Tracks{1, 2, 3, 4});
    queue.move({{entryOf(started, 1)}}, {QueueTarget::Part::started, 0}); // it plays
    CHECK(playThrough(queue) == Tracks{1, 2, 3, 4});
}

TEST_CASE("clearing leaves what plays alone, and undo brings everything back") {
    auto queue = album({1, 2, 3}, 1);
    queue.add(songs({10}));
    queue.clear();
    CHECK(playThrough(queue) == Tracks{2});
    CHECK(queue.state().lists.context.kind == QueueContext::Kind::none);
    queue.undo();
    CHECK(playThrough(queue) == Tracks{2, 10, 3});
    CHECK(queue.state().lists.context == kAlbum);
    queue.redo();
    CHECK(playThrough(queue) == Tracks{2});
}

TEST_CASE("undo while the music went on does not play again what has played") {
    auto queue = album({1, 2, 3, 4});
    queue.add(songs({10, 11}));
    queue.remove({{entryOf(queue.state().lists.started, 4)}});
    queue.next();
    queue.next();
    queue.next();
    REQUIRE(playing(queue) == 2);
    queue.undo();
    CHECK(playThrough(queue) == Tracks{2, 3, 4});
}

TEST_CASE("twenty steps can be undone, and a new change ends what could be redone") {
    auto queue = album({1});
    for (TrackId track = 100; track < 130; ++track)
        queue.add(songs({track}));
    int steps = 0;
    for (; queue.canUndo(); ++steps)
        queue.undo();
    CHECK(steps == 20);
    CHECK(queue.state().lists.added->size() == 10);
    for (int i = 0; i < 5; ++i)
        queue.redo();
    CHECK(queue.state().lists.added->size() == 15);
    queue.add(songs({200}));
    CHECK_FALSE(queue.canRedo());
}

TEST_CASE("undoing a start brings the former context back behind the song that plays") {
    auto queue = album({1, 2, 3});
    queue.next();
    queue.start(songs({7, 8}), 0, {}, kSeed);
    queue.undo();
    CHECK(playThrough(queue) == Tracks{7, 3});
}

TEST_CASE("a shuffle begins with the song that plays, plays each once, and its end gives the order back") {
    PlayQueue queue;
    queue.start(songsFrom(1, 100), 30, {}, kSeed);
    queue.setShuffled(true, kSeed);
    auto played = playThrough(queue, 200);
    CHECK(played.front() == 31);
    CHECK_FALSE(std::ranges::is_sorted(played));
    std::ranges::sort(played);
    Tracks all(100);
    std::iota(all.begin(), all.end(), 1);
    CHECK(played == all);
    const auto next = queue.next();
    queue.setShuffled(false, kSeed);
    CHECK(playing(queue) == next->song);
    CHECK(tracksOf(queue.state().lists.started) == all);
}

TEST_CASE("a shuffle is another at each start, and the same for the same seed") {
    PlayQueue queue;
    queue.setShuffled(true, 1);
    const auto orderOf = [&](std::uint64_t seed) {
        queue.start(songsFrom(1, 50), 10, {}, seed);
        return tracksOf(queue.state().lists.started);
    };
    const auto one = orderOf(1);
    CHECK(one.front() == 11);
    CHECK(orderOf(1) == one);
    CHECK(orderOf(2) != one);
    std::set<std::int64_t> first;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        first.insert(queue.start(songsFrom(1, 50), PlayQueue::kAnySong, {}, seed)->song);
    CHECK(first.size() > 5);
}

TEST_CASE("what follows stays the same however often it is asked while shuffled, and previous goes back to what was heard") {
    PlayQueue queue;
    queue.setShuffled(true, 1);
    queue.start(songsFrom(1, 50), 10, {}, kSeed);
    const auto follows = queue.follows(queue.state().current->id);
    CHECK(queue.follows(queue.state().current->id) == follows);
    CHECK(queue.next() == follows);
    CHECK(queue.previous()->song == 11);
    CHECK_FALSE(queue.hasPrevious());
    CHECK(queue.next() == follows);
}

TEST_CASE("while shuffled what was moved and what was put in outlast the shuffle's end") {
    PlayQueue queue;
    queue.start(songsFrom(1, 20), 0, {}, kSeed);
    queue.setShuffled(true, kSeed);
    queue.add(songs({100}));
    const auto last = queue.state().lists.started->back().id;
    queue.move({{last}}, {QueueTarget::Part::started, (*queue.state().lists.started)[1].id});
    CHECK((*queue.state().lists.started)[1].id == last);
    queue.remove({{last}});
    queue.setShuffled(false, kSeed);
    CHECK(queue.state().lists.started->size() == 19);
    CHECK(tracksOf(queue.state().lists.added) == Tracks{100});
}

TEST_CASE("files outside every library are kept by their names") {
    PlayQueue queue;
    queue.start({{.track = 0, .file = "/a/one.mp3"}, {.track = 3, .file = {}}, {.track = 0, .file = "/a/two.mp3"}}, 0, {}, kSeed);
    queue.add({{.track = 0, .file = "/b/three.mp3"}});
    const auto& state = queue.state();
    CHECK(state.songOf((*state.lists.started)[0]).file == "/a/one.mp3");
    CHECK(state.songOf((*state.lists.started)[1]).track == 3);
    CHECK(state.songOf((*state.lists.started)[2]).file == "/a/two.mp3");
    CHECK(state.songOf(state.lists.added->front()).file == "/b/three.mp3");
}

TEST_CASE("names of files that are in the queue no more are not kept for ever") {
    PlayQueue queue;
    for (const char* name : {"/a.mp3", "/b.mp3", "/c.mp3"})
        queue.start({{.track = 0, .file = name}}, 0, {}, kSeed);
    queue.add({{.track = 0, .file = "/d.mp3"}});
    QueueState state = queue.state();
    state.history = std::make_shared<const QueueEntries>();
    const PlayQueue again(state);
    CHECK(again.state().files->size() == 2);
    CHECK(again.state().songOf(*again.state().current).file == "/c.mp3");
    CHECK(again.state().isCurrentStarted());
    CHECK(again.state().songOf(again.state().lists.added->front()).file == "/d.mp3");
}

TEST_CASE("what is taken out of a state is what the queue goes on with") {
    auto queue = album({1, 2, 3});
    queue.add(songs({10}));
    queue.next();
    PlayQueue again(queue.state());
    CHECK(playThrough(again) == playThrough(queue));
    CHECK(again.previous()->song == 1);
    CHECK_FALSE(again.canUndo());
}

TEST_CASE("copies of a state share their parts, and a change in one part leaves the others shared") {
    PlayQueue queue;
    queue.start(songsFrom(1, 1000), 0, {}, kSeed);
    const QueueState before = queue.state();
    queue.add(songs({5000}));
    CHECK(queue.state().lists.started == before.lists.started);
    CHECK(before.lists.added->empty());
}

TEST_CASE("200,000 entries are added, shuffled, moved and undone", "[.][bench]") {
    const auto many = songsFrom(1, 200'000);
    PlayQueue queue;
    queue.start(many, 100, {}, kSeed);
    BENCHMARK("start") {
        PlayQueue fresh;
        return fresh.start(many, 100, {}, kSeed);
    };
    BENCHMARK("add") {
        PlayQueue fresh(queue.state());
        fresh.add(many);
        return fresh.state().lastId;
    };
    BENCHMARK("shuffle") {
        PlayQueue fresh(queue.state());
        fresh.setShuffled(true, kSeed);
        return fresh.state().lastId;
    };
    std::vector<EntryId> half;
    for (std::size_t i = 0; i < 100'000; ++i)
        half.push_back((*queue.state().lists.started)[2 * i].id);
    BENCHMARK("move half of them") {
        PlayQueue fresh(queue.state());
        fresh.move(half, {QueueTarget::Part::started, 0});
        return fresh.state().lastId;
    };
    BENCHMARK("remove half of them and undo") {
        PlayQueue fresh(queue.state());
        fresh.remove(half);
        fresh.undo();
        return fresh.state().lastId;
    };
    BENCHMARK("next") {
        PlayQueue fresh(queue.state());
        return fresh.next();
    };
}
