// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/seed_songs.h"

#include <algorithm>
#include <unordered_set>

namespace segue::recommend {

namespace {

/// Of the first one's album or by its artist, in the order of their numbers, but that one first.
std::vector<TrackId> fellowsOf(const SongFacts& first, const EmbeddingMatrix& matrix, const SongTable& songs, SeedsOf of) {
    const NameId name = of == SeedsOf::album ? first.album : first.artists[0];
    std::vector<TrackId> fellows;
    for (const Slot slot : matrix.slots()) {
        const SongFacts& song = songs.facts(slot);
        const bool isFellow = of == SeedsOf::album ? song.album == name : isBy(song, name);
        if (name != 0 && isFellow && song.track != first.track)
            fellows.push_back(song.track);
    }
    std::ranges::sort(fellows);
    fellows.insert(fellows.begin(), first.track);
    return fellows;
}

} // namespace

std::vector<TrackId> seedSongs(const EmbeddingMatrix& matrix, const SongTable& songs, std::span<const TrackId> from, SeedsOf of) {
    std::vector<TrackId> all(from.begin(), from.end());
    if (of != SeedsOf::songs) {
        const auto slot = from.empty() ? std::nullopt : matrix.slotOf(from.front());
        if (!slot)
            return {};
        all = fellowsOf(songs.facts(*slot), matrix, songs, of);
    }
    std::unordered_set<std::uint64_t> recordings;
    std::unordered_set<TrackId> tracks;
    std::vector<TrackId> heard;
    for (const TrackId track : all) {
        const auto slot = matrix.slotOf(track);
        if (!slot || !tracks.insert(track).second)
            continue;
        const auto recording = songs.facts(*slot).recording;
        if (recording == 0 || recordings.insert(recording).second)
            heard.push_back(track);
    }
    return spread(heard);
}

} // namespace segue::recommend
