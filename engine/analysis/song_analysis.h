// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace segue::analysis {

/// Raised when a file that failed may fare better now (a decoder fixed, a limit lifted): failures of older versions are
/// tried again.
inline constexpr int kAnalyzerVersion = 1;

/// What was heard in a song.
struct SongAnalysis {
    std::string identity;               ///< the recording, independent of path and tags
    std::chrono::milliseconds duration{0};
    std::vector<float> embedding;       ///< [embeddingSize], unit length
    std::vector<float> probabilities;   ///< [labels], sum 1
    std::chrono::milliseconds previewStart{0}; ///< where the most typical excerpt begins
    bool operator==(const SongAnalysis&) const = default;
};

/// Why nothing was heard.
struct AnalysisFailure {
    std::string kind;   ///< one word: badFile, io, unsupported, crash, tooLong
    std::string reason; ///< one sentence for a listener
    bool operator==(const AnalysisFailure&) const = default;
};

} // namespace segue::analysis
