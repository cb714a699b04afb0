// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/process/answer_check.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace segue::analysis {

namespace {

template <typename Numbers>
bool areFinite(const Numbers& numbers) {
    return std::ranges::all_of(numbers, [](float number) { return std::isfinite(number); });
}

bool isSound(const SoundFeatures& features) {
    return areFinite(std::initializer_list<float>{features.tempoBpm, features.keyStrength, features.centroidHz,
                                                  features.onsetsPerSecond, features.loudnessLufs});
}

bool isSound(const SongAnalysis& song) {
    return !song.identity.empty() && areFinite(song.embedding) && areFinite(song.probabilities) &&
           (!song.features || isSound(*song.features));
}

bool isSound(const Outline& outline) {
    return outline.waveform.peak.size() == outline.waveform.rms.size() && outline.fingerprint.size() <= Outline::kMostFingerprint &&
           areFinite(std::initializer_list<float>{outline.loudnessLufs, outline.loudnessRangeLu, outline.truePeakDb});
}

bool isSound(const SongIdentity& identity) { return !identity.identity.empty(); }

template <typename Wanted>
bool holdsSound(const AnalysisOutcome& outcome) {
    const auto* found = std::get_if<Wanted>(&outcome);
    return found != nullptr && isSound(*found);
}

} // namespace

bool isAnswerTo(TaskKind kind, const AnalysisOutcome& outcome) {
    if (std::holds_alternative<AnalysisFailure>(outcome))
        return true;
    switch (kind) {
    case TaskKind::outline:
        return holdsSound<Outline>(outcome);
    case TaskKind::identity:
        return holdsSound<SongIdentity>(outcome);
    case TaskKind::analysis:
    case TaskKind::embedding:
        break;
    }
    return holdsSound<SongAnalysis>(outcome);
}

} // namespace segue::analysis
