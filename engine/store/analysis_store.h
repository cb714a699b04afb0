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

/// What the analysis of one recording by one bundle left behind.
struct StoredAnalysis {
    std::string identity;             ///< the recording (audio identity)
    std::vector<float> embedding;     ///< [embeddingSize], unit length
    std::vector<float> probabilities; ///< [labels]
    std::string heardGenre;
    float heardProbability = 0.F;
    std::chrono::milliseconds previewStart{0};
    std::chrono::milliseconds duration{0}; ///< as decoded; corrects the tag's
    std::optional<SoundFeatures> features; ///< of the recording, whatever the bundle; none: those stored stay
    std::vector<std::uint32_t> rest = {};  ///< what tells it from others with this identity (RecordingStore)
};

/// Why a file could not be analysed by this bundle. Tried again only when the file or the analyzer's version changes.
struct StoredFailure {
    std::string kind; ///< one word: "badFile", "io", "crash", ...
    Message reason;
    int analyzerVersion = 0;          ///< above 0: 0 is kept for failures that are to be tried again
    std::chrono::sys_seconds since{}; ///< now; stored only if the song did not fail in the same way before
};

/// One row of the embedding matrix.
struct EmbeddedTrack {
    std::string model; ///< the bundle whose embedding it is, ModelSpec::id()
    TrackId track = 0;
    LibraryId library = 0;
    std::string identity;
    std::string heardGenre;
    std::vector<float> embedding;
};

/// A song without an analysis.
struct WaitingSong {
    TrackId track = 0;
    std::chrono::milliseconds duration{0}; ///< as its tags say; 0: not known
};

/// What an analysis is measured against.
struct AnalysisVersions {
    int analyzer = 0; ///< failures of another one are tried again
    int features = 0; ///< sound features of another one are measured again
};

/// Analyses by one bundle, and the sound features that come with them. Same thread as its Database; throws Error.
class AnalysisStore final {
public:
    AnalysisStore(Database& database, std::string model)
        : m_database(database)
        , m_model(std::move(model)) {}

    /// Songs without an analysis by this bundle or without sound features of this version, or whose file changed since, or
    /// that are to be heard again since the rule of what is heard changed (what was heard before serves until then), and
    /// without a failure of this bundle and analyzer version, in sidebar order; missing songs and libraries that are
    /// offline are left out.
    [[nodiscard]] std::vector<WaitingSong> waitingSongs(const AnalysisVersions& versions) const;
    [[nodiscard]] std::vector<TrackId> waiting(const AnalysisVersions& versions) const; ///< the same ones
    /// Whether it has both the analysis and the sound features, its file is still the one that was heard, and it is not to
    /// be heard again.
    [[nodiscard]] bool isComplete(TrackId track, int featureVersion) const;
    /// Whether its sound features are there, whichever bundle they came with, and this bundle is not to hear it again.
    [[nodiscard]] bool hasFeatures(TrackId track, int featureVersion) const;

    struct Counts {
        std::size_t tracks = 0, done = 0, failed = 0;
    };
    [[nodiscard]] Counts counts() const;

    [[nodiscard]] std::optional<StoredAnalysis> find(TrackId track) const;
    /// Every analysed song that is there now with its embedding, by track id; without those that changed into a file that
    /// cannot be heard. What is visited is valid until the visit is over. Ends early, without a word, when asked to stop.
    void forEach(const std::function<void(const EmbeddedTrack&)>& visit, const std::stop_token& stop = {}) const;
    void forEachIn(LibraryId library, const std::function<void(const EmbeddedTrack&)>& visit) const; ///< those of one library
    /// Nothing: not one of these.
    [[nodiscard]] std::optional<EmbeddedTrack> embedded(TrackId track) const;
    /// Whether any bundle heard the recording of the song, whether or not it is there now.
    [[nodiscard]] bool isHeardByAny(TrackId track) const;

    /// @return the identity under which it is stored now
    std::string save(TrackId track, const StoredAnalysis& analysis, int featureVersion);
    void saveFailure(TrackId track, const StoredFailure& failure);
    /// The song can be read and has too little sound to be compared (kind "silent" or "tooShort"): its recording is known,
    /// and what this bundle heard of it by an older rule is forgotten.
    void saveTooLittleSound(TrackId track, const StoredFailure& why, const FoundRecording& found);

private:
    Database& m_database;
    std::string m_model;
};

} // namespace segue::store
