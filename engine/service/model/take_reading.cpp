// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/service/model/take_reading.h"

#include "engine/analysis/song/outline_reader.h"
#include "engine/audio/fingerprint.h"
#include "engine/recommend/policy/fingerprint_match.h"
#include "engine/store/outline_store.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace segue {

namespace {

/// Fingerprints of the store, each read once.
class Fingerprints final {
public:
    explicit Fingerprints(store::Database& reader)
        : m_store(reader, analysis::kOutlineVersion) {}

    [[nodiscard]] bool doMatch(const recommend::SongPair& pair) {
        const auto& one = of(pair.first);
        return !one.empty() && recommend::doFingerprintsMatch(one, of(pair.second));
    }

private:
    const std::vector<std::uint32_t>& of(TrackId song) {
        const auto [known, isNew] = m_read.try_emplace(song);
        if (isNew)
            known->second = audio::unpackFingerprint(m_store.fingerprint(song));
        return known->second;
    }

    store::OutlineStore m_store;
    std::unordered_map<TrackId, std::vector<std::uint32_t>> m_read;
};

void joinMatching(std::span<const recommend::SongPair> pairs, store::Database& reader, recommend::Recommender& recommender,
                  const std::stop_token& stop) {
    Fingerprints fingerprints(reader);
    std::vector<recommend::SongPair> matching;
    for (const auto& pair : pairs) {
        if (stop.stop_requested())
            return;
        if (fingerprints.doMatch(pair))
            matching.push_back(pair);
    }
    recommender.joinTakes(matching);
}

} // namespace

void joinAllTakes(store::Database& reader, recommend::Recommender& recommender, const std::stop_token& stop) {
    joinMatching(recommender.pairsForFingerprints(), reader, recommender, stop);
}

void joinTakesOf(std::span<const TrackId> songs, store::Database& reader, recommend::Recommender& recommender,
                 const std::stop_token& stop) {
    std::vector<recommend::SongPair> pairs;
    for (const TrackId song : songs) {
        const auto own = recommender.pairsForFingerprints(song);
        pairs.insert(pairs.end(), own.begin(), own.end());
    }
    joinMatching(pairs, reader, recommender, stop);
}

} // namespace segue
