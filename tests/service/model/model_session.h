// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/support/files.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace segue::test {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// An engine with two scripted networks of different opinion. To "scripted" songs are alike that begin alike, to "second" those
/// that end alike; "second" stops at songs named "gate..." until a file NAME.wav.open lies beside them.
struct ModelSession {
    using Titles = std::vector<std::string>;

    TemporaryFolder folder;
    fs::path music = folder / "music", models = folder / "models", own = folder / "own";
    std::string preferred = "scripted";
    bool isFixed = false;
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<ModelsChanged> now;
    std::vector<ModelChangeProgress> steps;
    std::map<RequestId, RecommendationsReady> answers;
    std::map<RequestId, RadioPlanned> radios;
    std::map<RequestId, PathReady> paths;
    MapLoaded map;
    std::map<TrackId, Track> rows;
    std::vector<Track> loaded;
    std::vector<std::string> notices;
    Progress progress;
    RequestId request = 0;
    std::unique_ptr<Engine> engine;

    ModelSession() {
        writeBundle(models / "scripted", scriptedSpec());
        writeBundle(models / "second", secondSpec());
        fs::create_directories(music);
    }
    ~ModelSession() { engine.reset(); }

    void start(bool readOnly = false) {
        engine.reset();
        now.reset();
        steps.clear();
        notices.clear();
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = models / preferred,
                                                        .ownModels = own,
                                                        .fixedModel = isFixed,
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .readOnly = readOnly,
                                                        .outlines = false,
                                                        .resumeAtStart = !readOnly},
                                          [this](Event event) { note(std::move(event)); });
    }
    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* all = std::get_if<ModelsChanged>(&event))
            now = std::move(*all);
        if (auto* step = std::get_if<ModelChangeProgress>(&event))
            steps.push_back(*step);
        if (auto* ready = std::get_if<RecommendationsReady>(&event))
            answers[ready->request] = std::move(*ready);
        if (auto* planned = std::get_if<RadioPlanned>(&event))
            radios[planned->request] = std::move(*planned);
        if (auto* path = std::get_if<PathReady>(&event))
            paths[path->request] = std::move(*path);
        if (auto* here = std::get_if<MapLoaded>(&event))
            map = std::move(*here);
        if (auto* some = std::get_if<TracksChanged>(&event))
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        if (auto* all = std::get_if<TracksLoaded>(&event))
            loaded = all->tracks.all();
        if (auto* notice = std::get_if<Notice>(&event))
            notices.push_back(said(notice->message));
        if (auto* at = std::get_if<Progress>(&event))
            progress = *at;
        changed.notify_all();
    }
    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, 60s, condition);
    }

    void song(const std::string& name) { audio::writeAudio(music / (name + ".wav"), tone(200, 0.2, 8000), 8000, 1); }
    void open(const std::string& name) { writeBytes(music / (name + ".wav.open"), ""); }

    /// Songs that the preferred network hears; others hear them in this order.
    void scan(const Titles& names) {
        std::ptrdiff_t count = 0;
        for (const auto& name : names) {
            song(name);
            engine->libraries().add(music);
            ++count;
            REQUIRE(wait([&] {
                const auto isHeard = [](const auto& row) { return row.second.state != AnalysisState::waiting; };
                return std::ranges::count_if(rows, isHeard) == count && !progress.running;
            }));
        }
    }
    TrackId idOf(const std::string& title) {
        const std::lock_guard lock(mutex);
        for (const auto& [id, track] : rows)
            if (track.title == title)
                return id;
        return 0;
    }
    RecommendationsReady ask(RecommendationQuery query) {
        query.scope = Scope::wholeLibrary;
        query.count = 1;
        engine->similar().recommend(++request, std::move(query));
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        return answers[request];
    }
    /// How like rock1 the songs are that radio plays from there, by title.
    std::map<std::string, float> radioFromRock1() {
        engine->paths().planRadio(++request, {.seeds = {idOf("rock1")}, .length = std::chrono::minutes(60), .follows = false});
        REQUIRE(wait([&] { return radios.contains(request); }));
        const std::lock_guard lock(mutex);
        std::map<std::string, float> songs;
        for (std::size_t i = 0; i < radios[request].songs.size(); ++i)
            songs[radios[request].songs[i].title] = radios[request].similarities[i];
        return songs;
    }
    /// The title of the song most like it.
    std::string likeRock1() {
        const auto answer = ask({.track = idOf("rock1")});
        return answer.songs.empty() ? said(answer.problem) : answer.songs.front().track.title;
    }
    ModelsChanged listed() {
        {
            const std::lock_guard lock(mutex);
            now.reset();
        }
        engine->models().list();
        REQUIRE(wait([&] { return now.has_value(); }));
        const std::lock_guard lock(mutex);
        return *now;
    }
    bool waitForUse(const std::string& id) {
        return wait([&] { return now && now->inUse == id && now->listening == id; });
    }
    /// Progress is told ten times a second; whoever asks for the models gets it at once.
    bool waitForStep(std::size_t done, std::size_t total) {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        while (std::chrono::steady_clock::now() < deadline) {
            static_cast<void>(listed());
            const std::lock_guard lock(mutex);
            if (!steps.empty() && steps.back().done == done && steps.back().total == total)
                return true;
        }
        return false;
    }
    bool waitForNotice(const std::string& words) {
        return wait([&] { return std::ranges::any_of(notices, [&](const auto& one) { return one.find(words) != one.npos; }); });
    }
    std::string lastNotice() {
        const std::lock_guard lock(mutex);
        return notices.empty() ? "" : notices.back();
    }
    Track row(const std::string& title) {
        {
            const std::lock_guard lock(mutex);
            loaded.clear();
        }
        engine->libraries().loadTracks(++request, 1);
        REQUIRE(wait([&] { return !loaded.empty(); }));
        const std::lock_guard lock(mutex);
        return *std::ranges::find(loaded, title, &Track::title);
    }
};

} // namespace segue::test
