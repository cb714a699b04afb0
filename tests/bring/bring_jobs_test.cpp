// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/direct_reader.h"
#include "engine/service/bring/bring_jobs.h"
#include "engine/store/library_store.h"
#include "engine/store/listening_store.h"
#include "engine/store/recording_store.h"
#include "engine/store/track_store.h"
#include "tests/bring/foreign_examples.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <condition_variable>
#include <deque>
#include <mutex>

using namespace segue;
namespace fs = std::filesystem;

namespace {

/// A listener's database with three songs, and jobs that bring things along to it.
struct BringFixture {
    test::TemporaryFolder folder;
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<Event> events;
    EventEmitter emitter{[this](Event event) {
        const std::lock_guard lock(mutex);
        events.push_back(std::move(event));
        arrived.notify_all();
    }};
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    audio::DirectReader files;
    std::vector<TrackId> songs, told;
    std::vector<std::pair<std::string, std::vector<TrackId>>> lists;
    std::vector<PlaylistId> removed;
    fs::path foreign = folder / "strawberry.db";
    std::unique_ptr<BringJobs> jobs;

    BringFixture() {
        write([this](store::Database& database) {
            const auto library = store::LibraryStore(database).add("Local Music #1", "/music");
            for (const char* name : {"one #1", "two", "three"})
                songs.push_back(
                    store::TrackStore(database, {})
                        .save({.library = library, .path = std::string("/music/a/") + name + ".mp3", .title = name, .artist = "A"},
                              "/music", {100, 1}));
        });
        SQLite::Database(foreign.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(test::kStrawberry);
        start();
    }
    ~BringFixture() { jobs->stop(); }

    void start() {
        jobs = std::make_unique<BringJobs>(
            reader,
            BringRooms{.writer = &writer,
                       .emitter = emitter,
                       .files = files,
                       .stored = [this](std::span<const TrackId> some) { told.insert(told.end(), some.begin(), some.end()); },
                       .playlists = {.keep =
                                         [this](store::Database&, const PlaylistGift& gift) {
                                             lists.emplace_back(gift.name, gift.songs);
                                             return static_cast<PlaylistId>(lists.size());
                                         },
                                     .remove = [this](store::Database&, PlaylistId id) { removed.push_back(id); }}});
    }
    void write(store::Writer::Job job) { writer.run(std::move(job)).get(); }

    template <typename Answer>
    Answer wait() {
        std::unique_lock lock(mutex);
        std::optional<Answer> found;
        REQUIRE(arrived.wait_for(lock, std::chrono::minutes(2), [&] {
            while (!events.empty() && !found) {
                if (auto* answer = std::get_if<Answer>(&events.front()))
                    found = std::move(*answer);
                events.pop_front();
            }
            return found.has_value();
        }));
        return *found;
    }
    BringPlan plan(BringOptions options = {}) {
        jobs->plan(1, BringSource::strawberry, foreign, options);
        return wait<BringPlanned>().plan;
    }
    BringPlan bring(BringOptions options = {}) {
        jobs->bring(2, BringSource::strawberry, foreign, options);
        const auto done = wait<BringDone>();
        CHECK(done.problem.empty());
        return done.plan;
    }
    std::vector<store::Listening> all() {
        std::vector<store::Listening> values;
        for (const TrackId song : songs)
            values.push_back(store::ListeningStore(reader).find(song).value_or(store::Listening{}));
        return values;
    }
};

} // namespace

TEST_CASE_METHOD(BringFixture, "a dry run tells what would change and changes nothing") {
    const auto before = all();
    const auto plan = this->plan();
    CHECK(plan.songs == 2);
    CHECK(plan.found == 2);
    CHECK(plan.changed == 1);
    CHECK(plan.ratings.songs == 1);
    CHECK(plan.plays.examples.at(0).after == 12);
    REQUIRE(plan.playlists.size() == 1);
    CHECK(plan.playlists[0].found == 2);
    CHECK(plan.playlists[0].lines == 3);
    CHECK(all() == before);
    CHECK(lists.empty());
}

TEST_CASE_METHOD(BringFixture, "what is brought along does what the dry run told, once: again it changes nothing") {
    const auto planned = plan();
    CHECK(bring().changed == planned.changed);
    const auto after = all();
    CHECK(after[0].rating == 4);
    CHECK(after[0].plays == 12);
    CHECK(after[0].lastPlayed.time_since_epoch().count() == 1'500'000'000);
    CHECK(after[0].added.time_since_epoch().count() == 1'400'000'000);
    CHECK(told == std::vector<TrackId>{songs[0]});
    REQUIRE(lists.size() == 1);
    CHECK(lists[0].first == "Quiet");
    CHECK(lists[0].second == std::vector<TrackId>{songs[1], songs[0]});
    const auto again = bring();
    CHECK(again.changed == 0);
    CHECK(again.playlists.at(0).isThere);
    CHECK(lists.size() == 1);
    CHECK(all() == after);
}

TEST_CASE_METHOD(BringFixture, "bringing along is undone exactly, also after a restart, but for what the listener did since") {
    write([this](store::Database& database) { store::ListeningStore(database).rate(songs[0], 2); });
    const auto before = all();
    bring({.theirsWin = true});
    CHECK(all()[0].rating == 4);
    jobs->stop();
    start(); // another run of the program
    jobs->find();
    CHECK(wait<SourcesFound>().last.songs == 1);
    SECTION("nothing since") {
        jobs->undo();
        const auto undone = wait<BringUndone>();
        CHECK(undone.problem.empty());
        CHECK(undone.was.source == BringSource::strawberry);
        CHECK(undone.was.songs == 1);
        CHECK(all() == before);
        CHECK(removed == std::vector<PlaylistId>{1});
        jobs->undo();
        CHECK(wait<BringUndone>().was.songs == 0);
        CHECK(all() == before);
        CHECK(bring().changed == 1); // it can be done again
    }
    SECTION("heard and rated since") {
        const std::chrono::sys_seconds now{std::chrono::seconds{1'800'000'000}};
        write([&](store::Database& database) {
            store::ListeningStore(database).countPlay(songs[0], now);
            store::ListeningStore(database).rate(songs[0], 1);
        });
        jobs->undo();
        wait<BringUndone>();
        CHECK(all()[0].plays == 1);
        CHECK(all()[0].lastPlayed == now);
        CHECK(all()[0].rating == 1);
        CHECK(all()[0].added == before[0].added);
    }
    SECTION("the song was identified since") {
        write([this](store::Database& database) {
            store::RecordingStore(database).assign(songs[0],
                                                   {.identity = "mp3-1-x", .rest = {}, .duration = std::chrono::seconds(1)});
        });
        jobs->undo();
        wait<BringUndone>();
        CHECK(all()[0].plays == 0);
        CHECK(all()[0].rating == 2);
    }
}

TEST_CASE_METHOD(BringFixture, "a file that cannot be read is told with a reason, and nothing is changed") {
    test::writeBytes(foreign, test::junk(1000));
    const auto before = all();
    jobs->plan(7, BringSource::strawberry, foreign, {});
    const auto planned = wait<BringPlanned>();
    CHECK(planned.request == 7);
    CHECK(planned.problem.id() == MessageId::bringDamaged);
    jobs->bring(8, BringSource::strawberry, folder / "none", {});
    CHECK(wait<BringDone>().problem.id() == MessageId::fileNotThere);
    CHECK(all() == before);
}

TEST_CASE_METHOD(BringFixture, "without a writer nothing is brought along") {
    jobs->stop();
    jobs = std::make_unique<BringJobs>(reader, BringRooms{.emitter = emitter, .files = files});
    CHECK(plan().changed == 1);
    jobs->bring(1, BringSource::strawberry, foreign, {});
    CHECK(wait<BringDone>().problem.id() == MessageId::bringReadOnly);
    jobs->undo();
    CHECK(wait<BringUndone>().problem.id() == MessageId::bringReadOnly);
}
