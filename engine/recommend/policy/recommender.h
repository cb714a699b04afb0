// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/index/embedding_matrix.h"
#include "engine/recommend/index/live_graph.h"
#include "engine/recommend/policy/list_maker.h"
#include "engine/recommend/policy/song_table.h"
#include "engine/store/analysis_store.h"
#include "engine/words/seeds.h"

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace segue::recommend {

/// A number for an audio identity; 0 for none. The chance that two of a million recordings share a number is below 1 in 10^7;
/// one of them is then missing from lists with the other.
[[nodiscard]] std::uint64_t recordingOf(const std::string& identity);

using SongPair = std::pair<TrackId, TrackId>;

/// All songs of one bundle's embeddings with what rules know of them, and the lists made of them: by the rules that every list
/// goes by (list()), or by the study's method, the n most similar by cosine of the seed's class or of all (similarTo()).
///
/// Thread rule: all functions from any thread; searches run side by side.
class Recommender final {
public:
    static constexpr std::size_t kLarge = 500'000; ///< from this many songs on, a graph is searched

    /// @param model ModelSpec::id() of the bundle whose embeddings these are
    /// @param labels its genres
    Recommender(std::string model, std::vector<std::string> labels, std::size_t embeddingSize, std::size_t large = kLarge);

    /// Of several networks together: what is whose, for reasons. Before there are songs.
    void setParts(std::vector<NamedColumns> parts) { m_matrix.setParts(std::move(parts)); }

    /// Adds or replaces a song. An embedding by another bundle, or of another size, is left out: it could not be compared.
    void put(const store::EmbeddedTrack& track);
    void remove(std::span<const TrackId> tracks);
    void removeLibrary(LibraryId library);

    /// Adds all songs that `read` visits. Songs that others add or remove meanwhile are newer and stay that way.
    using Visit = std::function<void(const store::EmbeddedTrack&)>;
    void load(const std::function<void(const Visit&)>& read);

    struct Choice {
        std::size_t count = 5;
        bool sameGenre = true; ///< only songs heard as the seed's genre
        LibraryId library = 0; ///< only this library; 0: all
    };
    /// Best first. Never the seed, nor another file of its recording; a recording found twice is listed once.
    [[nodiscard]] std::vector<Neighbour> similarTo(const Seed& seed, const Choice& choice) const;

    /// By the rules (list_maker.h). Opinions on songs that are not here are left out. @param sameGenre only songs heard as the
    /// first seed's genre
    [[nodiscard]] SongsFound list(Question question, bool sameGenre = false) const;

    /// Pairs of songs of which only fingerprints can tell whether both are the same song (isForFingerprints()); of very many with
    /// the same names some. @param about only pairs with this song; 0: all
    [[nodiscard]] std::vector<SongPair> pairsForFingerprints(TrackId about = 0) const;
    /// The fingerprints of these match. It is kept for their recordings, as long as this lives.
    void joinTakes(std::span<const SongPair> pairs);

    /// Takes new tags, ratings and plays of a song that is here.
    void setFacts(const store::EmbeddedTrack& track);
    /// Fills in a seed's facts, of a song that need not be here.
    void describe(Seed& seed, const Track& song);
    /// Facts of all songs; for radio, maps and reports, which look at many. The visitor must not call back.
    void withSongs(const std::function<void(const EmbeddingMatrix&, const SongTable&)>& look) const;

    [[nodiscard]] std::optional<Seed> seed(TrackId track) const; ///< nothing if it has no embedding here
    /// Of songs, or of all songs of the first one's album or by its artist, up to kMostSeeds, the first song's first. None if it
    /// has no embedding here.
    [[nodiscard]] std::vector<Seed> seeds(std::span<const TrackId> songs, SeedsOf of) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t bytes() const; ///< of memory, about
    [[nodiscard]] bool usesGraph() const;    ///< it is large, and the graph is built
    void waitForGraph();                     ///< until none is being built; to measure and to test

private:
    /// Changes by others while songs are loaded.
    struct Meanwhile {
        std::set<TrackId> tracks;
        std::set<LibraryId> goneLibraries;
    };
    [[nodiscard]] int genreIndex(const std::string& label) const;
    [[nodiscard]] bool isComparable(const store::EmbeddedTrack& track) const;
    [[nodiscard]] SongFacts factsOf(const store::EmbeddedTrack& track); ///< likewise
    void putRow(const store::EmbeddedTrack& track);                     ///< caller holds the lock alone
    void changed();                                                     ///< likewise
    // Caller holds the lock.
    [[nodiscard]] std::optional<Seed> seedOf(TrackId track) const;
    [[nodiscard]] SongsFound plainList(const Question& question) const;
    [[nodiscard]] std::uint32_t takeOf(std::uint64_t recording) const;
    void join(std::uint64_t recording, std::uint64_t other);

    std::string m_model;
    std::vector<std::string> m_labels;
    std::mutex m_loading;
    mutable std::shared_mutex m_mutex;
    EmbeddingMatrix m_matrix;
    SongTable m_songs{m_matrix};
    std::unordered_map<std::uint64_t, std::uint32_t> m_takes; ///< of recordings whose fingerprint matches another's
    std::uint32_t m_lastTake = 0;
    std::optional<Meanwhile> m_meanwhile; ///< set while songs are loaded
    LiveGraph m_graph;                    ///< last: its thread ends first
};

} // namespace segue::recommend
