// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/hearing.h"

#include "engine/training/process_time.h"
#include "engine/words/error.h"

namespace segue::training {
namespace {

void checkFit(const inference::ModelSpec& spec, const Dataset& dataset, std::span<const std::size_t> rows) {
    if (rows.empty())
        throw Error(ErrorKind::usage, "There is no row to evaluate in this data set.");
    if (spec.labels != dataset.labels())
        throw Error(ErrorKind::usage, "The network knows other genres than the data set has.");
    features::FrontEnd wanted = spec.frontEnd; // the number of patches of a song does not matter
    wanted.excerptsPerSong = dataset.frontEnd().excerptsPerSong;
    wanted.patchesPerExcerpt = dataset.frontEnd().patchesPerExcerpt;
    if (wanted != dataset.frontEnd())
        throw Error(ErrorKind::usage, "The data set's patches were made another way than the network takes them.");
}

} // namespace

std::optional<Heard> hear(const inference::Embedder& embedder, const Dataset& dataset, std::span<const std::size_t> rows,
                          const std::stop_token& stop, const std::function<void(std::size_t done)>& onRow) {
    checkFit(embedder.spec(), dataset, rows);
    (void)embedder.embedSong(dataset.patchDb(rows.front())); // what is made only once does not count
    Heard heard;
    double seconds = 0.0;
    for (std::size_t done = 0; done < rows.size(); ++done) {
        if (stop.stop_requested())
            return std::nullopt;
        const auto patch = dataset.patchDb(rows[done]);
        const double begin = cpuSeconds();
        const auto song = embedder.embedSong(patch);
        seconds += cpuSeconds() - begin;
        heard.embeddings.insert(heard.embeddings.end(), song.embedding.begin(), song.embedding.end());
        heard.probabilities.insert(heard.probabilities.end(), song.probabilities.begin(), song.probabilities.end());
        if (onRow)
            onRow(done + 1);
    }
    heard.cpuSecondsPerSong = seconds / static_cast<double>(rows.size());
    return heard;
}

} // namespace segue::training
