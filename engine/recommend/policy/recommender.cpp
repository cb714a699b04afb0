// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/recommend/policy/recommender.h"

#include <algorithm>
#include <utility>

#include <xxhash.h>

namespace segue::recommend {

std::uint64_t recordingOf(const std::string& identity) {
    return identity.empty() ? 0 : XXH3_64bits(identity.data(), identity.size());
}

Recommender::Recommender(std::string model, std::vector<std::string> labels, std::size_t embeddingSize, std::size_t large)
    : m_model(std::move(model))
    , m_labels(std::move(labels))
    , m_matrix(embeddingSize)
    , m_graph(m_matrix, m_mutex, large) {}

int Recommender::genreIndex(const std::string& label) const {
    const auto found = std::ranges::find(m_labels, label);
    return found == m_labels.end() ? -1 : static_cast<int>(found - m_labels.begin());
}

bool Recommender::isComparable(const store::EmbeddedTrack& track) const {
    return track.model == m_model && track.embedding.size() == m_matrix.columns();
}

void Recommender::putRow(const store::EmbeddedTrack& track) {
    m_matrix.put({.track = track.track,
                  .library = track.library,
                  .recording = recordingOf(track.identity),
                  .genre = genreIndex(track.heardGenre)},
                 track.embedding);
}

/// Builds no graph while songs are loaded, since it would hold only some of them.
void Recommender::changed() {
    if (!m_meanwhile)
        m_graph.follow();
}

void Recommender::put(const store::EmbeddedTrack& track) {
    const std::unique_lock lock(m_mutex);
    if (!isComparable(track))
        return;
    putRow(track);
    if (m_meanwhile)
        m_meanwhile->tracks.insert(track.track);
    changed();
}

void Recommender::remove(std::span<const TrackId> tracks) {
    const std::unique_lock lock(m_mutex);
    m_matrix.remove(tracks);
    if (m_meanwhile)
        m_meanwhile->tracks.insert(tracks.begin(), tracks.end());
    changed();
}

void Recommender::removeLibrary(LibraryId library) {
    const std::unique_lock lock(m_mutex);
    m_matrix.removeLibrary(library);
    if (m_meanwhile)
        m_meanwhile->goneLibraries.insert(library);
    changed();
}

void Recommender::load(const std::function<void(const Visit&)>& read) {
    const std::lock_guard oneAtATime(m_loading);
    const auto end = [this] {
        const std::unique_lock lock(m_mutex);
        m_meanwhile.reset();
        changed();
    };
    {
        const std::unique_lock lock(m_mutex);
        m_meanwhile.emplace();
    }
    try {
        read([this](const store::EmbeddedTrack& track) {
            const std::unique_lock lock(m_mutex);
            if (isComparable(track) && !m_meanwhile->tracks.contains(track.track) &&
                !m_meanwhile->goneLibraries.contains(track.library))
                putRow(track);
        });
    } catch (...) {
        end();
        throw;
    }
    end();
}

std::vector<Neighbour> Recommender::similarTo(const Seed& seed, const Choice& choice) const {
    const std::shared_lock lock(m_mutex);
    const Filter filter{.library = choice.library,
                        .genre = choice.sameGenre ? std::optional(genreIndex(seed.heardGenre)) : std::nullopt,
                        .exceptTrack = seed.track,
                        .exceptRecording = seed.recording};
    if (auto found = m_graph.nearest(seed.embedding, choice.count, filter))
        return std::move(*found);
    return m_matrix.nearest(seed.embedding, choice.count, filter);
}

std::optional<Seed> Recommender::seed(TrackId track) const {
    const std::shared_lock lock(m_mutex);
    const auto row = m_matrix.find(track);
    if (!row)
        return std::nullopt;
    Seed seed{.track = track, .recording = row->recording, .embedding = m_matrix.embedding(track)};
    if (row->genre >= 0)
        seed.heardGenre = m_labels[static_cast<std::size_t>(row->genre)];
    return seed;
}

std::size_t Recommender::size() const {
    const std::shared_lock lock(m_mutex);
    return m_matrix.size();
}

std::size_t Recommender::bytes() const {
    const std::shared_lock lock(m_mutex);
    return m_matrix.bytes() + m_graph.bytes();
}

void Recommender::waitForGraph() {
    std::unique_lock lock(m_mutex);
    m_graph.wait(lock);
}

bool Recommender::usesGraph() const {
    const std::shared_lock lock(m_mutex);
    return m_graph.isReady();
}

} // namespace segue::recommend
