// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"
#include "engine/words/track.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace segue::analysis {

/// Raise it when a file that failed may succeed now (a decoder fixed, a limit lifted); failures of older versions are then
/// tried again.
inline constexpr int kAnalyzerVersion = 1;

/// Raise it when a sound feature is defined or computed in another way; songs with older features are then heard again.
inline constexpr int kFeatureVersion = 1;

/// What may be asked for.
enum class TaskKind : std::uint8_t {
    analysis,  ///< analysis of a song's excerpts, answered by SongAnalysis
    embedding, ///< the same without the sound features, which are stored already
    outline,   ///< outline of the whole song, answered by Outline
    identity,  ///< which recording it is, without decoding; answered by SongIdentity
};

/// What was heard in a song.
struct SongAnalysis {
    std::string identity; ///< the recording, independent of path and tags
    std::chrono::milliseconds duration{0};
    std::vector<float> embedding;              ///< [embeddingSize], unit length
    std::vector<float> probabilities;          ///< [labels], sum 1
    std::chrono::milliseconds previewStart{0}; ///< where the most typical excerpt begins
    std::optional<SoundFeatures> features;     ///< all finite; none if not asked for
    std::vector<std::uint32_t> rest = {};      ///< the recording's, as in SongIdentity
    bool operator==(const SongAnalysis&) const = default;
};

/// The kind of a failure for lack of memory; the file may succeed when nothing else runs.
inline constexpr const char* kMemoryFailure = "memory";

/// The kind of a failure that says nothing about the file, because its disk or network did not answer. Never stored.
inline constexpr const char* kStalledFailure = "stalled";

/// The kinds of failures that are not real ones: the file can be read, but holds no sound or less than can be compared (3 s).
/// Such songs are not problems; they are neither seeds nor neighbours.
inline constexpr const char* kSilentFailure = "silent";
inline constexpr const char* kTooShortFailure = "tooShort";

/// Which recording a file holds.
struct SongIdentity {
    std::string identity;            ///< the identity that an analysis would find
    std::vector<std::uint32_t> rest; ///< tells it from other recordings with this identity (audio::AudioIdentity)
    std::chrono::milliseconds duration{0};
    bool operator==(const SongIdentity&) const = default;
};

/// Why nothing was heard.
struct AnalysisFailure {
    std::string kind; ///< one word: badFile, io, unsupported, memory, crash, tooLong, stalled, silent, tooShort
    Message reason;
    SongIdentity recording = {}; ///< set for a song that is silent or too short
    bool operator==(const AnalysisFailure&) const = default;
};

} // namespace segue::analysis
