// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/seed_set.h"

#include <algorithm>
#include <iterator>

namespace segue::ui {

bool isSameTrack(const Track& a, const Track& b) { return a.id == b.id && (a.id != 0 || a.path == b.path); }

bool SeedSet::add(const std::vector<Track>& tracks, bool isAgainst) {
    bool isChanged = false;
    for (const Track& track : tracks) {
        if (!first && !isAgainst) {
            first = track;
            isChanged = true;
            continue;
        }
        auto& list = isAgainst ? against : also;
        const std::size_t most = isAgainst ? kMostSeeds : kMostSeeds - 1;
        const auto isIt = [&](const Track& other) { return isSameTrack(other, track); };
        if (!first || isIt(*first) || std::ranges::any_of(list, isIt) || list.size() >= most)
            continue;
        remove(track);
        list.push_back(track);
        isChanged = true;
    }
    return isChanged;
}

bool SeedSet::remove(const Track& track) {
    const auto isIt = [&](const Track& other) { return isSameTrack(other, track); };
    return std::erase_if(also, isIt) + std::erase_if(against, isIt) > 0;
}

void SeedSet::fill(RecommendationQuery& query) const {
    if (!first)
        return;
    query.track = first->id;
    if (first->id == 0)
        query.seedFile = first->path;
    query.of = of;
    query.section = section;
    const auto put = [](const std::vector<Track>& tracks, std::vector<TrackId>& ids, std::vector<std::filesystem::path>& files) {
        for (const Track& track : tracks) {
            if (track.id != 0)
                ids.push_back(track.id);
            else
                files.push_back(track.path);
        }
    };
    put(also, query.also, query.alsoFiles);
    put(against, query.against, query.againstFiles);
}

void SeedSet::take(const RecommendationsReady& answer) {
    if (!answer.seed.title.empty())
        first = answer.seed;
    const auto update = [&](std::vector<Track>& tracks, const std::vector<Track>& known) {
        for (Track& track : tracks)
            for (const Track& one : known)
                if (one.id == track.id || (track.id == 0 && one.path == track.path))
                    track = one;
        std::erase_if(tracks, [&](const Track& track) {
            return track.id == 0 && std::ranges::find(answer.strangers, track.path) != answer.strangers.end();
        });
    };
    update(also, answer.also);
    update(against, answer.against);
}

} // namespace segue::ui
