// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_trainer/commands.h"

#include "app/segue_trainer/reading.h"
#include "app/stop_on_signal.h"
#include "engine/inference/model_bundle.h"
#include "engine/inference/torch/torch_embedder.h"
#include "engine/recommend/map/map_layout.h"
#include "engine/recommend/map/map_quality.h"
#include "engine/recommend/map/principal_plane.h"
#include "engine/training/data_source.h"

#include <chrono>
#include <cstdio>
#include <iostream>

namespace segue::trainer {

namespace {

void printMapRow(const char* name, const recommend::MapQuality& quality, double seconds) {
    std::printf("%-28s %15.3f %12.3f %9.2f s\n", name, quality.trustworthiness, quality.continuity, seconds);
}

template <typename Make>
double secondsOf(Make&& make) {
    const auto start = std::chrono::steady_clock::now();
    make();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int runEvaluateMap(const EvaluateOptions& options) {
    constexpr int kStoppedStatus = 130;
    const app::StopOnSignal stop;
    const auto embedder = inference::loadTorchEmbedder(inference::readBundle(options.model));
    const auto data = loadData(options, embedder->spec().frontEnd, stop.token());
    if (!data)
        return kStoppedStatus;
    const bool byClip = embedder->spec().split == "clips";
    recommend::VectorSet songs(embedder->spec().embeddingSize);
    for (const auto row : data->dataset.rows(options.rows, byClip ? training::Split::clips : training::Split::artists)) {
        if (stop.token().stop_requested())
            return kStoppedStatus;
        songs.add(embedder->embedSong(data->dataset.patchDb(row)).embedding);
    }
    std::vector<recommend::MapPlace> map;
    std::vector<recommend::MapPlace> plane;
    const double making = secondsOf([&] { map = recommend::layOutMap(songs); });
    const double projecting = secondsOf([&] { plane = recommend::principalPlane(songs); });
    std::printf("%zu songs, by their 10 neighbours %12s %12s\n", songs.size(), "trustworthiness", "continuity");
    printMapRow("Segue's map", recommend::measureMap(songs, map), making);
    printMapRow("principal plane (PCA)", recommend::measureMap(songs, plane), projecting);
    return 0;
}

} // namespace segue::trainer
