// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paths.h"
#include "app/segue_cli/commands.h"
#include "app/segue_cli/song_analysis_run.h"
#include "engine/analysis/process/process_reader.h"
#include "engine/covers/cover_shelf.h"
#include "engine/covers/cover_sources.h"
#include "engine/words/error.h"
#include "engine/words/scratch_folder.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

namespace segue::cli {

namespace {

namespace fs = std::filesystem;
using covers::ContentId;

constexpr std::size_t kMostCovers = 1000;
constexpr std::size_t kMiddle = 1; ///< of kCoverSides: what a grid shows

/// Milliseconds of all covers, one after the other.
template <typename Work>
double millisecondsOf(const std::vector<fs::path>& songs, Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    for (const auto& song : songs)
        work(song);
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

ContentId keyOf(const fs::path& song) { return ContentId::of(std::as_bytes(std::span(song.native()))); }

/// Those that have a cover, as reading them anew shows, which also brings them into memory.
std::vector<fs::path> withCovers(const std::vector<fs::path>& songs, audio::FileReader& files) {
    std::vector<fs::path> found;
    for (const auto& song : songs) {
        const auto reading = files.readCover(song);
        const auto* cover = std::get_if<std::optional<CoverImage>>(&reading);
        if (cover != nullptr && *cover)
            found.push_back(song);
        if (found.size() >= kMostCovers)
            break;
    }
    return found;
}

} // namespace

int runBenchCovers(const fs::path& folder) {
    analysis::ProcessReader files({.program = app::siblingProgram("segue-analyzer"), .processes = 1});
    const auto songs = withCovers(musicFiles({folder}), files);
    if (songs.empty())
        throw Error{ErrorKind::usage, "There are no songs with covers in " + folder.string() + " to measure with."};
    const ScratchFolder scratch("segue-bench");
    covers::CoverShelf shelf(scratch.path() / "covers", covers::CoverShelf::kMostBytes);
    const double anew = millisecondsOf(songs, [&](const fs::path& song) { static_cast<void>(files.readCover(song)); });
    covers::CoverSources sources(scratch.path() / "sources");
    const double cold = millisecondsOf(songs, [&](const fs::path& song) {
        auto reading = files.readThumbnails({.song = song, .from = audio::CoverSource::besideElseOwn, .unless = {}});
        auto* made = std::get_if<std::optional<audio::CoverThumbnails>>(&reading);
        if (made == nullptr || !*made)
            return;
        const auto content = ContentId::fromHex((*made)->content).value_or(ContentId());
        shelf.put(content, (*made)->files);
        sources.set(keyOf(song), {.content = content, .folder = 0});
        static_cast<void>(audio::decodeThumbnail((*made)->files[kMiddle]));
    });
    covers::CoverShelf later(scratch.path() / "covers", covers::CoverShelf::kMostBytes); // as after a start
    covers::CoverSources known(scratch.path() / "sources");
    std::size_t found = 0;
    const double warm = millisecondsOf(songs, [&](const fs::path& song) {
        const auto source = known.find(keyOf(song));
        const auto file = source ? later.find(source->content, kMiddle) : std::nullopt;
        found += file && !audio::decodeThumbnail(*file).isEmpty() ? 1 : 0;
    });
    const auto count = static_cast<double>(songs.size());
    std::printf("covers                      %zu, %zu of them on the shelf, %.1f kB each there\n", songs.size(), found,
                static_cast<double>(later.bytes()) / count / 1000.0);
    std::printf("read anew from the file     %.2f ms a cover\n", anew / count);
    std::printf("made for the shelf          %.2f ms a cover, %.2f times the time\n", cold / count, cold / anew);
    std::printf("from the shelf              %.2f ms a cover, %.3f times the time\n", warm / count, warm / anew);
    return 0;
}

} // namespace segue::cli
