// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "tests/playback/manual_sink.h"

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace segue::test {

constexpr std::chrono::seconds kLimit{60}; ///< whatever took so long never comes

/// @return whether it came true
template <typename Condition>
bool until(Condition&& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kLimit;
    while (!condition() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    return condition();
}

/// Five seconds of a tone; the scripted analyzer hears what the name says ("rock1").
void writeSong(const std::filesystem::path& where, const std::string& name);

/// An engine with two libraries, one of them the share's, with two analysed songs each; and all that it said.
struct TwoLibraries {
    /// @param share holds rock3 and folk1
    TwoLibraries(std::filesystem::path place, const std::filesystem::path& share);
    ~TwoLibraries() { engine.reset(); }
    TwoLibraries(const TwoLibraries&) = delete;
    TwoLibraries& operator=(const TwoLibraries&) = delete;

    void start();
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, kLimit, condition);
    }
    [[nodiscard]] std::size_t done() const;
    Track row(const std::string& title);
    /// Everything that may ask a song's disk, for one song of each kind of answer.
    void askAllOf(const std::filesystem::path& song, RequestId request);
    bool isAllAnswered(RequestId request);

    const std::filesystem::path place; ///< of the database and the bundle
    const std::filesystem::path music; ///< the library that always answers: rock1, rock2
    std::shared_ptr<Crank> crank = std::make_shared<Crank>();
    std::mutex mutex; ///< of what was said
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, std::size_t> lists; ///< how many songs each held
    std::map<RequestId, RecommendationsReady> answers;
    std::map<RequestId, SongDetailsLoaded> details;
    std::map<RequestId, OutlineLoaded> outlines;
    std::map<RequestId, std::size_t> covers;
    std::map<RequestId, std::size_t> tiles;
    std::vector<LibraryId> removed;
    std::vector<std::string> notices;
    playback::PlaybackStatus playing;
    Progress progress;
    std::unique_ptr<Engine> engine;

private:
    void note(Event event);
};

} // namespace segue::test
