// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "engine/playback/sound/shared_sink.h"
#include "engine/store/queue_store.h"
#include "engine/words/error.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using namespace segue;
using namespace std::chrono_literals;
using playback::PlaybackStatus;
using playback::PlayState;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kRate = playback::AudioSink::kRateHz;
constexpr auto kPatience = 30s;

/// An engine with a hand on its sound's crank, and what it said.
struct Desk {
    fs::path home;
    std::mutex mutex;
    std::condition_variable changed;
    PlaybackStatus status;
    std::optional<QueueChanged> queue;
    std::vector<Message> notices;
    std::vector<Message> problems; ///< of statuses, each once in a row
    std::optional<QueueSongsLoaded> loaded;
    std::vector<Track> tracks;
    std::size_t songs = 0;
    std::shared_ptr<test::Crank> crank = std::make_shared<test::Crank>();
    std::unique_ptr<Engine> engine;

    explicit Desk(fs::path place)
        : home(std::move(place)) {
        test::writeScriptedBundle(home / "bundle");
        engine = std::make_unique<Engine>(EngineOptions{.database = home / "segue.db",
                                                        .modelFolder = home / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .powerSupplies = home / "supplies",
                                                        .resumeAtStart = false,
                                                        .sink = test::makeManualSink(crank)},
                                          [this](Event event) { note(event); });
    }
    ~Desk() { engine.reset(); }

    void note(const Event& event) {
        const std::lock_guard lock(mutex);
        if (const auto* now = std::get_if<PlaybackChanged>(&event)) {
            if (now->status.problem != status.problem)
                problems.push_back(now->status.problem);
            status = now->status;
        }
        if (const auto* now = std::get_if<QueueChanged>(&event))
            queue = *now;
        if (const auto* now = std::get_if<QueueSongsLoaded>(&event))
            loaded = *now;
        if (const auto* now = std::get_if<Notice>(&event))
            notices.push_back(now->message);
        if (const auto* now = std::get_if<TracksLoaded>(&event))
            tracks = now->tracks.all();
        if (const auto* all = std::get_if<LibrariesChanged>(&event))
            for (const auto& library : all->libraries)
                songs = library.trackCount;
        changed.notify_all();
    }
    void wait(const std::function<bool()>& condition) {
        std::unique_lock lock(mutex);
        REQUIRE(changed.wait_for(lock, kPatience, condition));
    }
    /// Pulls sound until it is so, at two and a half times its speed: a device without any would be songs further before the
    /// player tells of one.
    void hearUntil(const std::function<bool()>& condition) {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        std::unique_lock lock(mutex);
        while (!changed.wait_for(lock, 100ms, condition)) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            lock.unlock();
            static_cast<void>(crank->pull(kRate / 4));
            lock.lock();
        }
    }
    /// Pulls so much sound; where the player is then, it tells by and by.
    void hear(double seconds) {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        for (auto left = static_cast<std::size_t>(seconds * kRate); left > 0; std::this_thread::yield()) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            const auto sound = crank->pull(std::min<std::size_t>(441, left));
            for (std::size_t i = 0; i < sound.size(); i += 2)
                left -= left > 0 && (sound[i] != 0.F || sound[i + 1] != 0.F) ? 1 : 0;
        }
    }
    /// Pulls until what is heard is as loud as that. @return false: it never was
    bool hearLevel(float wanted) {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        while (std::chrono::steady_clock::now() < deadline) {
            const auto sound = crank->pull(kRate / 20);
            const auto isWanted = [&](float sample) { return std::abs(sample - wanted) < 0.01F; };
            if (std::all_of(sound.begin(), sound.end(), isWanted))
                return true;
            std::unique_lock lock(mutex);
            changed.wait_for(lock, 20ms);
        }
        return false;
    }
    QueueCommands& list() { return engine->queue(); }
    PlaybackCommands& player() { return engine->playback(); }

    [[nodiscard]] std::string title() const { return status.item.track.path.stem().string(); }
    [[nodiscard]] bool plays(const std::string& song) const { return status.state == PlayState::playing && title() == song; }
    [[nodiscard]] std::size_t added() const { return queue ? queue->queue.lists.added->size() : 0; }
};

struct Fixture {
    test::TemporaryFolder folder;
    std::optional<Desk> desk;

    Fixture() { open("home"); }
    void open(const std::string& home) {
        desk.reset();
        desk.emplace(folder / home);
    }
    /// So many seconds of sound.
    QueueSong song(const std::string& name, double seconds) {
        const fs::path path = folder / (name + ".wav");
        test::writeCountingSong(path, static_cast<std::size_t>(seconds * kRate));
        return {.track = 0, .file = path, .artist = 0};
    }
    /// So many seconds that are one number throughout.
    QueueSong level(const std::string& name, float sample, double seconds) {
        const fs::path path = folder / (name + ".wav");
        audio::writeAudio(path, std::vector<float>(static_cast<std::size_t>(seconds * kRate), sample), static_cast<int>(kRate), 1);
        return {.track = 0, .file = path, .artist = 0};
    }
    playback::PlayItem previewOf(const QueueSong& song, std::chrono::milliseconds start, std::chrono::milliseconds length) {
        playback::PlayItem item;
        item.track.path = song.file;
        item.start = start;
        item.length = length;
        return item;
    }
};

const QueueContext kAlbum{.kind = QueueContext::Kind::album, .name = "Album", .id = 0};

} // namespace

TEST_CASE_METHOD(Fixture, "what is started plays through with what was put in, and the queue says where it is") {
    auto& d = *desk;
    d.list().playContext({song("a", 0.3), song("b", 0.3), song("c", 0.3)}, 1, kAlbum);
    d.list().add({song("x", 0.3)});
    d.wait([&] { return d.plays("b") && d.added() == 1; });
    CHECK(d.status.hasNext);
    CHECK(d.status.hasPrevious);
    d.hearUntil([&] { return d.plays("x"); });
    d.hearUntil([&] { return d.plays("c"); });
    d.wait([&] { return d.queue->queue.current->id == d.status.item.entry; });
    CHECK(d.queue->queue.lists.context == kAlbum);
    CHECK(d.added() == 0);
    CHECK(d.queue->queue.history->size() == 2);
    CHECK_FALSE(d.status.hasNext);
    d.hearUntil([&] { return d.status.state == PlayState::stopped; });
    CHECK(d.title() == "c");
}

TEST_CASE_METHOD(Fixture, "what is put next while a song plays follows it at once, and undo takes it back") {
    auto& d = *desk;
    d.list().playContext({song("a", 1), song("b", 0.3)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.list().playNext({song("x", 0.3)});
    d.list().playNext({song("y", 0.3)});
    d.list().undo();
    d.wait([&] { return d.queue && d.queue->canRedo; });
    d.hearUntil([&] { return d.plays("x"); });
    d.hearUntil([&] { return d.plays("b"); });
}

TEST_CASE_METHOD(Fixture, "next at the end stops, and resuming plays the last song again; what was added meanwhile comes first") {
    auto& d = *desk;
    d.list().playContext({song("a", 5)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().next();
    d.wait([&] { return d.status.state == PlayState::stopped; });
    d.player().resume();
    d.wait([&] { return d.plays("a"); });
    d.hearUntil([&] { return d.status.state == PlayState::stopped; });
    d.list().add({song("b", 1)});
    d.player().resume();
    d.wait([&] { return d.plays("b"); });
}

TEST_CASE_METHOD(Fixture, "playing works right after songs were put into an empty queue, and play next begins at once") {
    auto& d = *desk;
    d.list().add({song("a", 2)});
    d.wait([&] { return d.status.hasNext; });
    d.player().resume();
    d.wait([&] { return d.plays("a"); });
    d.player().stop();
    d.wait([&] { return d.status.state == PlayState::stopped; });
    d.list().playNext({song("b", 2)});
    d.wait([&] { return d.plays("b"); });
}

TEST_CASE_METHOD(Fixture, "previous restarts a song of which more than three seconds were heard, else it goes back") {
    auto& d = *desk;
    d.list().playContext({song("a", 8), song("b", 8)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().next();
    d.wait([&] { return d.plays("b"); });
    d.hear(4);
    d.wait([&] { return d.plays("b") && d.status.position > 3500ms; });
    d.player().previous();
    d.wait([&] { return d.plays("b") && d.status.position < 1s; });
    d.player().previous();
    d.wait([&] { return d.plays("a"); });
}

TEST_CASE_METHOD(Fixture,
                 "a step from outside leaves what is paused paused and what plays playing, and behind the last song nothing") {
    auto& d = *desk;
    d.list().playContext({song("a", 8), song("b", 8), song("c", 8)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().pause();
    d.player().nextAsIs(); // before anybody has told that it is paused
    d.wait([&] { return d.status.state == PlayState::paused && d.title() == "b"; });
    d.player().previousAsIs();
    d.wait([&] { return d.status.state == PlayState::paused && d.title() == "a"; });
    d.player().resume();
    d.player().nextAsIs();
    d.wait([&] { return d.plays("b"); });
    d.player().nextAsIs();
    d.player().nextAsIs();
    d.player().nextAsIs();
    d.wait([&] { return d.plays("c"); });
    d.hear(1);
    CHECK(d.plays("c"));
}

TEST_CASE_METHOD(Fixture, "playing stops after the song that it was to stop after, and resuming goes on with the next") {
    auto& d = *desk;
    d.list().playContext({song("a", 0.5), song("b", 5)}, 0, kAlbum);
    d.list().setStopAfterCurrent(true);
    d.wait([&] { return d.plays("a") && d.queue->queue.stopAfter != 0; });
    d.hearUntil([&] { return d.status.state == PlayState::stopped; });
    CHECK(d.title() == "a");
    d.player().resume();
    d.wait([&] { return d.plays("b"); });
}

TEST_CASE_METHOD(Fixture, "a preview leaves the queue and the song's position alone, and the song goes on when it is over") {
    auto& d = *desk;
    d.list().playContext({song("a", 10), song("b", 5)}, 0, kAlbum);
    d.list().add({song("x", 1)});
    d.hear(2.5);
    d.wait([&] { return d.plays("a") && d.status.position > 2s && d.added() == 1; });
    const auto before = d.status.position;
    const auto started = d.queue->queue.lists.started;
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p") && d.status.item.isPreview(); });
    CHECK(d.status.hasNext);
    d.hearUntil([&] { return d.plays("a"); });
    CHECK_FALSE(d.status.item.isPreview());
    CHECK(d.status.position >= before - 50ms);
    CHECK(d.status.position < before + 1s);
    CHECK(d.queue->queue.lists.started == started);
    CHECK(d.added() == 1);
    CHECK(d.queue->queue.history->empty());
    d.hearUntil([&] { return d.plays("x"); });
}

TEST_CASE_METHOD(Fixture, "under a preview the music goes on, softer, and is as loud as ever behind it") {
    auto& d = *desk;
    const auto silence = level("silence", 0.F, 60);
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.wait([&] { return d.plays("a") && d.status.position > 0ms; });
    const auto before = d.status.position;
    d.player().preview({previewOf(silence, 1s, 30s)}, 0, kAlbum);
    d.wait([&] { return d.plays("silence") && d.status.item.isPreview(); });
    CHECK(d.hearLevel(0.5F * playback::SharedSink::kDuckedGain));
    d.player().endPreview();
    CHECK(d.hearLevel(0.5F));
    d.hearUntil([&] { return d.plays("a") && d.status.position > before; });
}

TEST_CASE_METHOD(Fixture, "a listener may have the music pause for a preview") {
    auto& d = *desk;
    const auto silence = level("silence", 0.F, 60);
    d.player().setSound({.pausesForPreview = true});
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.player().preview({previewOf(silence, 1s, 30s)}, 0, kAlbum);
    d.wait([&] { return d.plays("silence"); });
    CHECK(d.hearLevel(0.F));
    d.player().endPreview();
    CHECK(d.hearLevel(0.5F));
    CHECK(d.plays("a"));
}

TEST_CASE_METHOD(Fixture, "a pause stops a preview and the music below it, and both go on") {
    auto& d = *desk;
    d.list().playContext({level("a", 0.5F, 60)}, 0, kAlbum);
    CHECK(d.hearLevel(0.5F));
    d.player().preview({previewOf(level("b", 0.25F, 60), 1s, 30s)}, 0, kAlbum);
    const float both = 0.5F * playback::SharedSink::kDuckedGain + 0.25F;
    CHECK(d.hearLevel(both));
    d.player().pause();
    d.hearUntil([&] { return d.status.state == PlayState::paused; });
    CHECK(d.status.item.isPreview());
    CHECK(d.hearLevel(0.F));
    d.player().resume();
    CHECK(d.hearLevel(both));
    d.player().seek(2s);
    d.wait([&] { return d.status.item.isPreview() && d.status.position >= 2s; });
}

TEST_CASE_METHOD(Fixture, "after a preview a paused song is paused where it was, and another preview does not forget that") {
    auto& d = *desk;
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.hear(2.5);
    d.wait([&] { return d.plays("a") && d.status.position > 2s; });
    d.player().pause();
    d.wait([&] { return d.status.state == PlayState::paused; });
    const auto before = d.status.position;
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.player().next();
    d.wait([&] { return d.plays("q"); });
    d.hearUntil([&] { return d.title() == "a" && d.status.state == PlayState::paused; });
    CHECK(d.status.position >= before - 50ms);
    CHECK(d.status.position < before + 1s);
}

TEST_CASE_METHOD(Fixture, "where nothing plays one preview follows the other, and then what the queue holds is at hand") {
    auto& d = *desk;
    d.list().playContext({song("a", 5)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().stop();
    d.wait([&] { return d.status.state == PlayState::stopped; });
    d.player().preview({previewOf(song("p", 5), 1s, 500ms), previewOf(song("q", 5), 1s, 500ms)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.hearUntil([&] { return d.plays("q"); });
    d.hearUntil([&] { return d.title() == "a"; });
    CHECK(d.status.state != PlayState::playing);
    d.player().resume();
    d.wait([&] { return d.plays("a"); });
}

TEST_CASE_METHOD(Fixture, "a preview can be ended, and its song be played whole in its list") {
    auto& d = *desk;
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    const auto p = song("p", 5), q = song("q", 5);
    d.player().preview({previewOf(p, 1s, 2s), previewOf(q, 1s, 2s)}, 0, kAlbum);
    d.wait([&] { return d.plays("p"); });
    d.player().endPreview();
    d.wait([&] { return d.plays("a"); });
    const QueueContext like{.kind = QueueContext::Kind::recommendation, .name = "a", .id = 0};
    d.player().preview({previewOf(p, 1s, 2s), previewOf(q, 1s, 2s)}, 0, like);
    d.wait([&] { return d.plays("p"); });
    d.player().playWhole();
    d.wait([&] { return d.plays("p") && !d.status.item.isPreview(); });
    CHECK(d.queue->queue.lists.context == like);
    CHECK(d.queue->queue.startedLeft() == 1);
}

TEST_CASE_METHOD(Fixture, "a preview that cannot be played says so, and the music goes on") {
    auto& d = *desk;
    test::writeBytes(folder / "broken.wav", test::junk(3000));
    d.list().playContext({song("a", 10)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.player().preview({previewOf({.track = 0, .file = folder / "broken.wav"}, 1s, 2s)}, 0, kAlbum);
    d.wait([&] { return !d.notices.empty() && d.plays("a"); });
    CHECK(d.notices.front().id() == MessageId::playNotPlayed);
}

TEST_CASE_METHOD(Fixture, "an error belongs to the entry that failed, goes with the next success, and is not met again and again") {
    auto& d = *desk;
    test::writeBytes(folder / "broken.wav", test::junk(3000));
    d.list().setRepeat(RepeatMode::all);
    d.list().playContext({{.track = 0, .file = folder / "broken.wav"}, song("a", 0.4), song("b", 0.4)}, 0, kAlbum);
    d.wait([&] { return d.plays("a"); });
    d.hearUntil([&] { return d.plays("b"); });
    CHECK(d.status.problem.empty());
    d.hearUntil([&] { return d.plays("a"); });
    CHECK(d.status.problem.id() == MessageId::playPassedOne); // on the second round
    d.hearUntil([&] { return d.plays("b"); });
    CHECK(d.status.problem.empty());
    const std::lock_guard lock(d.mutex);
    CHECK(std::ranges::count(d.problems, MessageId::playNotPlayed, [](const Message& problem) { return problem.id(); }) == 1);
}

TEST_CASE_METHOD(Fixture, "a queue of which nothing can be played ends, whatever is to be repeated") {
    auto& d = *desk;
    test::writeBytes(folder / "broken.wav", test::junk(3000));
    test::writeBytes(folder / "worse.wav", test::junk(2000));
    for (const auto mode : {RepeatMode::all, RepeatMode::one}) {
        d.list().setRepeat(mode);
        d.list().playContext({{.track = 0, .file = folder / "broken.wav"}, {.track = 0, .file = folder / "worse.wav"}}, 0, kAlbum);
        d.wait([&] { return d.status.state == PlayState::stopped && d.status.problem.id() == MessageId::playNotPlayed; });
    }
}

TEST_CASE_METHOD(Fixture, "the next start finds the queue as it was, paused at its position") {
    {
        auto& d = *desk;
        d.list().playContext({song("a", 10), song("b", 10), song("c", 10)}, 1, kAlbum);
        d.list().add({song("x", 1)});
        d.list().setRepeat(RepeatMode::all);
        d.hearUntil([&] { return d.plays("b") && d.status.position > 4s && d.added() == 1; });
        d.player().pause();
        d.wait([&] { return d.status.state == PlayState::paused; });
    }
    const auto before = desk->status.position;
    open("home");
    auto& d = *desk;
    d.wait([&] { return d.queue && d.title() == "b" && d.status.state == PlayState::paused && d.status.position > 0ms; });
    CHECK(d.status.position >= before - 200ms);
    CHECK(d.status.position <= before + 200ms);
    CHECK(d.queue->queue.lists.context == kAlbum);
    CHECK(d.queue->queue.repeat == RepeatMode::all);
    CHECK(d.added() == 1);
    d.player().resume();
    d.hearUntil([&] { return d.plays("x"); });
    d.hearUntil([&] { return d.plays("c"); });
}

TEST_CASE_METHOD(Fixture, "a program that is killed loses five seconds of position at most, and nothing of the queue") {
    auto& d = *desk;
    d.list().playContext({song("a", 30), song("b", 1)}, 0, kAlbum);
    d.hearUntil([&] { return d.plays("a") && d.status.position > 3s; });
    d.player().pause(); // what is kept at once
    d.wait([&] { return d.status.state == PlayState::paused; });
    // What lies on the disk while it runs is what a killed program leaves.
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    std::optional<store::StoredQueue> left;
    for (int copy = 0; !left || left->position < 3s; ++copy) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        const auto place = folder / ("killed" + std::to_string(copy));
        fs::create_directories(place);
        for (const char* end : {"", "-wal"})
            if (fs::exists(d.home / (std::string("segue.db") + end)))
                fs::copy_file(d.home / (std::string("segue.db") + end), place / (std::string("segue.db") + end));
        try {
            store::Database database(place / "segue.db", store::Access::write);
            left = store::QueueStore(database).load();
        } catch (const Error&) { // it was copied in the middle of a change
        }
    }
    CHECK(left->state.current->id == d.status.item.entry);
    CHECK(left->state.lists.started->size() == 2);
}

TEST_CASE_METHOD(Fixture, "songs of a library that are gone are passed over with one sentence, which goes away") {
    auto& d = *desk;
    const auto music = folder / "music";
    fs::create_directories(music);
    for (const char* name : {"rock0", "rock1", "rock2", "rock3"})
        test::writeCountingSong(music / (std::string(name) + ".wav"), kRate / 2);
    d.engine->libraries().add(music);
    d.wait([&] { return d.songs == 4; });
    d.engine->libraries().loadTracks(1, 1);
    d.wait([&] { return d.tracks.size() == 4; });
    fs::remove(music / "rock1.wav");
    fs::remove(music / "rock2.wav");
    d.engine->libraries().rescan(1);
    d.wait([&] { return d.songs == 2; });
    std::vector<QueueSong> songs;
    std::vector<TrackId> ids;
    std::ranges::sort(d.tracks, {}, &Track::path);
    for (const auto& track : d.tracks) {
        songs.push_back(queueSong(track));
        ids.push_back(track.id);
    }
    d.list().loadSongs(7, {ids[0], ids[1], 999});
    d.wait([&] { return d.loaded.has_value(); });
    CHECK(d.loaded->request == 7);
    REQUIRE(d.loaded->songs.size() == 2);
    CHECK(d.loaded->songs[1].isMissing);
    d.list().playContext(songs, 0, kAlbum);
    d.wait([&] { return d.plays("rock0"); });
    d.hearUntil([&] { return d.plays("rock3"); });
    CHECK(d.status.problem == Message(MessageId::playPassedOver, {"2"}));
    CHECK(d.queue->queue.lists.started->size() == 4);
    d.player().previous();
    d.wait([&] { return d.plays("rock0") && d.status.problem.empty(); });
    d.engine->libraries().remove(1);
    d.wait([&] { return d.songs == 0 || d.status.state == PlayState::playing; });
    d.hearUntil([&] { return d.status.state == PlayState::stopped; });
}

TEST_CASE_METHOD(Fixture, "a song of a library plays as loud as the listener wants it, by what was measured, and its preview too") {
    auto& d = *desk;
    const auto music = folder / "music";
    fs::create_directories(music);
    test::writeCountingSong(music / "rock0.wav", 5 * kRate);
    d.engine->libraries().add(music);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    Track track;
    for (RequestId request = 1; track.state != AnalysisState::done; ++request) {
        REQUIRE(std::chrono::steady_clock::now() < deadline);
        d.engine->libraries().loadTracks(request, 1);
        std::unique_lock lock(d.mutex);
        d.changed.wait_for(lock, 100ms);
        track = d.tracks.empty() ? Track{} : d.tracks.front();
    }
    d.player().setSound({.levelling = Levelling::track, .preampDb = 1.F});
    d.list().playContext({queueSong(track)}, 0, kAlbum);
    d.wait([&] { return d.plays("rock0"); });
    CHECK(d.status.level.gainDb == -3.F); // it has -14 LUFS
    CHECK(d.status.level.source == LevelSource::excerpts);
    playback::PlayItem preview;
    preview.track = track;
    preview.start = 1s;
    preview.length = 2s;
    d.player().preview({preview}, 0, kAlbum);
    d.wait([&] { return d.status.item.isPreview() && d.status.state == PlayState::playing; });
    CHECK(d.status.level.gainDb == -3.F);
    d.player().setSound({});
    d.wait([&] { return d.status.level == AppliedLevel{}; });
}

TEST_CASE_METHOD(Fixture, "a queue of songs that are all gone says so when it is to be played") {
    auto& d = *desk;
    d.list().playContext({{.track = 77, .file = {}}, {.track = 78, .file = {}}}, 0, kAlbum);
    d.wait([&] { return !d.notices.empty(); });
    CHECK(d.notices.front() == Message(MessageId::playNothingThere));
    CHECK(d.status.state == PlayState::stopped);
}

TEST_CASE_METHOD(Fixture, "hundreds of changes while the music plays leave the queue and the player together") {
    auto& d = *desk;
    std::vector<QueueSong> songs;
    for (int i = 0; i < 6; ++i)
        songs.push_back(song("s" + std::to_string(i), 0.2));
    d.list().setRepeat(RepeatMode::all);
    d.list().playContext(songs, 0, kAlbum);
    d.wait([&] { return d.status.state == PlayState::playing; });
    std::jthread ear([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            static_cast<void>(d.crank->pull(441));
            std::this_thread::yield();
        }
    });
    for (int i = 0; i < 60; ++i) {
        d.list().playNext({songs[static_cast<std::size_t>(i) % 6]});
        d.list().setShuffled(i % 2 == 0);
        d.player().next();
        d.list().undo();
        d.player().preview({previewOf(songs[0], 0ms, 100ms)}, 0, kAlbum);
        d.list().jumpTo(static_cast<EntryId>(i % 6 + 1));
        d.player().previous();
        d.list().clear();
        d.list().undo();
    }
    d.list().setRepeat(RepeatMode::off);
    d.list().playContext({song("last", 1)}, 0, kAlbum);
    d.list().clear();
    d.wait([&] { return d.title() == "last" && d.status.state == PlayState::stopped; });
    CHECK(d.queue->queue.current->id == d.status.item.entry);
}
