// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/direct_reader.h"
#include "engine/service/correct/correction_jobs.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/images.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <condition_variable>
#include <deque>
#include <mutex>

using namespace segue;
using Catch::Matchers::Contains;

namespace {

struct CorrectionFixture {
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
    std::vector<std::filesystem::path> covers;
    std::unique_ptr<CorrectionJobs> jobs;

    CorrectionFixture() {
        writer
            .run([this](store::Database& database) {
                const auto library = store::LibraryStore(database).add("Local Music #1", "/music");
                for (const char* name : {"one", "two", "three"})
                    songs.push_back(
                        store::TrackStore(database, {})
                            .save({.library = library, .path = std::string("/music/") + name, .title = name, .album = "X"},
                                  "/music", {100, 1}));
            })
            .get();
        jobs = std::make_unique<CorrectionJobs>(
            reader, CorrectionRooms{.writer = &writer,
                                    .emitter = emitter,
                                    .files = files,
                                    .stored = [this](std::span<const TrackId> some) { told.assign(some.begin(), some.end()); },
                                    .coverChanged = [this](const std::filesystem::path& path) { covers.push_back(path); }});
    }
    ~CorrectionFixture() { jobs->stop(); }

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
    Track song(std::size_t place) { return store::TrackStore(reader, {}).find(songs[place]).value(); }
};

} // namespace

TEST_CASE_METHOD(CorrectionFixture, "several songs are corrected at once, told, and each change is undone, the last first") {
    jobs->correct({songs[0], songs[1]}, {{TagField::album, " Y\t "}, {TagField::year, "2001"}});
    const auto changed = wait<CorrectionsChanged>();
    CHECK(changed.songs == 2);
    CHECK(changed.fields == (bitOf(TagField::album) | bitOf(TagField::year)));
    CHECK(changed.canUndo);
    CHECK(told == std::vector<TrackId>{songs[0], songs[1]});
    CHECK(song(0).album == "Y");
    jobs->correct({songs[0]}, {{TagField::album, "Z"}});
    wait<CorrectionsChanged>();
    jobs->undo();
    CHECK(wait<CorrectionsChanged>().isUndo);
    CHECK(song(0).album == "Y");
    jobs->undo();
    CHECK_FALSE(wait<CorrectionsChanged>().canUndo);
    CHECK(song(0).album == "X");
    CHECK(song(1).corrected == 0);
}

TEST_CASE_METHOD(CorrectionFixture, "what is known of songs is listed, of all that were corrected too, and saved as a table") {
    jobs->correct({songs[2]}, {{TagField::title, "Drei"}});
    jobs->list(5, {});
    const auto all = wait<CorrectionsLoaded>();
    CHECK(all.request == 5);
    REQUIRE(all.songs.size() == 1);
    CHECK(all.songs[0].track.title == "Drei");
    CHECK(all.songs[0].corrections.at(0).was == "three");
    jobs->list(6, {songs[0], songs[2], 999});
    CHECK(wait<CorrectionsLoaded>().songs.size() == 2);
    jobs->exportTo(folder / "all.csv");
    CHECK(wait<Notice>().message.id() == MessageId::correctionsSaved);
    CHECK_THAT(test::readBytes(folder / "all.csv"), Contains("Drei"));
    test::writeBytes(folder / "song.mp3", "music");
    jobs->exportTo(folder / "song.mp3");
    CHECK(wait<Notice>().message.id() == MessageId::correctionNoTable);
    CHECK(test::readBytes(folder / "song.mp3") == "music");
}

TEST_CASE_METHOD(CorrectionFixture, "a chosen image is kept, made anew, whatever becomes of its file; what is no image is told") {
    test::writeBytes(folder / "cover.dat", test::bmp(40, 30, {200, 100, 50})); // its bytes tell what it is
    jobs->correctCover({songs[0]}, folder / "cover.dat");
    CHECK(wait<CorrectionsChanged>().fields == bitOf(TagField::cover));
    std::filesystem::remove(folder / "cover.dat");
    const auto cover = store::CorrectionStore(reader).coverOf(songs[0]);
    REQUIRE(cover);
    CHECK(cover->width == 40);
    CHECK(cover->height == 30);
    CHECK_FALSE(cover->file.empty());
    CHECK(song(0).hasCover);
    CHECK(covers == std::vector<std::filesystem::path>{"/music/one"});
    for (const auto& bytes : {std::string(), test::junk(5000)}) {
        test::writeBytes(folder / "bad.png", bytes);
        jobs->correctCover({songs[1]}, folder / "bad.png");
        CHECK(wait<Notice>().message.id() == MessageId::correctionNoImage);
    }
    jobs->correctCover({songs[1]}, folder / "none.png");
    CHECK(wait<Notice>().message.id() == MessageId::fileNotThere);
    CHECK(song(1).corrected == 0);
}

TEST_CASE_METHOD(CorrectionFixture, "numbers that no song has are refused, and without a writer nothing is corrected") {
    for (const char* bad : {"soon", "-1", "10000", "1.5", "99999999999"}) {
        jobs->correct({songs[0]}, {{TagField::year, bad}});
        CHECK(wait<Notice>().message.id() == MessageId::correctionNotNumber);
    }
    CorrectionJobs reading(reader, CorrectionRooms{.emitter = emitter, .files = files});
    reading.correct({songs[0]}, {{TagField::title, "Uno"}});
    CHECK(wait<Notice>().message.id() == MessageId::correctionReadOnly);
    reading.stop();
    CHECK(song(0).corrected == 0);
}
