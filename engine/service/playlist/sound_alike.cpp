// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/playlist/sound_alike.h"

#include <algorithm>

namespace segue {

std::vector<TrackId> songsAlike(const recommend::Recommender& recommender, TrackId song, float leastMatch) {
    std::vector<TrackId> alike;
    recommender.withSongs([&](const recommend::EmbeddingMatrix& matrix, const recommend::SongTable& songs) {
        const auto row = matrix.find(song);
        if (!row)
            return;
        const auto embedding = matrix.embedding(song);
        recommend::Filter filter;
        filter.exceptTrack = song;
        filter.exceptRecording = row->recording;
        for (std::size_t count = 1'000;; count *= 8) {
            const auto nearest = matrix.nearest(embedding, count, filter);
            const auto isFar = [&](const recommend::Neighbour& one) {
                return songs.scale().shareBelow(one.similarity) < static_cast<double>(leastMatch);
            };
            const auto end = std::ranges::find_if(nearest, isFar);
            if (end == nearest.end() && nearest.size() == count)
                continue;
            alike.push_back(song);
            for (auto at = nearest.begin(); at != end; ++at)
                alike.push_back(at->row.track);
            return;
        }
    });
    return alike;
}

} // namespace segue
