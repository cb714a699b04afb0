// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/training/fma_statistics.h"

#include "engine/training/fma_tables.h"
#include "engine/words/error.h"

#include <algorithm>
#include <unordered_map>

namespace segue::training {

namespace {

bool isIn(FmaSubset subset, const std::string& smallest) {
    if (subset == FmaSubset::all)
        return true;
    return smallest == "small" || (subset == FmaSubset::medium && smallest == "medium");
}

std::vector<std::size_t>& sideOf(FmaStatistics& statistics, const FmaTrack& track, const std::filesystem::path& file) {
    if (track.split == "training")
        return statistics.training;
    if (track.split == "validation")
        return statistics.validation;
    if (track.split == "test")
        return statistics.test;
    throw Error(ErrorKind::badFile, file.string() + ": track " + std::to_string(track.id) + " is on the side \"" +
                                        track.split.substr(0, 40) + "\" instead of training, validation or test.");
}

} // namespace

FmaStatistics readFmaStatistics(const std::filesystem::path& folder, FmaSubset subset) {
    const auto file = folder / "tracks.csv";
    std::unordered_map<std::int64_t, FmaTrack> tracks;
    for (FmaTrack& track : readTrackTable(file)) {
        if (!track.genre.empty() && isIn(subset, track.subset))
            tracks.emplace(track.id, std::move(track));
    }
    FeatureTable table = readFeatureTable(folder / "features.csv", [&](std::int64_t id) { return tracks.contains(id); });
    if (table.trackIds.empty())
        throw Error(ErrorKind::badFile, folder.string() + " has no clip of the wanted subset with both a root genre in "
                                                          "tracks.csv and statistics in features.csv.");
    FmaStatistics statistics;
    for (const std::int64_t id : table.trackIds)
        statistics.labels.push_back(tracks.at(id).genre);
    std::ranges::sort(statistics.labels);
    const auto repeated = std::ranges::unique(statistics.labels);
    statistics.labels.erase(repeated.begin(), repeated.end());
    for (std::size_t row = 0; row < table.trackIds.size(); ++row) {
        const FmaTrack& track = tracks.at(table.trackIds[row]);
        const auto label = std::ranges::lower_bound(statistics.labels, track.genre);
        statistics.genres.push_back(static_cast<std::size_t>(label - statistics.labels.begin()));
        statistics.artists.push_back(track.artistId);
        sideOf(statistics, track, file).push_back(row);
    }
    statistics.values = std::move(table.values);
    return statistics;
}

} // namespace segue::training
