// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "app/segue_cli/song_analysis_run.h"
#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/excerpt.h"
#include "engine/inference/model_bundle.h"
#include "engine/words/error.h"
#include "ui/words/english.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/resource.h>

namespace segue::cli {

namespace {

using Clock = std::chrono::steady_clock;

} // namespace

int runBenchAnalysis(const std::vector<std::filesystem::path>& paths, const CommonOptions& common) {
    const auto songs = musicFiles(paths);
    if (songs.empty())
        throw Error{ErrorKind::usage, "There are no songs to measure with. Name a folder of music."};
    const auto frontEnd = inference::readBundle(hearingModel(common)).spec.frontEnd;
    const audio::ExcerptPlan plan{frontEnd.rateHz, std::chrono::seconds(frontEnd.excerptSeconds), frontEnd.excerptsPerSong};
    const double before = cpuSeconds(RUSAGE_SELF);
    std::size_t decodable = 0;
    for (const auto& song : songs) {
        try {
            decodable += audio::readExcerpts(song, plan) ? 1 : 0;
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", words::english(messageOf(error)).c_str());
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
    std::printf("ratio to decoding              %.2f (%.2f with the start)\n", (analysing - startUp) / decoding,
                analysing / decoding);
    std::printf("speed                          %.1f songs/s elapsed, start included\n", count / elapsed);
    std::printf("peak memory of the analyzer    %.0f MB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
    return 0;
}

int runBenchOutlines(const std::vector<std::filesystem::path>& paths) {
    const auto songs = musicFiles(paths);
    double decoding = 0.0, reading = 0.0, minutes = 0.0;
    std::size_t read = 0;
    for (const auto& song : songs) {
        try {
            double before = cpuSeconds(RUSAGE_SELF);
            audio::Decoder decoder(song);
            std::vector<float> block(1U << 17U);
            while (decoder.read(block) > 0) {
            }
            decoding += cpuSeconds(RUSAGE_SELF) - before;
            before = cpuSeconds(RUSAGE_SELF);
            analysis::OutlineReader reader(song);
            while (reader.readMore()) {
            }
            minutes += static_cast<double>(reader.outline().duration.count()) / 60e3;
            reading += cpuSeconds(RUSAGE_SELF) - before;
            ++read;
        } catch (const Error& error) {
            std::fprintf(stderr, "%s\n", words::english(messageOf(error)).c_str());
        }
    }
    if (read == 0)
        throw Error{ErrorKind::usage, "There are no songs to measure with. Name a folder of music."};
    const auto count = static_cast<double>(read);
    std::printf("songs                          %zu, %.1f minutes each\n", read, minutes / count);
    std::printf("decoding of the whole song     %.3f s CPU a song\n", decoding / count);
    std::printf("its outline, decoding included %.3f s CPU a song, %.3f s a minute of sound\n", reading / count, reading / minutes);
    std::printf("ratio to decoding              %.2f\n", reading / decoding);
    std::printf("peak memory                    %.0f MB\n", peakMegabytes());
    return 0;
}

} // namespace segue::cli
