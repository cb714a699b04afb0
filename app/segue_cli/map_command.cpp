// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/engine_session.h"
#include "engine/audio/tags.h"
#include "engine/recommend/map/map_quality.h"
#include "engine/recommend/map/principal_plane.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/analysis_store.h"
#include "engine/store/database/database.h"
#include "engine/store/model_store.h"
#include "engine/words/error.h"
#include "engine/words/section.h"
#include "ui/words/english.h"

#include <chrono>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>
#include <unistd.h>
#include <unordered_map>

namespace segue::cli {

namespace {

using nlohmann::ordered_json;

/// The map as it is, or once it has been made.
MapLoaded mapOf(EngineSession& session, bool again) {
    MapLoaded map;
    const bool isTerminal = isatty(STDERR_FILENO) == 1;
    again ? session.engine().map().makeMap() : session.engine().map().loadMap(1);
    session.run([&](const Event& event) {
        if (const auto* progress = std::get_if<MapProgress>(&event); progress != nullptr && isTerminal)
            std::fprintf(stderr, progress->running ? "\rMaking the map: %.0f %%" : "\r\033[K",
                         100.0 * static_cast<double>(progress->done));
        const auto* loaded = std::get_if<MapLoaded>(&event);
        if (loaded == nullptr || loaded->state == MapLoaded::State::making)
            return false;
        map = *loaded;
        return true;
    });
    return map;
}

const char* whyNoMap(MapLoaded::State state) {
    switch (state) {
    case MapLoaded::State::unheard:
        return "No song has been analysed yet. Scan your music first.";
    case MapLoaded::State::offline:
        return "The folders of your libraries are not there now.";
    default:
        return "There is no map.";
    }
}

void printMapJson(const MapLoaded& map) {
    for (std::size_t i = 0; i < map.songs.size(); ++i) {
        const Track track = map.songs[i];
        std::cout << ordered_json{{"path", audio::toValidUtf8(fileOf(track.path).native())},
                                  {"title", track.title},
                                  {"artist", track.artist},
                                  {"x", map.points[i].x},
                                  {"y", map.points[i].y}}
                         .dump()
                  << "\n";
    }
}

void printMapQuality(const MapLoaded& map, const CommonOptions& common) {
    store::Database reader(common.database, store::Access::read);
    const EmbeddingSpace space(store::ModelStore(reader).choice().inUse, reader, {app::shippedModels(), app::ownModels()});
    std::unordered_map<TrackId, std::size_t> indexOf;
    for (std::size_t i = 0; i < map.songs.size(); ++i)
        indexOf.emplace(map.songs.row(i).id, i);
    std::optional<recommend::VectorSet> vectors;
    std::vector<recommend::MapPlace> places;
    space.forEach(reader, [&](const store::EmbeddedTrack& song) {
        const auto index = indexOf.find(song.track);
        if (index == indexOf.end())
            return;
        if (!vectors)
            vectors.emplace(song.embedding.size());
        vectors->add(song.embedding);
        places.push_back({map.points[index->second].x, map.points[index->second].y});
    });
    if (!vectors)
        return;
    const auto here = recommend::measureMap(*vectors, places);
    const auto plane = recommend::measureMap(*vectors, recommend::principalPlane(*vectors));
    std::printf("%-28s %15s %12s\n%-28s %15.3f %12.3f\n%-28s %15.3f %12.3f\n", "at 10 neighbours", "trustworthiness", "continuity",
                "this map", here.trustworthiness, here.continuity, "principal plane (PCA)", plane.trustworthiness,
                plane.continuity);
}

} // namespace

int runMap(const MapOptions& options, const CommonOptions& common) {
    MapLoaded map;
    const auto start = std::chrono::steady_clock::now();
    {
        EngineSession session(common, false);
        map = mapOf(session, options.again);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (map.state != MapLoaded::State::ready) {
        std::fprintf(stderr, "%s\n", map.problem.empty() ? whyNoMap(map.state) : words::english(map.problem).c_str());
        return 1;
    }
    if (options.json)
        printMapJson(map);
    else
        std::printf("%zu songs are on the map; it was made of %zu (%.1f s).\n", map.songs.size(), map.laidOut, seconds);
    if (options.measure)
        printMapQuality(map, common);
    return 0;
}

} // namespace segue::cli
