// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/audio_writer.h"
#include "engine/words/error.h"
#include "tests/engine/engine_session.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <sys/stat.h>
#include <thread>

using namespace segue;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

using Session = test::EngineSession;

std::vector<std::string> titles(const RecommendationsReady& answer) {
    std::vector<std::string> result;
    for (const auto& one : answer.songs)
        result.push_back(one.track.title);
    return result;
}

using Titles = std::vector<std::string>;

} // namespace

TEST_CASE("a folder becomes a library, its songs are analysed, and a song finds the others of its class") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.song("folk1", 300);
    session.addAndWait(3);
    CHECK(session.known()[0].name == "Local Music #1");
    const auto answer = session.ask(1, {.track = session.idOf("rock1"), .scope = Scope::sameGenre});
    CHECK(answer.seed.heardGenre == "Rock");
    CHECK(titles(answer) == Titles{"rock2"});
    CHECK(answer.songs[0].similarity == Approx(1.0));
    const auto all = session.ask(2, {.track = session.idOf("rock1")});
    CHECK(titles(all) == Titles{"rock2", "folk1"});
    CHECK(titles(session.ask(3, {.track = session.idOf("rock1"), .count = 1})) == Titles{"rock2"});
}

TEST_CASE("a seed outside every library is heard and compared") {
    Session session;
    session.song("rock1", 100);
    session.addAndWait(1);
    audio::writeAudio(session.folder / "rock9.wav", test::tone(500, 0.2, 8000), 8000, 1);
    const auto answer = session.ask(1, {.seedFile = session.folder / "rock9.wav"});
    CHECK(answer.seed.heardGenre == "Rock");
    CHECK(titles(answer) == Titles{"rock1"});
    const auto broken = session.ask(2, {.seedFile = session.folder / "broken.mp3"});
    CHECK(broken.songs.empty());
    CHECK(broken.problem == "It is broken.");
}

TEST_CASE("a failed or unknown seed says why instead of a list") {
    Session session;
    session.song("broken1", 100);
    session.addAndWait(1);
    CHECK(session.ask(1, {.track = session.idOf("broken1")}).problem == "It is broken.");
    CHECK_FALSE(session.ask(2, {.track = 4711}).problem.empty());
}

TEST_CASE("everything is there after a restart, and nothing is analysed again") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    session.start();
    session.rows.clear();
    session.engine->libraries().loadTracks(1, 1);
    REQUIRE(session.wait([&] { return session.loaded.size() == 2; }));
    CHECK(session.loaded[0].state == AnalysisState::done);
    CHECK(titles(session.ask(1, {.track = session.loaded[0].id})) == Titles{"rock2"});
    const auto idles = session.idles;
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.idles > idles; }));
    CHECK(session.rows.empty());
}

TEST_CASE("a removed library's songs are gone from lists and recommendations; its files stay") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    session.engine->libraries().remove(1);
    REQUIRE(session.wait([&] { return session.libraries.empty(); }));
    CHECK(session.removed == std::vector<LibraryId>{1}); // told before the list without it
    CHECK(session.rows.empty());
    CHECK(session.ask(1, {.seedFile = session.music / "rock1.wav"}).songs.empty());
    CHECK(fs::exists(session.music / "rock2.wav"));
}

TEST_CASE(
    "a song of a removed library is no longer played, with a word, and does not begin again; one of another library plays on") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    fs::create_directories(session.folder / "other");
    audio::writeAudio(session.folder / "other/folk1.wav", test::tone(300, 0.2, 8000), 8000, 1);
    session.engine->libraries().add(session.folder / "other");
    REQUIRE(session.wait([&] { return session.answered() == 3 && session.libraries.size() == 2; }));
    const auto isPlaying = [&](const std::string& title) {
        return [&session, title] {
            return !session.playing.empty() && session.playing.back().state == playback::PlayState::playing &&
                   session.playing.back().item.track.title == title;
        };
    };
    session.engine->queue().playContext({queueSong(session.row("rock1")), queueSong(session.row("rock2"))}, 0, {});
    REQUIRE(session.wait(isPlaying("rock1")));
    const bool isPaused = GENERATE(false, true);
    if (isPaused) {
        session.engine->playback().pause();
        REQUIRE(session.wait([&] { return session.playing.back().state == playback::PlayState::paused; }));
    }
    session.engine->libraries().remove(session.row("folk1").library);
    REQUIRE(session.wait([&] { return session.libraries.size() == 1; }));
    CHECK(session.playsNow().item.track.title == "rock1");
    CHECK(session.told().empty());
    session.engine->libraries().remove(session.row("rock1").library);
    REQUIRE(session.wait([&] { return session.libraries.empty() && session.playing.back().item.track.id == 0; }));
    CHECK(session.playsNow().state == playback::PlayState::stopped);
    CHECK(session.told() == std::vector<std::string>{"“rock1” is no longer played: its library was removed."});
    session.engine->playback().resume();
    session.engine->queue().loadSongs(9, {}); // answered when that was carried out
    REQUIRE(session.wait([&] { return session.isQueueTold; }));
    CHECK(session.playsNow().state == playback::PlayState::stopped);
    CHECK(fs::exists(session.music / "rock1.wav"));
}

TEST_CASE("when old tags are to be guessed, or no longer, the tags of all songs are read again at once, and the rows follow") {
    Session session;
    const std::string kino = "\xCA\xE8\xED\xEE";
    const auto song = session.music / "rock1.mp3";
    audio::writeAudio(song, test::tone(440, 0.2, 44'100), 44'100, 1);
    test::writeBytes(song, test::readBytes(song) + "TAG" + kino + std::string(26, '\0') + kino +
                               std::string(26 + 30 + 4 + 30, '\0') + "\xFF");
    session.addAndWait(1);
    const auto artist = [&] { return session.rows.begin()->second.artist; };
    CHECK(session.wait([&] { return artist() == "Кино"; }));
    session.engine->libraries().setGuessCodePage(false);
    CHECK(session.wait([&] { return artist() == "Êèíî"; }));
    session.engine->libraries().setGuessCodePage(true);
    CHECK(session.wait([&] { return artist() == "Кино"; }));
}

TEST_CASE("a library removed in the middle of its scan is gone at once, without a word, and its number never comes back") {
    Session session;
    for (int i = 0; i < 300; ++i)
        session.song("rock" + std::to_string(i), 100 + i);
    session.engine->background().pause();
    for (LibraryId round = 1; round <= 3; ++round) {
        session.engine->libraries().add(session.music);
        REQUIRE(session.wait([&] { return session.libraries.size() == 1 && !session.rows.empty(); }));
        CHECK(session.known()[0].id == round);
        session.engine->libraries().remove(round);
        REQUIRE(session.wait([&] { return session.libraries.empty() && !session.progress.running; }));
        CHECK(session.rows.empty());
    }
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.rows.size() == 300 && session.libraries.size() == 1; }));
    CHECK(session.known()[0].id == 4);
    for (const auto& [id, track] : session.rows)
        CHECK(track.library == 4);
    CHECK(session.notices.empty()); // nothing late met a library that was gone
}

TEST_CASE("what comes late for a removed song, an analysis, a rating, meets nobody") {
    Session session;
    session.song("rock1", 100);
    REQUIRE(::mkfifo((session.music / "rock1.wav.gate").c_str(), 0600) == 0);
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.rows.size() == 1; }));
    const auto gone = session.idOf("rock1");
    std::ofstream gate(session.music / "rock1.wav.gate"); // opens when the analyzer is about the song
    session.engine->libraries().remove(1);
    REQUIRE(session.wait([&] { return session.libraries.empty() && session.removed.size() == 1; }));
    fs::create_directories(session.folder / "second");
    audio::writeAudio(session.folder / "second/rock2.wav", test::tone(300, 0.2, 8000), 8000, 1);
    session.engine->libraries().add(session.folder / "second");
    session.engine->listening().rate(gone, 5);
    gate.close();
    REQUIRE(session.wait([&] { return session.answered() == 1 && !session.progress.running; }));
    CHECK(session.row("rock2").rating == 0);
    CHECK(session.idOf("rock2") > gone);
    CHECK(titles(session.ask(1, {.track = session.idOf("rock2")})).empty());
    CHECK(session.notices.empty());
}

TEST_CASE("a song that goes missing, or offline, while it is analysed is not recommended when its answer comes") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    fs::create_directories(session.folder / "second");
    // Of lengths of their own, so that nobody takes them for songs that are known: each passes its gate once.
    audio::writeAudio(session.folder / "second/rock3.wav", test::tone(300, 0.7, 8000), 8000, 1);
    audio::writeAudio(session.music / "rock4.wav", test::tone(400, 0.5, 8000), 8000, 1);
    const auto gateOf = [](const fs::path& song) { return song.native() + ".gate"; };
    const auto missing = session.music / "rock4.wav", offline = session.folder / "second/rock3.wav";
    for (const auto& song : {missing, offline})
        REQUIRE(::mkfifo(gateOf(song).c_str(), 0600) == 0);

    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.rows.size() == 3; }));
    std::ofstream first(gateOf(missing));
    fs::rename(missing, session.folder / "aside.wav");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return std::ranges::any_of(session.rows, [](const auto& row) { return row.second.isMissing; }); }));
    first.close();
    REQUIRE(session.wait([&] { return session.answered() == 3; }));
    CHECK(titles(session.ask(1, {.track = session.idOf("rock1")})) == Titles{"rock2"});

    session.engine->libraries().add(session.folder / "second");
    REQUIRE(session.wait([&] { return session.rows.size() == 4; }));
    std::ofstream second(gateOf(offline));
    fs::rename(session.folder / "second", session.folder / "unmounted");
    session.engine->libraries().rescan(2);
    REQUIRE(session.wait([&] { return session.libraries.size() == 2 && session.libraries[1].offline; }));
    second.close();
    REQUIRE(session.wait([&] { return session.answered() == 4; }));
    CHECK(titles(session.ask(2, {.track = session.idOf("rock1")})) == Titles{"rock2"});
}

TEST_CASE("demo music that is being made is not lost by a pause, nor by removing a library") {
    Session session;
    session.song("rock1", 100);
    session.addAndWait(1);
    session.engine->libraries().addDemo(session.folder / "demo");
    REQUIRE(session.wait([&] { return session.progress.stage == Progress::Stage::composing && session.progress.done > 0; }));
    session.engine->background().pause();
    session.engine->libraries().remove(1);
    REQUIRE(session.wait([&] { return session.libraries.size() == 1 && session.libraries[0].name == "Demo music"; }));
}

TEST_CASE("when what waits cannot be read the analysis rests with a message, and goes on when it can") {
    Session session;
    session.song("rock1", 100);
    session.engine->background().pause();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.rows.size() == 1 && session.progress.paused; }));
    session.sql("ALTER TABLE sound RENAME TO aside");
    session.engine->background().resume();
    REQUIRE(session.wait([&] { return !session.notices.empty() && session.progress.pausedBy == PauseReason::broken; }));
    CHECK(session.answered() == 0);
    session.sql("ALTER TABLE aside RENAME TO sound");
    session.engine->background().resume();
    REQUIRE(session.wait([&] { return session.answered() == 1 && !session.progress.running; }));
    CHECK(session.row("rock1").state == AnalysisState::done);
}

TEST_CASE("embeddings that cannot be loaded are tried again, and the answer says why there is none") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    const auto seed = session.idOf("rock1");
    session.start();
    session.sql("ALTER TABLE analysis RENAME TO aside");
    const auto refused = session.ask(1, {.track = seed});
    CHECK(refused.songs.empty());
    CHECK(test::said(refused.problem).find("database") != std::string::npos);
    session.sql("ALTER TABLE aside RENAME TO analysis");
    CHECK(titles(session.ask(2, {.track = seed})) == Titles{"rock2"});
}

TEST_CASE("libraries get unused names, are renamed, and a folder is added once") {
    Session session;
    fs::create_directories(session.folder / "second");
    session.engine->libraries().add(session.music);
    session.engine->libraries().add(session.folder / "second");
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait([&] { return session.libraries.size() == 2 && !session.progress.running; }));
    CHECK(session.known()[1].name == "Local Music #2");
    session.engine->libraries().rename(2, "Jazz");
    REQUIRE(session.wait([&] { return session.libraries[1].name == "Jazz"; }));
}

TEST_CASE("a folder that is not there is an error the listener sees") {
    Session session;
    session.engine->libraries().add(session.folder / "nowhere");
    REQUIRE(session.wait([&] { return !session.notices.empty() && !session.progress.running; }));
    CHECK(session.notices[0].find("nowhere") != std::string::npos);
    CHECK(session.known().empty());
}

TEST_CASE("an offline library is kept, and says so") {
    Session session;
    session.song("rock1", 100);
    session.addAndWait(1);
    fs::rename(session.music, session.folder / "unmounted");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.libraries[0].offline && !session.notices.empty(); }));
    CHECK(session.known()[0].trackCount == 1);
    CHECK_FALSE(session.notices.empty());
}

TEST_CASE("songs like one whose folder is not there: while no folder is, that is said") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 110);
    session.addAndWait(2);
    const TrackId seed = session.idOf("rock1");
    REQUIRE(session.ask(1, {.track = seed}).songs.size() == 1);
    fs::rename(session.music, session.folder / "unmounted");
    session.engine->libraries().rescan(1);
    REQUIRE(session.wait([&] { return session.libraries[0].offline; }));
    const auto answer = session.ask(2, {.track = seed});
    CHECK(answer.songs.empty());
    CHECK(answer.problem.id() == MessageId::libraryOffline);
}

TEST_CASE("a pause stops the analysis, a resume finishes it") {
    Session session;
    session.song("later1", 100);
    session.song("rock1", 200);
    session.engine->libraries().add(session.music);
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!fs::exists(session.music / "later1.wav.seen") && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield(); // until the analyzer is in the middle of that song
    session.engine->background().pause();
    REQUIRE(session.wait([&] { return session.progress.paused; }));
    CHECK(session.answered() < 2);
    session.engine->background().resume();
    REQUIRE(session.wait([&] { return session.answered() == 2 && !session.progress.running; }));
}

TEST_CASE("an engine may end at any moment of a scan or an analysis") {
    Session session;
    for (int i = 0; i < 40; ++i)
        session.song("rock" + std::to_string(i), 100 + i);
    for (int round = 0; round < 10; ++round) {
        session.engine->libraries().add(session.music);
        if (round % 2 == 1)
            REQUIRE(session.wait([&] { return session.progress.stage == Progress::Stage::analysing || session.answered() == 40; }));
        session.start();
    }
    session.rows.clear();
    session.engine->libraries().add(session.music);
    REQUIRE(session.wait(
        [&] { return !session.progress.running && !session.libraries.empty() && session.libraries[0].trackCount == 40; }));
    session.engine->libraries().loadTracks(1, 1);
    REQUIRE(session.wait([&] { return session.loaded.size() == 40; }));
    for (const auto& track : session.loaded)
        CHECK(track.state == AnalysisState::done);
}

TEST_CASE("a read-only engine answers beside a running one, and a second writer is refused") {
    Session session;
    session.song("rock1", 100);
    session.song("rock2", 200);
    session.addAndWait(2);
    const EngineOptions options{
        .database = session.folder / "segue.db", .modelFolder = session.folder / "bundle", .analyzer = SCRIPTED_ANALYZER};
    CHECK_THROWS_AS(
        Engine({.database = options.database, .modelFolder = options.modelFolder, .analyzer = options.analyzer}, [](Event) {}),
        Error);
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<RecommendationsReady> answer;
    Engine reader(
        {.database = options.database, .modelFolder = options.modelFolder, .analyzer = options.analyzer, .readOnly = true},
        [&](Event event) {
            if (auto* ready = std::get_if<RecommendationsReady>(&event)) {
                const std::lock_guard lock(mutex);
                answer = std::move(*ready);
                changed.notify_all();
            }
        });
    reader.similar().recommend(1, {.seedFile = session.music / "rock1.wav"});
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, 60s, [&] { return answer.has_value(); }));
    CHECK(titles(*answer) == Titles{"rock2"});
}

TEST_CASE("an altered or missing bundle is refused at the start") {
    Session session;
    session.engine.reset();
    test::writeBytes(session.folder / "bundle/weights.safetensors", test::junk(100, 2));
    CHECK_THROWS_AS(session.start(), Error);
    fs::remove(session.folder / "bundle/weights.safetensors");
    CHECK_THROWS_AS(session.start(), Error);
    fs::remove_all(session.folder / "bundle");
    CHECK_THROWS_AS(session.start(), Error);
}

TEST_CASE("the model's card is at hand") {
    const Session session;
    CHECK(session.engine->models().card().name == "scripted");
    CHECK(session.engine->models().card().text == "# scripted");
    CHECK(session.engine->models().card().labels == Titles{"Rock", "Folk"});
}
