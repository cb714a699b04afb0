// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/policy/hubs.h"
#include "engine/recommend/policy/song_facts.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace segue::recommend {

/// What rules know of the songs of a matrix, by the matrix's slots, and the statistics against hubs.
///
/// The statistics compare each song with a sample: the kSample songs whose recordings have the lowest hashes, which depends on the
/// songs alone and not on the order in which they came. A song that comes gets its statistics from the sample as it is; when a
/// twentieth of the songs came or went since, a new sample is drawn and all statistics are made again (about 5 us a song), so
/// that after loading they depend on nothing but the songs. In small libraries that is with each song; in those of up
/// to 30 no song is a hub.
///
/// Thread rule: like the matrix: const functions side by side, changes alone.
class SongTable final {
public:
    static constexpr std::size_t kSample = 500;

    explicit SongTable(EmbeddingMatrix& matrix)
        : m_matrix(matrix) {}

    void put(const SongFacts& song);      ///< after it was put into the matrix; names are of names()
    void setFacts(const SongFacts& song); ///< its tags, rating, plays changed; does nothing for songs that are not here
    /// Sets the take of all songs of these recordings.
    void setTakes(const std::unordered_map<std::uint64_t, std::uint32_t>& takes);
    void noteRemoved(std::size_t songs) { m_changes += songs; }
    void pause() { m_isPaused = true; } ///< many songs come: no statistics before resume()
    void resume();
    void keepUp(); ///< draws a new sample if it is time

    [[nodiscard]] const SongFacts& facts(Slot slot) const { return m_songs[slot].facts; }
    /// Asks for what is known of a song, which is looked at soon: songs in no order lie far apart in memory.
    void prefetch(Slot slot) const {
        const auto* song = reinterpret_cast<const char*>(&m_songs[slot]);
        __builtin_prefetch(song);
        __builtin_prefetch(song + sizeof(Song) - 1);
    }
    [[nodiscard]] NameId title(Slot slot) const { return m_titles[slot]; } ///< as in its facts; to look through all quickly
    [[nodiscard]] const HubStatistics& hub(Slot slot) const { return m_songs[slot].hub; }
    /// Of any vector, as if it came just now.
    [[nodiscard]] HubStatistics hubOf(std::span<const float> embedding) const;
    [[nodiscard]] const MatchScale& scale() const { return m_scale; }
    [[nodiscard]] std::size_t sampleSize() const { return m_sampleFacts.size(); }
    [[nodiscard]] const SongFacts& sampleFacts(std::size_t index) const {
        return m_sampleFacts[index];
    }                                                                     ///< as they were when drawn
    [[nodiscard]] const std::int16_t* sampleRow(std::size_t index) const; ///< [stride]
    [[nodiscard]] TextPool& names() { return m_names; }
    [[nodiscard]] const TextPool& names() const { return m_names; }
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Song {
        SongFacts facts;
        HubStatistics hub;
    };
    void draw();
    void findNearestOfSample();
    void set(Slot slot, const SongFacts& facts);
    [[nodiscard]] HubStatistics hubOf(const std::int16_t* row, TrackId except, MatchScale* scale) const;

    EmbeddingMatrix& m_matrix;
    TextPool m_names;
    std::vector<Song> m_songs;            ///< by slot
    std::vector<NameId> m_titles;         ///< likewise
    std::vector<SongFacts> m_sampleFacts; ///< copies, so that a song may go
    PackedValues m_sampleRows;            ///< [sampleSize(), stride], likewise
    std::vector<std::int32_t> m_nearFrom; ///< [sampleSize()]: products from which a song is among its nearest
    std::size_t m_nearest = 1;            ///< so many of the sample are
    MatchScale m_scale;
    std::size_t m_changes = 0; ///< songs that came or went since the sample was drawn
    bool m_isPaused = false;
};

} // namespace segue::recommend
