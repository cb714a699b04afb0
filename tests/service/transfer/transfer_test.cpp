// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exports, imports and playlists through the facade, and what all of it does to the music: nothing.
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tree_print.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>

using namespace segue;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

/// Takes what it is given as fast as it comes, on a thread of its own.
class FastSink final : public playback::AudioSink {
public:
    explicit FastSink(std::atomic<bool>& heard)
        : m_heard(heard) {}
    ~FastSink() override { stop(); }

    void start(Pull pull, DeviceChanged) override {
        m_thread = std::jthread([this, pull = std::move(pull)](const std::stop_token& stop) {
            std::vector<float> samples(4096);
            while (!stop.stop_requested()) {
                m_isRunning.wait(false);
                pull(samples);
                if (std::ranges::any_of(samples, [](float sample) { return sample != 0.F; }))
                    m_heard = true;
            }
        });
    }
    void stop() override {
        m_thread.request_stop();
        resume();
        m_thread = {};
    }
    void resume() override {
        m_isRunning = true;
        m_isRunning.notify_all();
    }
    void suspend() override { m_isRunning = false; }
    [[nodiscard]] double latencySeconds() const override { return 0.0; }

private:
    std::atomic<bool>& m_heard;
    std::atomic<bool> m_isRunning{false};
    std::jthread m_thread;
};

/// One listener's Segue: a database and an engine.
struct Listener {
    explicit Listener(const fs::path& place)
        : folder(place) {
        test::writeBundle(folder / "models" / "scripted", test::scriptedSpec());
        test::writeBundle(folder / "models" / "second", test::secondSpec());
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "models" / "scripted",
                                                        .ownModels = folder / "own",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = true,
                                                        .resumeAtStart = false,
                                                        .sink = std::make_unique<FastSink>(heard)},
                                          [this](Event event) { note(std::move(event)); });
    }
    ~Listener() { engine.reset(); }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* all = std::get_if<LibrariesChanged>(&event))
            libraries = std::move(all->libraries);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        if (auto* all = std::get_if<TracksLoaded>(&event))
            loaded[all->request] = all->tracks.all();
        if (auto* ready = std::get_if<RecommendationsReady>(&event))
            answers[ready->request] = std::move(*ready);
        if (auto* notice = std::get_if<Notice>(&event))
            notices.push_back(segue::test::said(notice->message));
        if (auto* now = std::get_if<Progress>(&event)) {
            progress = *now;
            stages.insert(now->stage);
            hasWaited = hasWaited || (now->stage == Progress::Stage::analysing && now->done < now->total);
        }
        if (auto* models = std::get_if<ModelsChanged>(&event))
            inUse = models->inUse;
        answered += std::holds_alternative<CoverLoaded>(event) || std::holds_alternative<SongDetailsLoaded>(event) ||
                            std::holds_alternative<SpectrogramTileLoaded>(event)
                        ? 1
                        : 0;
        if (auto* outline = std::get_if<OutlineLoaded>(&event))
            answered += outline->complete == 1.F || !outline->problem.empty() ? 1 : 0;
        changed.notify_all();
    }
    template <typename Condition>
    void wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        REQUIRE(changed.wait_for(lock, 60s, condition));
    }
    auto answeredSoFar() {
        const std::lock_guard lock(mutex);
        return answered;
    }
    void waitForNotice(const std::string& words) {
        wait([&] {
            return std::ranges::any_of(notices, [&](const auto& notice) { return notice.find(words) != std::string::npos; });
        });
    }
    /// Nothing runs, and every song has an answer.
    void waitUntilIdle(std::size_t songs) {
        wait([&] {
            return !progress.running && rows.size() >= songs &&
                   std::ranges::none_of(rows, [](const auto& row) { return row.second.state == AnalysisState::waiting; });
        });
    }
    std::vector<Track> tracks(RequestId request, LibraryId library) {
        engine->libraries().loadTracks(request, library);
        wait([&] { return loaded.contains(request); });
        const std::lock_guard lock(mutex);
        return loaded[request];
    }
    RecommendationsReady similarTo(RequestId request, TrackId track) {
        engine->similar().recommend(request, {.track = track});
        wait([&] { return answers.contains(request); });
        const std::lock_guard lock(mutex);
        return answers[request];
    }

    fs::path folder;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, std::vector<Track>> loaded;
    std::map<RequestId, RecommendationsReady> answers;
    std::vector<std::string> notices;
    Progress progress;
    std::set<Progress::Stage> stages;
    bool hasWaited = false; ///< a song for its analysis
    std::string inUse;
    std::size_t answered = 0;
    std::atomic<bool> heard{false};
    std::unique_ptr<Engine> engine;
};

void writeSongs(const fs::path& music) {
    fs::create_directories(music / "sub");
    for (const char* name : {"rock1", "rock2", "folk1", "sub/folk two\nlines"})
        audio::writeAudio(music / (std::string(name) + ".wav"), test::tone(200, 0.2, 8000), 8000, 1);
}

} // namespace

TEST_CASE("what one listener exports another one imports: the same songs, the same lists, and nobody listens again") {
    const test::TemporaryFolder folder;
    writeSongs(folder / "music");
    Listener there(folder / "there"), here(folder / "here");
    there.engine->libraries().add(folder / "music", "Mine");
    there.waitUntilIdle(4);
    there.engine->transfer().exportTo(folder / "all.segue");
    there.waitForNotice("Everything Segue knows");

    here.engine->transfer().importFrom(folder / "all.segue");
    here.waitForNotice("Imported 4 songs (4 new) of 1 library.");
    here.wait([&] { return here.libraries.size() == 1 && !here.progress.running; });
    CHECK(here.stages.contains(Progress::Stage::importing));
    CHECK(there.hasWaited);
    CHECK_FALSE(here.hasWaited);
    CHECK(here.libraries[0].name == "Mine");
    const auto theirs = there.tracks(1, 1), ours = here.tracks(1, 1);
    REQUIRE(ours.size() == 4);
    for (std::size_t i = 0; i < ours.size(); ++i) {
        CHECK(ours[i].path == theirs[i].path);
        CHECK(ours[i].state == AnalysisState::done);
        CHECK(ours[i].heardGenre == theirs[i].heardGenre);
        CHECK(ours[i].features == theirs[i].features);
        const auto list = here.similarTo(10 + i, ours[i].id), expected = there.similarTo(10 + i, theirs[i].id);
        REQUIRE(list.songs.size() == 3);
        for (std::size_t k = 0; k < 3; ++k)
            CHECK(list.songs[k].track.path == expected.songs[k].track.path);
    }
}

TEST_CASE("an import that cannot be says why, and one into songs that wait is heard of at once") {
    const test::TemporaryFolder folder;
    writeSongs(folder / "music");
    Listener there(folder / "there"), here(folder / "here");
    test::writeBytes(folder / "junk.segue", test::junk(1000));
    here.engine->transfer().importFrom(folder / "junk.segue");
    here.waitForNotice("junk.segue is not an export that Segue can import");
    here.engine->transfer().exportTo(folder / "missing" / "all.segue");
    here.waitForNotice("cannot be written to");

    there.engine->libraries().add(folder / "music", "Mine");
    there.waitUntilIdle(4);
    there.engine->transfer().exportTo(folder / "all.segue");
    there.waitForNotice("Everything Segue knows");
    here.engine->background().pause();
    here.engine->libraries().add(folder / "music", "Also mine");
    here.wait([&] { return here.rows.size() == 4; });
    here.engine->transfer().importFrom(folder / "all.segue");
    here.waitForNotice("Imported 4 songs (0 new) of 1 library.");
    here.wait(
        [&] { return std::ranges::all_of(here.rows, [](const auto& row) { return row.second.state == AnalysisState::done; }); });
    const auto list = here.similarTo(1, 1);
    CHECK(list.songs.size() == 3);
}

TEST_CASE("music files are never written: a day's worth of everything the engine does leaves them as they were") {
    const test::TemporaryFolder folder;
    const auto music = folder / "music";
    writeSongs(music);
    test::writeBytes(music / "cover.jpg", test::junk(500));
    test::writeBytes(music / "broken.mp3", test::junk(5000));
    fs::permissions(music / "rock1.wav", fs::perms::owner_read);
    const auto before = test::treePrint(music);

    Listener listener(folder / "segue");
    auto& engine = *listener.engine;
    engine.libraries().add(music);
    listener.waitUntilIdle(5);
    const auto songs = listener.tracks(1, 1);
    REQUIRE(songs.size() == 5);
    engine.libraries().rescan(1);
    engine.libraries().rename(1, "Another name");
    const auto seed = std::ranges::find(songs, AnalysisState::done, &Track::state);
    REQUIRE(seed != songs.end());
    const auto list = listener.similarTo(2, seed->id);
    CHECK_FALSE(list.songs.empty());
    for (const auto& song : songs) {
        const auto wanted = listener.answeredSoFar() + 3;
        engine.songs().loadCover(3, song.path);
        engine.songs().loadDetails(4, song.path);
        engine.songs().loadOutline(5, song.path);
        listener.wait([&] { return listener.answered >= wanted; });
    }
    engine.songs().loadSpectrogram(6, {.song = songs[0].path, .style = {}, .tiles = {0}});
    std::vector<QueueSong> queued;
    for (const auto& song : songs)
        queued.push_back(queueSong(song));
    engine.queue().playContext(queued, 0, {});
    listener.wait([&] { return listener.heard.load(); });
    engine.playback().seek(100ms);
    engine.playback().next();
    engine.playback().stop();
    std::vector<Track> found;
    for (const auto& one : list.songs)
        found.push_back(one.track);
    engine.transfer().savePlaylist(folder / "beside.m3u8", found);
    engine.transfer().savePlaylist(music / "rock1.wav", found); // by mistake
    engine.transfer().exportTo(music / "rock2.wav");            // likewise
    listener.waitForNotice("rock1.wav already exists");
    listener.waitForNotice("rock2.wav already exists");
    engine.transfer().exportTo(folder / "all.segue");
    listener.waitForNotice("Everything Segue knows");
    engine.transfer().importFrom(folder / "all.segue");
    listener.waitForNotice("Imported 5 songs (0 new)");
    engine.models().use("second");
    listener.wait([&] { return listener.inUse == "second/1"; });
    engine.libraries().remove(1);
    listener.wait([&] { return listener.libraries.empty(); });
    engine.transfer().importFrom(folder / "all.segue");
    listener.waitForNotice("Imported 5 songs (5 new)");
    listener.engine.reset();

    CHECK(test::treePrint(music) == before);
    CHECK(test::readBytes(folder / "beside.m3u8").find("music/") != std::string::npos);
}
