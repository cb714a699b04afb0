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

/// Raised when a file that failed may fare better now (a decoder fixed, a limit lifted): failures of older versions are
/// tried again.
inline constexpr int kAnalyzerVersion = 1;

/// Raised when a sound feature is defined or computed in another way: songs whose features are older are heard again.
inline constexpr int kFeatureVersion = 1;

/// What may be asked for.
enum class TaskKind : std::uint8_t {
    analysis,  ///< of a song's excerpts, answered by SongAnalysis
    embedding, ///< likewise, without the sound features: those of the recording are stored already
    outline,   ///< of the whole song, answered by Outline
    identity,  ///< which recording it is, without decoding it; answered by SongIdentity
};

/// What was heard in a song.
struct SongAnalysis {
    std::string identity; ///< the recording, independent of path and tags
    std::chrono::milliseconds duration{0};
    std::vector<float> embedding;              ///< [embeddingSize], unit length
    std::vector<float> probabilities;          ///< [labels], sum 1
    std::chrono::milliseconds previewStart{0}; ///< where the most typical excerpt begins
    std::optional<SoundFeatures> features;     ///< all finite; none if they were not asked for
    std::vector<std::uint32_t> rest = {};      ///< of the recording, as in SongIdentity
    bool operator==(const SongAnalysis&) const = default;
};

/// The kind of a failure for want of memory, whose file may fare better when nothing else runs.
inline constexpr const char* kMemoryFailure = "memory";

/// The kind of a failure that says nothing about the file: its disk or its network did not answer. Never stored.
inline constexpr const char* kStalledFailure = "stalled";

/// The kinds of failures that are none: the file can be read, but holds no sound, or less than can be compared (3 s). Such
/// songs are no problems; they are simply neither seeds nor neighbours.
inline constexpr const char* kSilentFailure = "silent";
inline constexpr const char* kTooShortFailure = "tooShort";

/// Which recording a file holds.
struct SongIdentity {
    std::string identity;            ///< that an analysis would find
    std::vector<std::uint32_t> rest; ///< what tells it from others with this identity (audio::AudioIdentity)
    std::chrono::milliseconds duration{0};
    bool operator==(const SongIdentity&) const = default;
};

/// Why nothing was heard.
struct AnalysisFailure {
    std::string kind; ///< one word: badFile, io, unsupported, memory, crash, tooLong, stalled, silent, tooShort
    Message reason;
    SongIdentity recording = {}; ///< of a song that is silent or too short; else empty
    bool operator==(const AnalysisFailure&) const = default;
};

} // namespace segue::analysis
