// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/recommender.h"

#include <algorithm>
#include <unordered_set>

namespace segue::recommend {

Recommender::Recommender(std::string model, std::vector<std::string> labels, std::size_t embeddingSize)
    : m_model(std::move(model)), m_labels(std::move(labels)), m_matrix(embeddingSize) {}

int Recommender::genreIndex(const std::string& label) const {
    const auto found = std::ranges::find(m_labels, label);
    return found == m_labels.end() ? -1 : static_cast<int>(found - m_labels.begin());
}

std::uint64_t Recommender::recordingOf(const std::string& identity) {
    const auto [entry, isNew] = m_recordings.try_emplace(identity, m_identities.size());
    if (isNew)
        m_identities.push_back(identity);
    return entry->second;
}

void Recommender::put(const store::EmbeddedTrack& track) {
    const std::unique_lock lock(m_mutex);
    if (track.model != m_model || track.embedding.size() != m_matrix.columns())
        return;
    m_matrix.put({.track = track.track,
                  .library = track.library,
                  .recording = recordingOf(track.identity),
                  .genre = genreIndex(track.heardGenre)},
                 track.embedding);
}

void Recommender::remove(std::span<const TrackId> tracks) {
    const std::unique_lock lock(m_mutex);
    for (const TrackId track : tracks)
        m_matrix.remove(track);
}

void Recommender::removeLibrary(LibraryId library) {
    const std::unique_lock lock(m_mutex);
    m_matrix.removeLibrary(library);
}

std::vector<Neighbour> Recommender::similarTo(const Seed& seed, const Choice& choice) const {
    const std::shared_lock lock(m_mutex);
    const int genre = genreIndex(seed.heardGenre);
    const auto recording = m_recordings.find(seed.identity);
    const auto accept = [&](const Row& row) {
        return row.track != seed.track && (recording == m_recordings.end() || row.recording != recording->second) &&
               (!choice.sameGenre || row.genre == genre) && (choice.library == 0 || row.library == choice.library);
    };
    // Copies of one recording take places in the list; ask for more until enough different ones are there.
    for (std::size_t wanted = choice.count;; wanted *= 2) {
        auto neighbours = m_matrix.nearest(seed.embedding, wanted, accept);
        const bool thatIsAll = neighbours.size() < wanted;
        std::unordered_set<std::uint64_t> seen;
        std::erase_if(neighbours, [&](const Neighbour& one) { return !seen.insert(one.row.recording).second; });
        if (neighbours.size() >= choice.count || thatIsAll) {
            neighbours.resize(std::min(neighbours.size(), choice.count));
            return neighbours;
        }
    }
}

std::optional<Seed> Recommender::seed(TrackId track) const {
    const std::shared_lock lock(m_mutex);
    const Row* row = m_matrix.find(track);
    if (row == nullptr)
        return std::nullopt;
    const auto embedding = m_matrix.embedding(track);
    Seed seed{.track = track, .identity = m_identities[row->recording], .embedding = {embedding.begin(), embedding.end()}};
    if (row->genre >= 0)
        seed.heardGenre = m_labels[static_cast<std::size_t>(row->genre)];
    return seed;
}

std::size_t Recommender::size() const {
    const std::shared_lock lock(m_mutex);
    return m_matrix.size();
}

} // namespace segue::recommend
