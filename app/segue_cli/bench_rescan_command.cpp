// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/commands.h"
#include "app/segue_cli/measure.h"
#include "engine/library/scan/scan_plan.h"
#include "engine/store/database/writer.h"
#include "engine/store/library_store.h"
#include "engine/words/error.h"
#include "engine/words/scratch_folder.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace segue::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kScans = 5;

struct Cost {
    double elapsed = 1e9, cpu = 1e9; ///< seconds
};

/// The best of several runs, each by itself.
template <typename Work>
Cost best(int who, Work work) {
    Cost cost;
    for (int run = 0; run < kScans; ++run) {
        const auto start = std::chrono::steady_clock::now();
        const double before = cpuSeconds(who);
        work();
        cost.cpu = std::min(cost.cpu, cpuSeconds(who) - before);
        cost.elapsed = std::min(cost.elapsed, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return cost;
}

/// As after a scan, but for the tags.
LibraryId remember(store::Writer& writer, const fs::path& root, const library::WalkResult& walk) {
    LibraryId library = 0;
    writer
        .run([&](store::Database& database) {
            library = store::LibraryStore(database).add("Local Music #1", root);
            store::TrackStore tracks(database, {});
            for (const auto& file : walk.files)
                static_cast<void>(
                    tracks.save({.library = library, .path = root / file.path, .title = fs::path(file.path).stem().native()}, root,
                                file.stamp));
        })
        .get();
    return library;
}

void runFind(const fs::path& root) {
    std::string folder = root.native();
    std::array<char*, 5> words{const_cast<char*>("find"), folder.data(), const_cast<char*>("-printf"),
                               const_cast<char*>("%s %T@ %p\\n"), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, "find", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0 || ::waitpid(child, nullptr, 0) != child)
        throw Error{ErrorKind::process, "The program find, which is compared with, cannot be run."};
}

} // namespace

int runBenchRescan(const fs::path& given) {
    std::error_code problem;
    const auto root = fs::canonical(given, problem);
    const ScratchFolder scratch("segue-bench");
    const auto walk = library::walkFolder(root, {});
    if (problem || walk.files.empty())
        throw Error{ErrorKind::usage, "There are no songs in " + given.string() + " to measure with."};
    store::Writer writer(store::Database(scratch.path() / "segue.db", store::Access::write));
    const LibraryId library = remember(writer, root, walk);
    store::Database reader(scratch.path() / "segue.db", store::Access::read);
    const auto find = best(RUSAGE_CHILDREN, [&] { runFind(root); });
    const auto walking = best(RUSAGE_SELF, [&] { static_cast<void>(library::walkFolder(root, {})); });
    const auto rescan = best(RUSAGE_SELF, [&] {
        const auto found = library::walkFolder(root, {});
        const auto plan = library::planScan(store::TrackStore(reader, {}).knownFiles(library), found);
        if (!plan.added.empty() || !plan.changed.empty() || !plan.moves.empty() || !plan.found.empty() || !plan.lost.empty())
            throw Error{ErrorKind::usage, given.string() + " changed while it was measured. Try again."};
    });
    std::printf("files        %zu, unchanged\n", walk.files.size());
    std::printf("find         %.3f s, %.3f s CPU (find DIR -printf '%%s %%T@ %%p\\n')\n", find.elapsed, find.cpu);
    std::printf("walk         %.3f s, %.3f s CPU\n", walking.elapsed, walking.cpu);
    std::printf("re-scan      %.3f s, %.3f s CPU\n", rescan.elapsed, rescan.cpu);
    std::printf("ratio        %.2f, CPU %.2f (best of %d each)\n", rescan.elapsed / find.elapsed, rescan.cpu / find.cpu, kScans);
    return 0;
}

} // namespace segue::cli
