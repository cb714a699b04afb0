// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "app/segue_cli/simulated_songs.h"
#include "engine/inference/model_bundle.h"
#include "engine/recommend/index/dot_products.h"
#include "engine/recommend/policy/recommender.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <shared_mutex>
#include <sys/resource.h>

namespace segue::cli {

namespace {

using namespace recommend;

constexpr int kBenchSearchQuestions = 41;
constexpr std::size_t kSeeds = 200;

struct Asked {
    TrackId track = 0;
    int genre = 0;
    std::vector<float> embedding;
};

/// The songs put into the matrix; some of them to ask for.
std::vector<Asked> fill(EmbeddingMatrix& matrix, std::size_t songs, std::size_t genres) {
    SimulatedSongs simulated(matrix.columns(), genres);
    const std::size_t every = std::max<std::size_t>(1, songs / kSeeds);
    std::vector<Asked> asked;
    for (std::size_t i = 0; i < songs; ++i) {
        const auto song = simulated.next();
        const Row row{
            .track = static_cast<TrackId>(i + 1), .library = 1, .recording = i + 1, .genre = static_cast<int>(song.genre)};
        matrix.put(row, song.embedding);
        if (i % every == 0)
            asked.push_back({row.track, row.genre, song.embedding});
    }
    return asked;
}

void benchExact(const EmbeddingMatrix& matrix, const std::vector<Asked>& asked, double bandwidth) {
    std::printf("%-28s best      median    read       of what memory gives\n", "exact, on one core");
    for (const bool sameGenre : {false, true})
        for (const std::size_t n : {10U, 100U}) {
            std::size_t rows = 0;
            const auto seconds = timeOf(kBenchSearchQuestions, [&](std::size_t run) {
                const auto& one = asked[run % asked.size()];
                const Filter filter{.genre = sameGenre ? std::optional(one.genre) : std::nullopt, .exceptTrack = one.track};
                static_cast<void>(matrix.nearest(one.embedding, n, filter));
                rows = matrix.rows().count(filter);
            });
            const double rate = static_cast<double>(rows * matrix.rows().stride() * sizeof(std::int16_t)) / seconds.best;
            std::printf("%-13s n = %-10zu %6.2f ms %6.2f ms  %5.1f GB/s  %3.0f %%\n", sameGenre ? "same genre" : "all songs", n,
                        1e3 * seconds.best, 1e3 * seconds.median, rate / 1e9, 100.0 * rate / bandwidth);
        }
}

/// The products alone, with each kind of instructions.
void benchInstructions(const EmbeddingMatrix& matrix, const Asked& asked) {
    constexpr std::size_t kRows = 1024; // they stay in the cache, so that memory does not count
    const auto rows = makePackedValues(kRows * matrix.rows().stride());
    const auto query = matrix.packed(asked.embedding);
    for (std::size_t i = 0; i < kRows; ++i)
        std::copy_n(query.get(), matrix.rows().stride(), rows.get() + i * matrix.rows().stride());
    std::array<std::int32_t, kRows> products{};
    constexpr std::array kKinds{std::pair{Instructions::portable, "portable"}, std::pair{Instructions::avx2, "AVX2"}};
    for (const auto& [kind, name] : kKinds) {
        if (!isSupported(kind))
            continue;
        const auto seconds = timeOf(kBenchSearchQuestions, [&, multiply = dotProducts(kind)](std::size_t) {
            multiply(query.get(), rows.get(), matrix.rows().stride(), kRows, products.data());
        });
        std::printf("%-28s %6.1f ns a song, without waiting for memory\n", name, 1e9 * seconds.best / kRows);
    }
}

double recallAt10(const EmbeddingMatrix& matrix, const LiveGraph& graph, const std::vector<Asked>& asked) {
    std::size_t found = 0, wanted = 0;
    for (const auto& one : asked) {
        const Filter filter{.exceptTrack = one.track};
        const auto exact = matrix.nearest(one.embedding, 10, filter);
        const auto near = graph.nearest(one.embedding, 10, filter).value_or(std::vector<Neighbour>{});
        for (const auto& right : exact)
            found += std::ranges::count(near, right.row.track, [](const Neighbour& has) { return has.row.track; }) > 0 ? 1 : 0;
        wanted += exact.size();
    }
    return static_cast<double>(found) / static_cast<double>(wanted);
}

void benchGraph(EmbeddingMatrix& matrix, const std::vector<Asked>& asked) {
    std::shared_mutex lock;
    LiveGraph graph(matrix, lock, Recommender::kLarge);
    std::unique_lock held(lock);
    const double before = cpuSeconds(RUSAGE_SELF);
    graph.follow();
    graph.wait(held);
    const double building = cpuSeconds(RUSAGE_SELF) - before;
    if (!graph.isReady()) {
        std::printf("%-28s none; memory was short\n", "graph");
        return;
    }
    std::printf("%-28s %.0f s CPU to build, in the background; %.0f MB more; recall at 10: %.4f\n", "graph", building,
                static_cast<double>(graph.bytes()) / 1e6, recallAt10(matrix, graph, asked));
    for (const std::size_t n : {10U, 100U}) {
        const auto seconds = timeOf(kBenchSearchQuestions, [&](std::size_t run) {
            const auto& one = asked[run % asked.size()];
            static_cast<void>(graph.nearest(one.embedding, n, {.exceptTrack = one.track}));
        });
        std::printf("%-13s n = %-10zu %6.2f ms %6.2f ms\n", "all songs", n, 1e3 * seconds.best, 1e3 * seconds.median);
    }
}

} // namespace

int runBenchSearch(std::size_t songs, const CommonOptions& common) {
    const auto spec = comparedSpec(common);
    EmbeddingMatrix matrix(spec.embeddingSize);
    const auto asked = fill(matrix, songs, spec.labels.size());
    const auto bytes = static_cast<double>(matrix.bytes());
    std::printf("%-28s %zu of %zu numbers, simulated: %zu artists, %zu genres\n", "songs", songs, spec.embeddingSize,
                (songs + SimulatedSongs::kSongsOfAnArtist - 1) / SimulatedSongs::kSongsOfAnArtist, spec.labels.size());
    std::printf("%-28s %.0f MB, %.0f bytes a song; %.0f MB is all that this program took\n", "memory", bytes / 1e6,
                bytes / static_cast<double>(songs), peakMegabytes());
    const double bandwidth = readBandwidth();
    std::printf("%-28s %.1f GB/s on one core\n\n", "memory can be read at", bandwidth / 1e9);
    benchExact(matrix, asked, bandwidth);
    benchInstructions(matrix, asked.front());
    if (songs > Recommender::kLarge)
        benchGraph(matrix, asked);
    return 0;
}

} // namespace segue::cli
