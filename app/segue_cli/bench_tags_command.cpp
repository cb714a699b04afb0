// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/analysis/process/process_reader.h"
#include "engine/audio/direct_reader.h"
#include "engine/library/scan/scanner.h"
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"
#include "engine/words/scratch_folder.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/resource.h>
#include <thread>

namespace segue::cli {

namespace {

namespace fs = std::filesystem;

template <typename Work>
double timeOf(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The same number of files at a time as the reader has processes.
void readHere(std::span<const fs::path> songs, int workers) {
    std::vector<std::jthread> threads;
    const std::size_t share = songs.size() / static_cast<std::size_t>(workers) + 1;
    for (std::size_t first = 0; first < songs.size(); first += share)
        threads.emplace_back([part = songs.subspan(first, std::min(share, songs.size() - first))] {
            audio::DirectReader().readTags(part, {}, {}, [](std::size_t, const audio::Reading<audio::Tags>&) {});
        });
}

std::size_t scanAll(const fs::path& root, const fs::path& database, audio::FileReader& files) {
    store::Writer writer(store::Database(database, store::Access::write));
    writer.run([&](store::Database& to) { store::LibraryStore(to).add("Bench", root); }).get();
    store::Database reader(database, store::Access::read);
    const auto library = store::LibraryStore(reader).all().front();
    const auto ignore = [](std::span<const TrackId>) {};
    const library::ScanEvents events{
        .progress = [](library::ScanProgress) {}, .stored = ignore, .changed = ignore, .removed = ignore};
    return library::scanLibrary(library, reader, writer, files, {}, events).read;
}

struct ScanCpu {
    double here = 0.0, reader = 0.0; ///< seconds
};

/// Of one first scan, with all that belongs to it: starting the reading processes, storing the songs, closing the database.
ScanCpu cpuOfScan(const fs::path& root, const fs::path& database, int workers) {
    const double here = cpuSeconds(RUSAGE_SELF), reader = cpuSeconds(RUSAGE_CHILDREN);
    {
        analysis::ProcessReader files({.program = app::siblingProgram("segue-analyzer"), .processes = workers});
        static_cast<void>(scanAll(root, database, files));
    }
    return {.here = cpuSeconds(RUSAGE_SELF) - here, .reader = cpuSeconds(RUSAGE_CHILDREN) - reader};
}

} // namespace

int runBenchTags(const fs::path& given, int wanted, int rounds) {
    std::error_code problem;
    const auto root = fs::canonical(given, problem);
    const auto walk = library::walkFolder(root, {});
    if (problem || walk.files.empty())
        throw Error{ErrorKind::usage, "There are no songs in " + given.string() + " to measure with."};
    const int workers = wanted > 0 ? wanted : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
    std::vector<fs::path> songs;
    for (const auto& file : walk.files)
        songs.push_back(root / file.path);
    analysis::ProcessReader files({.program = app::siblingProgram("segue-analyzer"), .processes = workers});
    const ScratchFolder scratch("segue-bench");
    double here = 1e9, there = 1e9, scan = 1e9;
    if (rounds > 0)
        readHere(songs, workers);            // from the disk into memory
    for (int run = 0; run < rounds; ++run) { // in turn, so that what else goes on meets all alike
        here = std::min(here, timeOf([&] { readHere(songs, workers); }));
        there =
            std::min(there, timeOf([&] { files.readTags(songs, {}, {}, [](std::size_t, const audio::Reading<audio::Tags>&) {}); }));
        scan = std::min(scan,
                        timeOf([&] { static_cast<void>(scanAll(root, scratch.path() / (std::to_string(run) + ".db"), files)); }));
    }
    const auto count = static_cast<double>(songs.size());
    std::printf("files               %zu, %d at a time (best of %d runs each)\n", songs.size(), workers, rounds);
    if (rounds > 0) {
        std::printf("tags, this process  %.0f files/s\n", count / here);
        std::printf("tags, the reader    %.0f files/s, %.2f times the time\n", count / there, there / here);
        std::printf("whole scan          %.0f files/s, %.2f times the time\n", count / scan, scan / here);
    }
    const auto cpu = cpuOfScan(root, scratch.path() / "cpu.db", workers);
    std::printf("CPU of a scan       %.2f s: %.2f s of the reader, %.2f s of what stores\n", cpu.here + cpu.reader, cpu.reader,
                cpu.here);
    return 0;
}

} // namespace segue::cli
