// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/playback/manual_sink.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <SQLiteCpp/Database.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace segue::test {

/// A running engine and everything it said.
struct EngineSession {
    TemporaryFolder folder;
    std::filesystem::path music = folder / "music";
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Library> libraries;
    std::map<TrackId, Track> rows;
    std::map<RequestId, RecommendationsReady> answers;
    std::vector<Track> loaded;
    std::map<RequestId, OutlineLoaded> outlines; ///< the last one of each request
    std::map<RequestId, SongDetailsLoaded> details;
    std::size_t outlined = 0; ///< rows said to have an outline now
    bool readsWholeSongs = false;
    std::vector<std::string> notices;
    std::vector<LibraryId> removed; ///< libraries said to be gone
    std::shared_ptr<Crank> crank = std::make_shared<Crank>();
    std::vector<playback::PlaybackStatus> playing; ///< all that was said of it
    std::map<RequestId, MomentsFound> moments;
    MapLoaded map;
    std::map<RequestId, PathReady> paths;
    std::map<RequestId, RadioPlanned> radios;
    FeedbackChanged feedback;
    PlaylistsChanged playlists;
    std::map<RequestId, PlaylistLoaded> playlistSongs;
    RadioChanged radio;
    QueueState queue;
    bool isQueueTold = false; ///< QueueSongsLoaded came
    Progress progress;
    std::size_t idles = 0;
    std::unique_ptr<Engine> engine;

    EngineSession() {
        writeScriptedBundle(folder / "bundle");
        std::filesystem::create_directories(music);
        start();
    }
    ~EngineSession() { engine.reset(); }

    void start(bool readOnly = false) {
        engine.reset();
        engine = std::make_unique<Engine>(EngineOptions{.database = folder / "segue.db",
                                                        .modelFolder = folder / "bundle",
                                                        .analyzer = SCRIPTED_ANALYZER,
                                                        .workers = 1,
                                                        .readOnly = readOnly,
                                                        .outlines = readsWholeSongs,
                                                        .resumeAtStart = false,
                                                        .sink = makeManualSink(crank)},
                                          [this](Event event) { note(std::move(event)); });
    }

    void note(Event event) {
        const std::lock_guard lock(mutex);
        if (auto* all = std::get_if<LibrariesChanged>(&event))
            libraries = std::move(all->libraries);
        if (auto* some = std::get_if<TracksChanged>(&event)) {
            outlined += some->outlined ? some->tracks.size() : 0;
            for (auto& track : some->tracks)
                rows[track.id] = std::move(track);
        }
        if (auto* outline = std::get_if<OutlineLoaded>(&event))
            outlines[outline->request] = std::move(*outline);
        if (auto* described = std::get_if<SongDetailsLoaded>(&event))
            details[described->request] = std::move(*described);
        if (auto* gone = std::get_if<TracksRemoved>(&event))
            for (const auto id : gone->tracks)
                rows.erase(id);
        if (auto* gone = std::get_if<LibraryRemoved>(&event)) {
            removed.push_back(gone->library);
            std::erase_if(rows, [&](const auto& row) { return row.second.library == gone->library; });
        }
        if (auto* ready = std::get_if<RecommendationsReady>(&event))
            answers[ready->request] = std::move(*ready);
        if (auto* all = std::get_if<TracksLoaded>(&event))
            loaded = all->tracks.all();
        if (auto* notice = std::get_if<Notice>(&event))
            notices.push_back(said(notice->message));
        isQueueTold = isQueueTold || std::holds_alternative<QueueSongsLoaded>(event);
        if (auto* now = std::get_if<MapLoaded>(&event))
            map = std::move(*now);
        if (auto* found = std::get_if<MomentsFound>(&event))
            moments[found->request] = std::move(*found);
        if (auto* now = std::get_if<PathReady>(&event))
            paths[now->request] = std::move(*now);
        if (auto* now = std::get_if<FeedbackChanged>(&event))
            feedback = std::move(*now);
        if (auto* now = std::get_if<PlaylistsChanged>(&event))
            playlists = std::move(*now);
        if (auto* now = std::get_if<PlaylistLoaded>(&event))
            playlistSongs[now->request] = std::move(*now);
        if (auto* now = std::get_if<RadioPlanned>(&event))
            radios[now->request] = std::move(*now);
        if (auto* now = std::get_if<RadioChanged>(&event))
            radio = std::move(*now);
        if (auto* now = std::get_if<QueueChanged>(&event))
            queue = std::move(now->queue);
        if (auto* now = std::get_if<PlaybackChanged>(&event))
            playing.push_back(now->status);
        if (auto* now = std::get_if<Progress>(&event)) {
            progress = *now;
            idles += now->running ? 0 : 1;
        }
        changed.notify_all();
    }

    template <typename Condition>
    bool wait(Condition&& condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(60), condition);
    }

    void song(const std::string& name, double hz) { audio::writeAudio(music / (name + ".wav"), tone(hz, 0.2, 8000), 8000, 1); }

    /// Adds the music folder and waits until `count` of its songs have an answer.
    void addAndWait(std::size_t count) {
        engine->libraries().add(music);
        REQUIRE(wait([&] { return answered() == count && !progress.running && libraries.size() == 1; }));
    }
    /// What another program does to the database.
    void sql(const std::string& statement) {
        SQLite::Database((folder / "segue.db").string(), SQLite::OPEN_READWRITE, 10'000).exec(statement);
    }
    std::size_t answered() const {
        std::size_t count = 0;
        for (const auto& [id, track] : rows)
            count += track.state != AnalysisState::waiting ? 1 : 0;
        return count;
    }
    TrackId idOf(const std::string& title) {
        const std::lock_guard lock(mutex);
        for (const auto& [id, track] : rows)
            if (track.title == title)
                return id;
        return 0;
    }
    std::vector<Library> known() {
        const std::lock_guard lock(mutex); // the list may come once more at any time
        return libraries;
    }
    playback::PlaybackStatus playsNow() {
        const std::lock_guard lock(mutex);
        return playing.back();
    }
    std::vector<std::string> told() {
        const std::lock_guard lock(mutex);
        return notices;
    }
    Track row(const std::string& title) {
        const auto id = idOf(title);
        const std::lock_guard lock(mutex);
        return rows.at(id);
    }
    OutlineLoaded outline(RequestId request, const std::filesystem::path& song) {
        engine->songs().loadOutline(request, song);
        REQUIRE(wait([&] {
            return outlines.contains(request) && (outlines[request].complete == 1.F || !outlines[request].problem.empty());
        }));
        const std::lock_guard lock(mutex);
        return outlines[request];
    }
    SongDetailsLoaded describe(RequestId request, const std::filesystem::path& song) {
        engine->songs().loadDetails(request, song);
        REQUIRE(wait([&] { return details.contains(request); }));
        const std::lock_guard lock(mutex);
        return details[request];
    }
    RecommendationsReady ask(RequestId request, RecommendationQuery query) {
        engine->similar().recommend(request, std::move(query));
        REQUIRE(wait([&] { return answers.contains(request); }));
        const std::lock_guard lock(mutex);
        return answers[request];
    }
};

} // namespace segue::test
