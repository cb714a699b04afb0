// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/key.h"
#include "engine/features/matrix.h"
#include "engine/features/mel.h"
#include "engine/features/statistics.h"
#include "engine/features/stft.h"

#include <span>
#include <vector>

namespace segue::features {

/// How much a FeatureExtractor computes; each scope includes the ones before it. Later ones cost more time and memory.
enum class FeatureScope {
    scalars,    ///< the numbers that are stored with a song
    timelines,  ///< also the features that the 518 statistics are made of
    everything, ///< also the spectrograms they come from
};

/// The features of a sound. Matrices are [rows, frames] with a hop of 512, named and defined as in librosa; what the
/// scope left out is empty. All values are finite, whatever the sound. For silence see each feature's own header; a
/// sound without samples is one silent frame.
struct FeatureSet {
    // scalars
    float tempoBpm = 0.0F; ///< librosa's tempo(), which knows whole lags only; 0: no pulse
    float pulseBpm = 0.0F; ///< steadyBpm() of the beats: what a listener would tap; 0: no pulse, or nothing that rises
    KeyEstimate key;
    float centroidHz = 0.0F; ///< mean of spectralCentroid
    float onsetsPerSecond = 0.0F;
    float tuning = 0.0F; ///< of the magnitudes, which cqt is tuned to; fraction of a semitone

    // timelines
    Matrix chromaStft;                ///< [12, frames], tuned as the powers ask for
    Matrix chromaCqt;                 ///< [12, frames]
    Matrix chromaCens;                ///< [12, frames]
    Matrix tonnetz;                   ///< [6, frames], of chromaCens
    Matrix mfcc;                      ///< [20, frames]
    Matrix rms;                       ///< [1, frames], of the magnitudes
    Matrix zeroCrossingRate;          ///< [1, frames]
    Matrix spectralCentroid;          ///< [1, frames]
    Matrix spectralBandwidth;         ///< [1, frames]
    Matrix spectralContrast;          ///< [7, frames]
    Matrix spectralRolloff;           ///< [1, frames]
    std::vector<float> onsetStrength; ///< [frames]

    // everything
    Matrix magnitude;        ///< [1025, frames]
    Matrix melPower;         ///< [128, frames]
    Matrix cqt;              ///< [84, frames] of magnitude
    Matrix spectralFlatness; ///< [1, frames]
};

/// The 518 statistics of a set of timelines. Throws Error{usage} if the scope left them out.
[[nodiscard]] std::vector<float> statisticsOf(const FeatureSet& features, const StatisticsLayout& layout = fmaLayout());

/// Computes features from samples: one pass over them and one STFT (2,048 samples, hop 512) for all that can share it.
/// Samples that are not numbers count as 0 (see FiniteSamples). 30 s at 22,050 Hz take some 20 MB while they last.
///
/// Thread rule: const and shareable; compute() may run in many threads at once.
class FeatureExtractor final {
public:
    /// @param rateHz librosa's defaults are meant for 22,050 Hz; any other positive rate works
    explicit FeatureExtractor(int rateHz = 22'050);

    [[nodiscard]] int rateHz() const { return m_rateHz; }

    /// @param mono samples at rateHz()
    [[nodiscard]] FeatureSet compute(std::span<const float> mono, FeatureScope scope) const;

private:
    class Run;

    int m_rateHz;
    PreciseStft m_stft;
    MelFilterbank m_filterbank;
};

} // namespace segue::features
