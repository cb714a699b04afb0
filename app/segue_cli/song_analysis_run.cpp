// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue_cli/song_analysis_run.h"

#include "app/paths.h"
#include "engine/analysis/process/analyzer_client.h"
#include "engine/library/scan/folder_walk.h"
#include "engine/words/error.h"

#include <algorithm>
#include <deque>
#include <future>
#include <map>
#include <thread>

namespace segue::cli {

namespace fs = std::filesystem;

std::vector<fs::path> musicFiles(const std::vector<fs::path>& paths) {
    std::vector<fs::path> songs;
    for (const auto& path : paths) {
        std::error_code failed;
        if (!fs::exists(path, failed))
            throw Error{ErrorKind::io, "There is no file or folder " + path.string() + "."};
        if (!fs::is_directory(path, failed)) {
            songs.push_back(path);
            continue;
        }
        auto walk = library::walkFolder(path, {});
        std::ranges::sort(walk.files, {}, &library::FoundFile::path);
        for (const auto& file : walk.files)
            songs.push_back(path / file.path);
    }
    return songs;
}

void analyseSongs(const std::vector<fs::path>& songs, const CommonOptions& common,
                  const std::function<void(const fs::path&, const analysis::AnalysisOutcome&)>& answered) {
    if (songs.empty())
        return;
    std::deque<analysis::AnalysisTask> tasks; // this and the next two: the client's thread only
    for (std::size_t i = 0; i < songs.size(); ++i)
        tasks.push_back({i, songs[i]});
    std::map<std::size_t, analysis::AnalysisOutcome> early; // answers whose turn has not come
    std::size_t turn = 0;
    std::promise<Message> ended; // empty, or why it cannot work
    const int workers =
        common.workers > 0 ? common.workers : std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
    analysis::AnalyzerClient client(
        {.program = app::siblingProgram("segue-analyzer"), .modelFolder = hearingModel(common), .workers = workers},
        {.nextTask = [&]() -> std::optional<analysis::AnalysisTask> {
             if (tasks.empty())
                 return std::nullopt;
             auto task = std::move(tasks.front());
             tasks.pop_front();
             return task;
         },
         .answered =
             [&](const analysis::AnalysisTask& task, analysis::AnalysisOutcome outcome) {
                 early.emplace(task.id, std::move(outcome));
                 for (auto next = early.find(turn); next != early.end(); next = early.find(++turn)) {
                     answered(songs[turn], next->second);
                     early.erase(next);
                 }
                 if (turn == songs.size())
                     ended.set_value({});
             },
         .returned = [&](analysis::AnalysisTask task) { tasks.push_front(std::move(task)); },
         .broken = [&](const Message& reason) { ended.set_value(reason); },
         .idle = [] {}});
    client.wake();
    const auto problem = ended.get_future().get();
    client.stop();
    if (!problem.empty())
        throw Error{ErrorKind::process, problem};
}

} // namespace segue::cli
