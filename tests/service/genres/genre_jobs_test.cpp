// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/genres/genre_jobs.h"
#include "engine/store/analysis_store.h"
#include "engine/store/library_store.h"
#include "engine/store/track_store.h"
#include "tests/support/files.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <condition_variable>
#include <deque>
#include <mutex>

using namespace segue;
using namespace std::chrono_literals;

namespace {

/// A library of two styles, as a network heard it; its genres are compared for real.
struct GenreFixture {
    test::TemporaryFolder folder;
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<Event> events;
    std::vector<TrackId> announced;
    store::Writer writer{store::Database(folder / "segue.db", store::Access::write)};
    store::Database reader{folder / "segue.db", store::Access::read};
    EventEmitter emitter{[this](Event event) { note(std::move(event)); }};
    LibraryId library = 0;
    std::vector<TrackId> songs;
    std::unique_ptr<EmbeddingSpaces> spaces;
    std::unique_ptr<GenreJobs> jobs;

    ~GenreFixture() {
        if (jobs)
            jobs->stop();
    }

    void note(Event event) {
        {
            const std::lock_guard lock(mutex);
            events.push_back(std::move(event));
        }
        arrived.notify_all();
    }

    template <typename Wanted>
    Wanted next() {
        std::unique_lock lock(mutex);
        for (;;) {
            while (!events.empty()) {
                const Event event = std::move(events.front());
                events.pop_front();
                if (const auto* found = std::get_if<Wanted>(&event))
                    return *found;
            }
            if (arrived.wait_for(lock, 30s) == std::cv_status::timeout)
                throw std::runtime_error("it did not come");
        }
    }

    /// @param angle of the embedding; songs of close angles sound alike
    void add(int artist, const std::string& genre, double angle) {
        writer
            .run([&](store::Database& database) {
                if (library == 0)
                    library = store::LibraryStore(database).add("Local Music #1", "/music");
                const auto name = std::to_string(songs.size()) + ".mp3";
                const auto track = store::TrackStore(database, "m/1")
                                       .save({.library = library,
                                              .path = "/music/" + name,
                                              .title = name,
                                              .artist = "Artist " + std::to_string(artist),
                                              .genre = genre},
                                             "/music", {100, 1});
                store::AnalysisStore(database, "m/1")
                    .save(track,
                          {.identity = "recording " + name,
                           .embedding = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))},
                           .probabilities = {1.F},
                           .heardGenre = "Rock"},
                          1);
                songs.push_back(track);
            })
            .get();
    }
    /// Jazz at 0, Folk at a right angle; the last song is tagged Folk and sounds like Jazz.
    void addTwoStyles() {
        for (int i = 0; i < 20; ++i) {
            add(i, "Jazz", 0.01 * i);
            add(100 + i, "Folk", 1.57 - 0.01 * i);
        }
        add(500, "Folk", 0.1);
    }
    void start(bool readOnly = false) {
        spaces = std::make_unique<EmbeddingSpaces>(
            std::make_shared<EmbeddingSpace>("m/1", reader, inference::ModelLibrary(folder / "models", {})));
        jobs = std::make_unique<GenreJobs>(HearingRooms{readOnly ? nullptr : &writer, *spaces, emitter,
                                                        [this](std::span<const TrackId> tracks) {
                                                            const std::lock_guard lock(mutex);
                                                            announced.insert(announced.end(), tracks.begin(), tracks.end());
                                                        },
                                                        0ms},
                                           reader);
    }
    void hear() {
        jobs->hear();
        while (next<GenresHeard>().isRunning) {
        }
    }
    /// As often as it takes: an answer lets songs be compared, too.
    template <typename Condition>
    bool hearUntil(Condition&& isTrue) {
        for (int i = 0; i < 20; ++i) {
            hear();
            if (isTrue())
                return true;
        }
        return false;
    }
    GenreDoubtsLoaded list() {
        jobs->listDoubts(1);
        return next<GenreDoubtsLoaded>();
    }
    std::optional<Track> find(TrackId track) { return store::TrackStore(reader, "m/1").find(track); }
};

} // namespace

TEST_CASE_METHOD(GenreFixture, "a song whose tag disagrees with its sound is listed, and accepted without a change of the file") {
    addTwoStyles();
    start();
    hear();
    CHECK(find(songs.front())->heardAs == "Jazz");
    auto doubts = list();
    REQUIRE(doubts.doubts.size() == 1);
    CHECK(doubts.open == 1);
    CHECK(doubts.genres == 2);
    CHECK(doubts.doubts[0].track.id == songs.back());
    CHECK(doubts.doubts[0].heard == "Jazz");
    CHECK(doubts.doubts[0].strength > 0.5F);

    jobs->answer({songs.back()}, GenreAnswer::accepted);
    const auto told = next<GenreAnswersChanged>();
    CHECK(told.songs == 1);
    CHECK(told.canUndo);
    CHECK(find(songs.back())->acceptedGenre == "Jazz");
    CHECK(find(songs.back())->genre == "Folk");
    CHECK(std::ranges::find(announced, songs.back()) != announced.end());
    doubts = list();
    CHECK(doubts.open == 0);
    REQUIRE(doubts.doubts.size() == 1);
    CHECK(doubts.doubts[0].answer == GenreAnswer::accepted);
}

TEST_CASE_METHOD(GenreFixture, "every answer can be taken back: by undo, and from the list of answers") {
    addTwoStyles();
    start();
    hear();
    for (const auto answer : {GenreAnswer::accepted, GenreAnswer::left, GenreAnswer::means}) {
        CAPTURE(static_cast<int>(answer));
        jobs->answer({songs.back()}, answer);
        next<GenreAnswersChanged>();
        auto doubts = list();
        CHECK(doubts.open == 0);
        REQUIRE(doubts.doubts.size() == 1);
        CHECK(doubts.doubts[0].answer == answer);
        jobs->undo();
        next<GenreAnswersChanged>();
        CHECK(hearUntil([&] { return list().open == 1; }));
        jobs->answer({songs.back()}, answer);
        next<GenreAnswersChanged>();
        jobs->answer({songs.back()}, GenreAnswer::none);
        next<GenreAnswersChanged>();
        CHECK(hearUntil([&] {
            doubts = list();
            return doubts.open == 1;
        }));
        CHECK(doubts.doubts[0].answer == GenreAnswer::none);
    }
}

TEST_CASE_METHOD(GenreFixture, "a pair of tag and sound that means something else is not reported for other songs either") {
    addTwoStyles();
    add(501, "Folk", 0.12);
    start();
    hear();
    REQUIRE(list().open == 2);
    jobs->answer({songs.back()}, GenreAnswer::means);
    next<GenreAnswersChanged>();
    CHECK(list().open == 0);
}

TEST_CASE_METHOD(GenreFixture, "a retagged song is compared again, and an answer about its old tag is void") {
    addTwoStyles();
    start();
    hear();
    jobs->answer({songs.back()}, GenreAnswer::accepted);
    next<GenreAnswersChanged>();
    hear(); // the answer lets songs be compared; one of two such passes began after it
    hear();
    const auto basis = [&] {
        return store::GenreStore(reader, "m/1").find("recording " + std::to_string(songs.size() - 1) + ".mp3").value().basis;
    };
    const auto before = basis();
    writer
        .run([&](store::Database& database) {
            database.connection().exec("UPDATE track SET genre = 'Metal' WHERE id = " + std::to_string(songs.back()));
        })
        .get();
    CHECK(find(songs.back())->acceptedGenre.empty());
    CHECK(hearUntil([&] { return basis() != before; }));
    const auto doubts = list();
    REQUIRE(doubts.open == 1);
    CHECK(doubts.doubts[0].track.genre == "Metal");
}

TEST_CASE_METHOD(GenreFixture, "what nothing is new of is not compared again") {
    addTwoStyles();
    start();
    hear();
    announced.clear();
    hear();
    CHECK(announced.empty());
    add(600, "Jazz", 0.05);
    CHECK(hearUntil([&] { return find(songs.back())->heardAs == "Jazz"; }));
}

TEST_CASE_METHOD(GenreFixture, "a song is compared again when those who voted for it are gone or have other tags") {
    addTwoStyles();
    start();
    hear();
    REQUIRE(find(songs.back())->heardAs == "Jazz");
    const auto change = [&](const std::string& sql) {
        writer.run([&](store::Database& database) { database.connection().exec(sql); }).get();
    };
    SECTION("gone") {
        change("DELETE FROM track WHERE genre = 'Jazz'");
        jobs->note(1);
        CHECK(hearUntil([&] { return find(songs.back())->heardAs != "Jazz"; }));
    }
    SECTION("one of them retagged") {
        const auto before = store::GenreStore(reader, "m/1").find("recording 40.mp3");
        REQUIRE(before);
        change("UPDATE track SET genre = 'Swing' WHERE title = '0.mp3'");
        jobs->note(1);
        CHECK(hearUntil([&] { return store::GenreStore(reader, "m/1").find("recording 40.mp3")->voters != before->voters; }));
    }
    announced.clear();
    hear(); // and then nothing is new
    CHECK(announced.empty());
}

TEST_CASE_METHOD(GenreFixture, "the report counts songs and measures lists; without songs it says so") {
    SECTION("two styles") {
        addTwoStyles();
        start();
        hear();
        jobs->measure(4);
        const auto measured = next<QualityMeasured>();
        CHECK(measured.request == 4);
        CHECK_FALSE(measured.isCancelled);
        CHECK(measured.quality.songs == songs.size());
        CHECK(measured.quality.precisionAt10.value() > 0.8);
        CHECK(measured.quality.doubted == 1);
        CHECK(measured.quality.ruled == songs.size());
        CHECK(measured.quality.byRules.artistsPerList > 9.0);
        CHECK(measured.quality.plain.precisionAt10.value() > 0.8);
        CHECK(measured.quality.versions == 0);
        REQUIRE(measured.quality.genres.size() == 2);
        CHECK(measured.quality.genres[0] == std::pair<std::string, std::size_t>{"Folk", 21});
    }
    SECTION("no song") {
        start();
        jobs->measure(5);
        const auto measured = next<QualityMeasured>();
        CHECK(measured.problem.empty());
        CHECK(measured.quality.songs == 0);
        CHECK_FALSE(measured.quality.hubSkew);
        CHECK(measured.quality.ruled == 0);
        CHECK(list().doubts.empty());
    }
}

TEST_CASE_METHOD(GenreFixture, "beside another Segue genres are shown, and an answer is refused with a reason") {
    addTwoStyles();
    start();
    hear();
    jobs->stop();
    start(true);
    hear();
    CHECK(list().open == 1);
    jobs->answer({songs.back()}, GenreAnswer::accepted);
    CHECK(next<Notice>().level == Notice::Level::error);
    CHECK(find(songs.back())->acceptedGenre.empty());
}

TEST_CASE_METHOD(GenreFixture, "doubts are exported as a table that a spreadsheet reads") {
    addTwoStyles();
    start();
    hear();
    const auto file = folder / "doubts.csv";
    jobs->exportDoubts(file);
    CHECK(next<GenreDoubtsExported>().songs == 1);
    const auto csv = test::readBytes(file);
    CHECK(csv.starts_with("path,title,artist,album,tag,heard,strength,answer\r\n"));
    CHECK(csv.find(R"("Folk","Jazz",)") != std::string::npos);
    jobs->exportDoubts(folder / "not there" / "doubts.csv");
    CHECK(next<Notice>().level == Notice::Level::error);
    Track odd{.path = "/music/a.mp3", .title = "=1+1, \"quoted\"\nline"};
    CHECK(doubtsAsCsv({{.track = odd}}).find("\"'=1+1, \"\"quoted\"\"\nline\"") != std::string::npos);
}
