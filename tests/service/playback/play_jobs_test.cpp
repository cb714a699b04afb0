// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/queue_store.h"
#include "engine/words/error.h"
#include "tests/playback/manual_sink.h"
#include "tests/service/playback/play_desk.h"
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
using test::kAlbum;
using test::kPatience;
using test::kRate;
using test::PlayFixture;

TEST_CASE_METHOD(PlayFixture, "what is started plays through with what was put in, and the queue says where it is") {
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

TEST_CASE_METHOD(PlayFixture, "what is put next while a song plays follows it at once, and undo takes it back") {
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

TEST_CASE_METHOD(PlayFixture,
                 "next at the end stops, and resuming plays the last song again; what was added meanwhile comes first") {
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

TEST_CASE_METHOD(PlayFixture, "playing works right after songs were put into an empty queue, and play next begins at once") {
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

TEST_CASE_METHOD(PlayFixture, "previous restarts a song of which more than three seconds were heard, else it goes back") {
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

TEST_CASE_METHOD(PlayFixture,
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

TEST_CASE_METHOD(PlayFixture, "playing stops after the song that it was to stop after, and resuming goes on with the next") {
    auto& d = *desk;
    d.list().playContext({song("a", 0.5), song("b", 5)}, 0, kAlbum);
    d.list().setStopAfterCurrent(true);
    d.wait([&] { return d.plays("a") && d.queue->queue.stopAfter != 0; });
    d.hearUntil([&] { return d.status.state == PlayState::stopped; });
    CHECK(d.title() == "a");
    d.player().resume();
    d.wait([&] { return d.plays("b"); });
}

TEST_CASE_METHOD(PlayFixture,
                 "an error belongs to the entry that failed, goes with the next success, and is not met again and again") {
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

TEST_CASE_METHOD(PlayFixture, "a queue of which nothing can be played ends, whatever is to be repeated") {
    auto& d = *desk;
    test::writeBytes(folder / "broken.wav", test::junk(3000));
    test::writeBytes(folder / "worse.wav", test::junk(2000));
    for (const auto mode : {RepeatMode::all, RepeatMode::one}) {
        d.list().setRepeat(mode);
        d.list().playContext({{.track = 0, .file = folder / "broken.wav"}, {.track = 0, .file = folder / "worse.wav"}}, 0, kAlbum);
        d.wait([&] { return d.status.state == PlayState::stopped && d.status.problem.id() == MessageId::playNotPlayed; });
    }
}

TEST_CASE_METHOD(PlayFixture, "the next start finds the queue as it was, paused at its position") {
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

TEST_CASE_METHOD(PlayFixture, "a program that is killed loses five seconds of position at most, and nothing of the queue") {
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

TEST_CASE_METHOD(PlayFixture, "songs of a library that are gone are passed over with one sentence, which goes away") {
    auto& d = *desk;
    const auto music = folder / "music";
    fs::create_directories(music);
    for (const char* name : {"rock0", "rock1", "rock2"})
        test::writeCountingSong(music / (std::string(name) + ".wav"), kRate / 2);
    test::writeCountingSong(music / "rock3.wav", 2 * kRate); // several pulls: it cannot be over before it is told
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

TEST_CASE_METHOD(PlayFixture,
                 "a song of a library plays as loud as the listener wants it, by what was measured, and its preview too") {
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

TEST_CASE_METHOD(PlayFixture, "of songs in a row that cannot be played the one that was chosen is named") {
    auto& d = *desk;
    std::vector<QueueSong> songs;
    for (const char* name : {"chosen.mp3", "second.mp3", "third.mp3"}) {
        test::writeBytes(folder / name, "these are words, not music");
        songs.push_back({.track = 0, .file = folder / name, .artist = 0});
    }
    songs.push_back(song("good", 2));
    songs.push_back(song("better", 2));
    d.list().playContext(songs, 0, kAlbum);
    d.wait([&] { return d.plays("good"); });
    const auto said = words::english(d.status.problem);
    CHECK_THAT(said, Catch::Contains("chosen") && !Catch::Contains("third"));
    d.hearUntil([&] { return d.plays("better"); });
    CHECK(d.status.problem.empty());
}

TEST_CASE_METHOD(PlayFixture, "a queue of songs that are all gone says so when it is to be played") {
    auto& d = *desk;
    d.list().playContext({{.track = 77, .file = {}}, {.track = 78, .file = {}}}, 0, kAlbum);
    d.wait([&] { return !d.notices.empty(); });
    CHECK(d.notices.front() == Message(MessageId::playNothingThere));
    CHECK(d.status.state == PlayState::stopped);
}

TEST_CASE_METHOD(PlayFixture, "hundreds of changes while the music plays leave the queue and the player together") {
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
