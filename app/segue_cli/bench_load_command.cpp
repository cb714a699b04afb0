// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/service/model/embedding_space.h"
#include "engine/store/model_store.h"
#include "engine/store/track_store.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cstdio>
#include <sys/resource.h>

namespace segue::cli {

namespace {

constexpr int kAnswers = 41;

/// Songs all over the library that can be asked about.
std::vector<TrackId> questions(const recommend::Recommender& recommender) {
    std::vector<TrackId> songs;
    TrackId song = 1;
    for (std::size_t i = 0; i < kAnswers && recommender.size() > 0; ++i) {
        song = std::max(song, static_cast<TrackId>(1 + i * recommender.size() / kAnswers));
        while (!recommender.seed(song))
            ++song;
        songs.push_back(song);
    }
    return songs;
}

/// What the engine does for a click, without the thread it does it on.
void answer(const EmbeddingSpace& space, const store::TrackStore& tracks, TrackId asked, std::size_t n) {
    const auto seed = space.recommender->seed(asked);
    static_cast<void>(tracks.find(asked));
    std::vector<TrackId> ids;
    for (const auto& one : space.recommender->similarTo(*seed, {.count = n, .sameGenre = false}))
        ids.push_back(one.row.track);
    static_cast<void>(tracks.find(ids));
}

} // namespace

int runBenchLoad(const CommonOptions& common) {
    store::Database reader(common.database, store::Access::read);
    const auto hearings = store::ModelStore(reader).hearings();
    if (hearings.empty())
        throw Error{ErrorKind::usage, common.database.string() + " holds no analysed songs to measure with."};
    const auto used = store::ModelStore(reader).choice().inUse;
    const auto model = used.empty() ? hearings.front().model : used;
    EmbeddingSpace space(model, reader, inference::ModelLibrary(app::shippedModels(), app::ownModels()));
    const double memory = peakMegabytes(), before = cpuSeconds(RUSAGE_SELF);
    space.load(reader, {});
    const double loading = cpuSeconds(RUSAGE_SELF) - before, more = peakMegabytes() - memory;
    const auto asked = questions(*space.recommender);
    if (asked.empty())
        throw Error{ErrorKind::usage, common.database.string() + " holds no analysed songs to measure with."};
    std::printf("%-28s %zu, heard by %s\n", "songs", space.recommender->size(), model.c_str());
    std::printf("%-28s %.2f s CPU, %.0f MB more at most; %.0f MB stay\n", "to load the embeddings", loading, more,
                static_cast<double>(space.recommender->bytes()) / 1e6);
    const store::TrackStore tracks(reader, model);
    for (const std::size_t n : {10U, 100U}) {
        const auto seconds = timeOf(kAnswers, [&](std::size_t run) { answer(space, tracks, asked[run % asked.size()], n); });
        std::printf("an answer      n = %-9zu %6.2f ms %6.2f ms (best, median), with the songs' rows\n", n, 1e3 * seconds.best,
                    1e3 * seconds.median);
    }
    return 0;
}

} // namespace segue::cli
