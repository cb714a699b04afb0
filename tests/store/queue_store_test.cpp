// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/queue_store.h"

#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::store;
using namespace std::chrono_literals;

namespace {

QueueLists::Part part(QueueEntries entries) { return std::make_shared<const QueueEntries>(std::move(entries)); }

/// Something of everything.
StoredQueue example() {
    StoredQueue queue{.state = {}, .position = 12'345ms};
    auto& state = queue.state;
    state.lists.context = {.kind = QueueContext::Kind::recommendation, .name = "Caf\u00e9", .id = 3};
    state.lists.started = part({{.id = 1, .song = 10, .artist = 5, .rank = 1}, {.id = 2, .song = -2, .artist = 0, .rank = 0}});
    state.lists.added = part({{.id = 3, .song = 11, .artist = 6, .rank = 1}});
    state.lists.automatic = part({{.id = 4, .song = 12, .artist = 7, .rank = 0}});
    state.lists.place = 1;
    state.lists.isShuffled = true;
    state.current = (*state.lists.started)[1];
    state.history = part({{.id = 1, .song = 10, .artist = 5, .rank = 1}});
    state.files = std::make_shared<const std::vector<std::filesystem::path>>(
        std::vector<std::filesystem::path>{"/a/b.mp3", "/a/line\nbreak \xE9.mp3"});
    state.repeat = RepeatMode::all;
    state.lastId = 9;
    state.historyBefore = 1;
    return queue;
}

struct QueueFixture {
    test::TemporaryFolder folder;
    Database database{folder / "segue.db", Access::write};
    QueueStore queues{database};

    void exec(const std::string& sql) { database.connection().exec(sql); }
};

} // namespace

TEST_CASE("a database of a listener who never played anything holds no queue") {
    const QueueFixture f;
    CHECK_FALSE(f.queues.load());
}

TEST_CASE("a queue is found again as it was, its order before the shuffle too") {
    QueueFixture f;
    const auto queue = example();
    f.queues.save(queue, {});
    const auto found = f.queues.load();
    REQUIRE(found);
    CHECK(found->position == queue.position);
    const auto &now = found->state, &was = queue.state;
    CHECK(now.lists.context == was.lists.context);
    CHECK(*now.lists.started == *was.lists.started);
    CHECK(*now.lists.added == *was.lists.added);
    CHECK(*now.lists.automatic == *was.lists.automatic);
    CHECK(now.lists.place == 1);
    CHECK(now.lists.isShuffled);
    CHECK(now.current == was.current);
    CHECK(*now.history == *was.history);
    CHECK(*now.files == *was.files);
    CHECK(now.repeat == RepeatMode::all);
    CHECK(now.lastId == 9);
    CHECK(now.historyBefore == 1);
}

TEST_CASE("of parts that are the same nothing is written") {
    QueueFixture f;
    auto queue = example();
    f.queues.save(queue, {});
    f.exec("UPDATE play_queue_part SET entries = x'' WHERE part = 0; UPDATE play_queue SET position_ms = 1, place = -1, current = "
           "x''");
    const QueueState before = queue.state;
    queue.state.lists.added = part({});
    queue.state.lists.place = -1;
    queue.state.current.reset();
    queue.position = 5s;
    f.queues.save(queue, before);
    const auto found = f.queues.load();
    REQUIRE(found);
    CHECK(found->state.lists.started->empty()); // as it was put there behind its back
    CHECK(found->state.lists.added->empty());
    CHECK(found->position == 5s);
}

TEST_CASE("a queue that Segue would not write is none") {
    for (const char* damage :
         {"UPDATE play_queue SET context_kind = 99", "UPDATE play_queue SET repeat_mode = -1", "UPDATE play_queue SET place = 2",
          "UPDATE play_queue SET place = -2", "UPDATE play_queue SET last_entry = 3", "UPDATE play_queue SET current = x'01'",
          "UPDATE play_queue SET history_before = 2", "UPDATE play_queue_part SET entries = x'0102' WHERE part = 1",
          "UPDATE play_queue_part SET entries = zeroblob(24) WHERE part = 1",
          "UPDATE play_queue_part SET entries = x'' WHERE part = 4", // the file has no name
          "UPDATE play_queue_part SET entries = (SELECT entries FROM play_queue_part WHERE part = 1) WHERE part = 2",
          "INSERT INTO play_queue_part VALUES (5, x'')"}) {
        INFO(damage);
        QueueFixture f;
        f.queues.save(example(), {});
        f.exec(damage);
        CHECK_FALSE(f.queues.load());
    }
}

TEST_CASE("a song of a library that is offline, one that is missing and one that is gone are not there") {
    QueueFixture f;
    LibraryStore libraries(f.database);
    TrackStore tracks(f.database, {});
    const auto library = libraries.add("Music", "/music");
    Track track;
    track.library = library;
    track.path = "/music/one.mp3";
    track.title = "One";
    const auto song = tracks.save(track, "/music", {.size = 1, .modifiedNs = 1});
    CHECK(f.queues.isThere(song));
    CHECK_FALSE(f.queues.isThere(song + 1));
    tracks.markMissing({{song}}, std::chrono::sys_seconds{1s});
    CHECK_FALSE(f.queues.isThere(song));
    tracks.markFound({{song}});
    f.exec("UPDATE library SET offline = 1");
    CHECK_FALSE(f.queues.isThere(song));
}

TEST_CASE("200,000 entries are stored and found again", "[.][bench]") {
    QueueFixture f;
    StoredQueue queue;
    QueueEntries entries(200'000);
    for (std::size_t i = 0; i < entries.size(); ++i)
        entries[i] = {.id = i + 1, .song = static_cast<std::int64_t>(i + 1), .artist = 1, .rank = 0};
    queue.state.lastId = entries.size();
    queue.state.lists.started = part(std::move(entries));
    BENCHMARK("save") { return f.queues.save(queue, {}); };
    BENCHMARK("save the position alone") { return f.queues.save(queue, queue.state); };
    BENCHMARK("load") { return f.queues.load()->state.lastId; };
}
