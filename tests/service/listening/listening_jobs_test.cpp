// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/listening/listening_jobs.h"
#include "engine/store/library_store.h"
#include "engine/store/listening_store.h"
#include "engine/store/track_store.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <latch>
#include <memory>
#include <vector>

using namespace segue;

namespace {

constexpr int kSongs = 3;

struct ListeningFixture {
    test::TemporaryFolder folder;
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    EventEmitter emitter{[](Event) {}};
    std::vector<TrackId> songs;

    ListeningFixture() {
        writer
            .run([this](store::Database& database) {
                const auto library = store::LibraryStore(database).add("Local Music #1", "/music");
                for (int i = 0; i < kSongs; ++i)
                    songs.push_back(
                        store::TrackStore(database, {})
                            .save({.library = library, .path = "/music/" + std::to_string(i) + ".mp3"}, "/music", {100, 1}));
            })
            .get();
    }

    int ratingOf(TrackId song) { return store::ListeningStore(reader).find(song).value_or(store::Listening{}).rating; }
};

} // namespace

TEST_CASE_METHOD(ListeningFixture,
                 "a rating is on its way to the database at once, so that none is lost at quit however much waits to be told") {
    std::latch go(1);
    ListeningJobs jobs(reader, emitter, {.writer = &writer, .stored = [&](std::span<const TrackId>) { go.wait(); }});
    for (const auto song : songs)
        jobs.rate(song, 4);
    writer.run([](store::Database&) {}).get(); // it comes after them
    for (const auto song : songs)
        CHECK(ratingOf(song) == 4);
    go.count_down();
}

TEST_CASE_METHOD(ListeningFixture, "what is rated while the writer is busy is stored when the program is left meanwhile") {
    std::latch begun(1), go(1);
    auto work = writer.run([&](store::Database&) {
        begun.count_down();
        go.wait();
    });
    begun.wait();
    auto jobs = std::make_unique<ListeningJobs>(reader, emitter,
                                                ListeningShelf{.writer = &writer, .stored = [](std::span<const TrackId>) {}});
    for (const auto song : songs)
        jobs->rate(song, 5);
    std::jthread quit([&] { jobs.reset(); });
    go.count_down();
    quit.join();
    work.get();
    writer.run([](store::Database&) {}).get();
    for (const auto song : songs)
        CHECK(ratingOf(song) == 5);
}

TEST_CASE_METHOD(ListeningFixture, "a song is loved with its fifth star and no longer when it loses one, and each is said once") {
    std::vector<std::pair<TrackId, bool>> said; // on the writer's thread
    ListeningJobs jobs(reader, emitter,
                       {.writer = &writer,
                        .stored = [](std::span<const TrackId>) {},
                        .loved = [&](store::Database&, TrackId track, bool isLoved) { said.emplace_back(track, isLoved); }});
    for (const int stars : {4, 5, 5, 3, 0, 5})
        jobs.rate(songs[0], stars);
    jobs.rate(songs[1], 5);
    jobs.rate(songs[1], 0);
    jobs.rate(songs[2], 1);
    writer.run([](store::Database&) {}).get(); // it comes after them
    using Said = std::vector<std::pair<TrackId, bool>>;
    CHECK(said == Said{{songs[0], true}, {songs[0], false}, {songs[0], true}, {songs[1], true}, {songs[1], false}});
}
