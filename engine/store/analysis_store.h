// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/database/database.h"
#include "engine/store/recording_store.h"
#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace segue::store {

/// The result of analysing one recording with one bundle.
struct StoredAnalysis {
    std::string identity;             ///< the recording (audio identity)
    std::vector<float> embedding;     ///< [embeddingSize], unit length
    std::vector<float> probabilities; ///< [labels]
    std::string heardGenre;
    float heardProbability = 0.F;
    std::chrono::milliseconds previewStart{0};
    std::chrono::milliseconds duration{0}; ///< as decoded; replaces the tag's
    std::optional<SoundFeatures> features; ///< belong to the recording, not the bundle; none: keeps those stored
    std::vector<std::uint32_t> rest = {};  ///< tells it from other recordings with this identity (RecordingStore)
};

/// Why this bundle could not analyse a file. The file is tried again only when it or the analyzer's version changes.
struct StoredFailure {
    std::string kind; ///< one word: "badFile", "io", "crash", ...
    Message reason;
    int analyzerVersion = 0;          ///< above 0; 0 marks failures that are to be tried again
    std::chrono::sys_seconds since{}; ///< now; not stored if the song failed in the same way before
};

/// One row of the embedding matrix.
struct EmbeddedTrack {
    std::string model; ///< the bundle that made the embedding, ModelSpec::id()
    TrackId track = 0;
    LibraryId library = 0;
    std::string identity;
    std::string heardGenre;
    std::vector<float> embedding;
    Track song = {}; ///< what rules ask of it besides: path, tags, length, sound, rating, plays
};

/// A song without an analysis.
struct WaitingSong {
    TrackId track = 0;
    std::chrono::milliseconds duration{0}; ///< as its tags say; 0: not known
};

/// The versions that a stored analysis must have to count.
struct AnalysisVersions {
    int analyzer = 0; ///< failures of another version are tried again
    int features = 0; ///< sound features of another version are measured again
};

/// Analyses by one bundle, and the sound features that come with them. Same thread as its Database; throws Error.
class AnalysisStore final {
public:
    AnalysisStore(Database& database, std::string model)
        : m_database(database)
        , m_model(std::move(model)) {}

    /// The songs to analyse, in sidebar order:
    /// - those without an analysis by this bundle, or without sound features of this version;
    /// - those whose file changed since;
    /// - those to be heard again because the rule of what is heard changed (the old result serves until then).
    /// Songs with a failure of this bundle and analyzer version, missing songs and offline libraries are left out.
    [[nodiscard]] std::vector<WaitingSong> waitingSongs(const AnalysisVersions& versions) const;
    [[nodiscard]] std::vector<TrackId> waiting(const AnalysisVersions& versions) const; ///< the same ones
    /// Whether the song has both the analysis and the sound features, its file is still the one that was heard, and it is not
    /// to be heard again.
    [[nodiscard]] bool isComplete(TrackId track, int featureVersion) const;
    /// Whether the song has sound features, from whichever bundle's analysis, and this bundle is not to hear it again.
    [[nodiscard]] bool hasFeatures(TrackId track, int featureVersion) const;

    struct Counts {
        std::size_t tracks = 0, done = 0, failed = 0;
    };
    [[nodiscard]] Counts counts() const;

    [[nodiscard]] std::optional<StoredAnalysis> find(TrackId track) const;
    /// Visits every analysed song that is there now with its embedding, by track id; songs that changed into a file that
    /// cannot be heard are left out. What is visited is valid during the visit only. Returns early, without an error, when
    /// asked to stop.
    void forEach(const std::function<void(const EmbeddedTrack&)>& visit, const std::stop_token& stop = {}) const;
    void forEachIn(LibraryId library, const std::function<void(const EmbeddedTrack&)>& visit) const; ///< one library's songs
    /// One of those that forEach() visits; nothing if the song is not among them.
    [[nodiscard]] std::optional<EmbeddedTrack> embedded(TrackId track) const;
    /// Whether any bundle has heard the song's recording, whether or not the song is there now.
    [[nodiscard]] bool isHeardByAny(TrackId track) const;

    /// @return the identity under which it is stored now
    std::string save(TrackId track, const StoredAnalysis& analysis, int featureVersion);
    void saveFailure(TrackId track, const StoredFailure& failure);
    /// The song can be read but has too little sound to be compared (kind "silent" or "tooShort"). Its recording becomes
    /// known, and what this bundle heard of it by an older rule is removed.
    void saveTooLittleSound(TrackId track, const StoredFailure& why, const FoundRecording& found);

private:
    Database& m_database;
    std::string m_model;
};

} // namespace segue::store
