// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hanging_disk/two_libraries.h"

#include "engine/audio/audio_writer.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

namespace segue::test {

namespace fs = std::filesystem;

void writeSong(const fs::path& where, const std::string& name) {
    audio::writeAudio(where / (name + ".wav"), tone(200 + 100 * static_cast<double>(name.back() - '0'), 5, 8000), 8000, 1);
}

TwoLibraries::TwoLibraries(fs::path where, const fs::path& share)
    : place(std::move(where))
    , music(place / "music") {
    writeScriptedBundle(place / "bundle");
    fs::create_directories(music);
    writeSong(music, "rock1");
    writeSong(music, "rock2");
    start();
    engine->libraries().add(music);
    REQUIRE(wait([&] { return libraries.size() == 1; }));
    engine->libraries().add(share);
    REQUIRE(wait([&] { return done() == 4 && libraries.size() == 2 && !progress.running; }));
}

void TwoLibraries::start() {
    engine = std::make_unique<Engine>(EngineOptions{.database = place / "segue.db",
                                                    .modelFolder = place / "bundle",
                                                    .analyzer = SCRIPTED_ANALYZER,
                                                    .workers = 1,
                                                    .outlines = false,
                                                    .watch = true,
                                                    .sink = makeManualSink(crank)},
                                      [this](Event event) { note(std::move(event)); });
}

void TwoLibraries::note(Event event) {
    const std::lock_guard lock(mutex);
    if (auto* all = std::get_if<LibrariesChanged>(&event))
        libraries = std::move(all->libraries);
    if (auto* some = std::get_if<TracksChanged>(&event))
        for (auto& track : some->tracks)
            rows[track.id] = std::move(track);
    if (auto* all = std::get_if<TracksLoaded>(&event))
        lists[all->request] = all->tracks.size();
    if (auto* ready = std::get_if<RecommendationsReady>(&event))
        answers[ready->request] = std::move(*ready);
    if (auto* one = std::get_if<SongDetailsLoaded>(&event))
        details[one->request] = std::move(*one);
    if (auto* one = std::get_if<OutlineLoaded>(&event))
        outlines[one->request] = std::move(*one);
    if (auto* one = std::get_if<CoverLoaded>(&event))
        ++covers[one->request];
    if (auto* one = std::get_if<SpectrogramTileLoaded>(&event))
        ++tiles[one->request];
    if (auto* gone = std::get_if<LibraryRemoved>(&event))
        removed.push_back(gone->library);
    if (auto* notice = std::get_if<Notice>(&event))
        notices.push_back(said(notice->message));
    if (auto* now = std::get_if<PlaybackChanged>(&event))
        playing = now->status;
    if (auto* now = std::get_if<Progress>(&event))
        progress = *now;
    changed.notify_all();
}

std::size_t TwoLibraries::done() const {
    return static_cast<std::size_t>(
        std::ranges::count(rows, AnalysisState::done, [](const auto& row) { return row.second.state; }));
}

Track TwoLibraries::row(const std::string& title) {
    const std::lock_guard lock(mutex);
    const auto found = std::ranges::find(rows, title, [](const auto& one) { return one.second.title; });
    REQUIRE(found != rows.end());
    return found->second;
}

void TwoLibraries::askAllOf(const fs::path& song, RequestId request) {
    engine->songs().loadDetails(request, song);
    engine->songs().loadCover(request, song);
    engine->songs().loadOutline(request, song);
    engine->songs().loadSpectrogram(request, {.song = song, .tiles = {0}});
}

bool TwoLibraries::isAllAnswered(RequestId request) {
    return wait([&] {
        return details.contains(request) && covers.contains(request) && tiles.contains(request) && outlines.contains(request) &&
               outlines[request].complete == 1.F;
    });
}

} // namespace segue::test
