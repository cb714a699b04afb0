// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/fingerprint.h"
#include "engine/browse/folding.h"
#include "engine/playlist/playlist_text.h"
#include "engine/recommend/policy/fingerprint_match.h"
#include "engine/service/playlist/playlist_songs.h"
#include "engine/store/outline_store.h"

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>

namespace segue {

namespace {

constexpr std::chrono::milliseconds kAsLong{3'000};
constexpr std::size_t kMostCompared = 20; ///< fingerprints for one song

struct Version {
    TrackId track = 0;
    std::string identity;
    std::chrono::milliseconds duration{0};
};

std::vector<std::uint32_t> fingerprintOf(const store::OutlineStore& outlines, const std::string& identity) {
    return identity.empty() ? std::vector<std::uint32_t>{} : audio::unpackFingerprint(outlines.fingerprint(identity));
}

/// By fingerprints where both are known, else by their lengths.
TrackId bestOf(const std::vector<Version>& versions, const store::KeptSong& song, const store::OutlineStore& outlines) {
    const auto gone = fingerprintOf(outlines, song.identity);
    std::optional<TrackId> asLong;
    for (std::size_t i = 0; i < std::min(versions.size(), kMostCompared); ++i) {
        const auto other = gone.empty() ? std::vector<std::uint32_t>{} : fingerprintOf(outlines, versions[i].identity);
        if (!other.empty()) {
            if (recommend::doFingerprintsMatch(gone, other))
                return versions[i].track;
            continue;
        }
        const bool areKnown = song.duration.count() > 0 && versions[i].duration.count() > 0;
        if (!asLong && areKnown && std::chrono::abs(song.duration - versions[i].duration) <= kAsLong)
            asLong = versions[i].track;
    }
    return asLong.value_or(0);
}

} // namespace

void findVersions(std::span<store::KeptSong> songs, store::Database& reader) {
    browse::Folding folding;
    const auto keyOf = [&folding](std::string_view title, std::string_view artist) {
        std::string key;
        folding.append(key, title);
        key += browse::Folding::kLineEnd;
        folding.append(key, artist);
        return key;
    };
    std::unordered_map<std::string, std::vector<Version>> versions; ///< by title and artist
    for (const auto& song : songs)
        if (!song.isThere && !song.title.empty() && !isNetAddress(song.path.native()))
            versions.try_emplace(keyOf(song.title, song.artist));
    if (versions.empty())
        return;
    store::PlaylistSongStore(reader).forEachSong([&](const store::ListedSong& song) {
        if (!song.isThere)
            return;
        if (const auto wanted = versions.find(keyOf(song.title, song.artist)); wanted != versions.end())
            wanted->second.push_back({song.id, std::string(song.identity), song.duration});
    });
    const store::OutlineStore outlines(reader, 0);
    std::unordered_map<store::KeptSongId, TrackId> known; ///< a song may be in a playlist many times
    for (auto& song : songs) {
        if (song.isThere || song.title.empty() || isNetAddress(song.path.native()))
            continue;
        const auto& candidates = versions.at(keyOf(song.title, song.artist));
        if (candidates.empty())
            continue;
        const auto [place, isNew] = known.try_emplace(song.id, 0);
        if (isNew || song.id == 0)
            place->second = bestOf(candidates, song, outlines);
        if (place->second == 0)
            continue;
        song.found = place->second;
        song.isThere = true;
    }
}

} // namespace segue
