// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/song_analysis_run.h"
#include "engine/audio/excerpt.h"
#include "engine/error.h"
#include "engine/features/mel_patch.h"
#include "engine/inference/model_bundle.h"
#include "engine/recommend/embedding_matrix.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <sys/resource.h>

namespace segue::cli {

namespace {

using Clock = std::chrono::steady_clock;

double cpuSeconds(int who) {
    rusage usage{};
    ::getrusage(who, &usage);
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Median of several runs, in seconds.
double median(int runs, const std::function<void()>& work) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        work();
        times.push_back(std::chrono::duration<double>(Clock::now() - start).count());
    }
    std::ranges::nth_element(times, times.begin() + runs / 2);
    return times[static_cast<std::size_t>(runs) / 2];
}

std::vector<float> unitVector(std::mt19937& random, std::size_t size) {
    std::normal_distribution<float> normal;
    std::vector<float> values(size);
    float squares = 0.F;
    for (float& value : values) {
        value = std::abs(normal(random));
        squares += value * value;
    }
    for (float& value : values)
        value /= std::sqrt(squares);
    return values;
}

} // namespace

int runBenchAnalysis(const std::vector<std::filesystem::path>& paths, const CommonOptions& common) {
    const auto songs = musicFiles(paths);
    if (songs.empty())
        throw Error{ErrorKind::usage, "There are no songs to measure with. Name a folder of music."};
    const auto frontEnd = inference::readBundle(common.model).spec.frontEnd;
    const audio::ExcerptPlan plan{frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), frontEnd.excerptsPerSong};
    const double before = cpuSeconds(RUSAGE_SELF);
    std::size_t decodable = 0;
    for (const auto& song : songs) {
        try {
            decodable += audio::readExcerpts(song, plan) ? 1 : 0;
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", error.what());
        }
    }
    const double decoding = cpuSeconds(RUSAGE_SELF) - before;
    const double childBefore = cpuSeconds(RUSAGE_CHILDREN);
    analyseSongs({songs.front()}, common, [](const auto&, const auto&) {});
    const double oneSong = cpuSeconds(RUSAGE_CHILDREN) - childBefore;
    const auto start = Clock::now();
    analyseSongs(songs, common, [](const auto&, const auto&) {});
    const double elapsed = std::chrono::duration<double>(Clock::now() - start).count();
    const double analysing = cpuSeconds(RUSAGE_CHILDREN) - childBefore - oneSong;
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    const auto count = static_cast<double>(songs.size());
    const double startUp = songs.size() > 1 ? std::max(0.0, (count * oneSong - analysing) / (count - 1)) : 0.0;
    std::printf("songs                          %zu (%zu decodable)\n", songs.size(), decodable);
    std::printf("decoding of the excerpts       %.3f s CPU a song\n", decoding / count);
    std::printf("analysis (decode to embedding) %.3f s CPU a song, without %.2f s for the process to start\n",
                (analysing - startUp) / count, startUp);
    std::printf("ratio to decoding              %.2f (%.2f with the start)\n", (analysing - startUp) / decoding, analysing / decoding);
    std::printf("speed                          %.1f songs/s elapsed, start included\n", count / elapsed);
    std::printf("peak memory of the analyzer    %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}

int runBenchSearch(std::size_t songs, const CommonOptions& common) {
    const auto spec = inference::readBundle(common.model).spec;
    std::mt19937 random(1);
    recommend::EmbeddingMatrix matrix(spec.embeddingSize);
    for (std::size_t i = 0; i < songs; ++i)
        matrix.put({.track = static_cast<TrackId>(i + 1), .library = 1, .recording = i, .genre = static_cast<int>(i % spec.labels.size())},
                   unitVector(random, spec.embeddingSize));
    const auto query = unitVector(random, spec.embeddingSize);
    constexpr int kRuns = 21;
    const double all = median(kRuns, [&] { static_cast<void>(matrix.nearest(query, 10, [](const auto&) { return true; })); });
    const double genre = median(kRuns, [&] { static_cast<void>(matrix.nearest(query, 10, [](const auto& row) { return row.genre == 0; })); });
    const double bytes = static_cast<double>(songs * spec.embeddingSize * sizeof(float));
    std::printf("songs            %zu of %zu numbers, %.0f MB\n", songs, spec.embeddingSize, bytes / 1e6);
    std::printf("whole library    %.2f ms (%.1f GB/s)\n", 1e3 * all, bytes / all / 1e9);
    std::printf("same genre       %.2f ms\n", 1e3 * genre);
    return 0;
}

int runBenchFeatures() {
    const features::FrontEnd frontEnd;
    const features::MelPatch patch(frontEnd);
    std::mt19937 random(1);
    std::normal_distribution<float> normal(0.F, 0.1F);
    const auto rate = static_cast<std::size_t>(frontEnd.rateHz);
    std::vector<float> noise(rate * static_cast<std::size_t>(frontEnd.excerptSeconds));
    std::ranges::generate(noise, [&] { return normal(random); });
    auto beats = noise; // bursts of different strength twice a second, as music has them
    for (std::size_t i = 0; i < beats.size(); ++i) {
        const double sinceBeat = static_cast<double>(i % (rate / 2)) / static_cast<double>(rate);
        const double strength = 0.5 + 0.5 * static_cast<double>((i / (rate / 2)) * 7 % 13) / 13.0;
        beats[i] *= static_cast<float>(strength * std::exp(-12.0 * sinceBeat));
    }
    const auto milliseconds = [&](const std::vector<float>& samples) {
        return 1e3 * median(51, [&] { static_cast<void>(patch.compute(samples)); });
    };
    std::printf("mel patch of a 30 s excerpt    %.2f ms with beats, %.2f ms for steady noise (the worst case)\n",
                milliseconds(beats), milliseconds(noise));
    return 0;
}

} // namespace segue::cli
