// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/temporary_folder.h"
#include "ui/words/english.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <source_location>
#include <thread>
#include <vector>

namespace segue::test {

using namespace std::chrono_literals;
using playback::PlaybackStatus;
using playback::PlayState;
namespace fs = std::filesystem;

inline constexpr std::size_t kRate = playback::AudioSink::kRateHz;
inline constexpr auto kPatience = 30s;

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
    std::size_t reports = 0; ///< statuses that were told
    std::shared_ptr<Crank> crank = std::make_shared<Crank>();
    std::unique_ptr<Engine> engine;

    explicit Desk(fs::path place)
        : home(std::move(place)) {
        writeScriptedBundle(home / "bundle");
        engine = std::make_unique<Engine>(EngineOptions{.database = home / "segue.db",
                                                        .modelFolder = home / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .outlines = false,
                                                        .powerSupplies = home / "supplies",
                                                        .resumeAtStart = false,
                                                        .sink = makeManualSink(crank)},
                                          [this](Event event) { note(event); });
    }
    ~Desk() { engine.reset(); }

    void note(const Event& event) {
        const std::lock_guard lock(mutex);
        if (const auto* now = std::get_if<PlaybackChanged>(&event)) {
            if (now->status.problem != status.problem)
                problems.push_back(now->status.problem);
            status = now->status;
            ++reports;
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
    void wait(const std::function<bool()>& condition, const std::source_location& at = std::source_location::current()) {
        std::unique_lock lock(mutex);
        const bool became = changed.wait_for(lock, kPatience, condition);
        INFO("waited for by line " << at.line() << "; state " << static_cast<int>(status.state) << " of " << title()
                                   << ", problem: " << words::english(status.problem) << ", gain " << status.level.gainDb);
        REQUIRE(became);
    }
    /// Pulls sound until it is so, a quarter of a second at a time. After each the player is waited for: a busy computer's device
    /// would else be songs further before the player tells of one, and of that one it would never tell.
    void hearUntil(const std::function<bool()>& condition) {
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        std::unique_lock lock(mutex);
        while (!changed.wait_for(lock, 100ms, condition)) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            const auto told = reports;
            lock.unlock();
            const auto sound = crank->pull(kRate / 4);
            const bool isHeard = std::ranges::any_of(sound, [](float sample) { return sample != 0.F; });
            lock.lock();
            if (isHeard)
                changed.wait_for(lock, 5s, [&] { return reports != told || condition(); });
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

struct PlayFixture {
    TemporaryFolder folder;
    std::optional<Desk> desk;

    PlayFixture() { open("home"); }
    void open(const std::string& home) {
        desk.reset();
        desk.emplace(folder / home);
    }
    /// So many seconds of sound.
    QueueSong song(const std::string& name, double seconds) {
        const fs::path path = folder / (name + ".wav");
        writeCountingSong(path, static_cast<std::size_t>(seconds * kRate));
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

inline const QueueContext kAlbum{.kind = QueueContext::Kind::album, .name = "Album", .id = 0};

} // namespace segue::test
