// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// librosa.estimate_tuning(S=spectrogram): by how much of a semitone the sound is above the tuning of A = 440 Hz, in steps of 0.01.
/// 0 for silence and for a spectrogram without peaks.
///
/// librosa gives different answers for a magnitude (which librosa.cqt uses) and for a power (which chroma_stft uses): peaks
/// are compared in whatever unit the spectrogram holds.
/// @param spectrogram [bins, frames] of an FFT of 2 (bins - 1) samples
/// @return [-0.5, 0.5)
[[nodiscard]] float estimateTuning(const Matrix& spectrogram, int rateHz);

/// librosa.pitch_tuning: the most frequent deviation of frequencies from the semitones, in steps of 0.01. 0 for none.
[[nodiscard]] float pitchTuning(std::span<const float> hz);

/// Collects the spectral peaks (librosa.piptrack: local maxima between 150 and 4,000 Hz above a tenth of the frame's
/// loudest bin, placed by a parabola) of frames one by one, and estimates the tuning from all of them.
class TuningEstimator final {
public:
    TuningEstimator(std::size_t bins, int rateHz);

    /// @param spectrum [bins] of a frame, magnitude or power
    void add(std::span<const float> spectrum);

    /// The same for the power of a frame whose magnitude is given.
    void addSquareOf(std::span<const float> magnitude);

    [[nodiscard]] float estimate() const;

private:
    template <typename Level>
    void addPeaks(std::span<const float> spectrum, Level level);

    std::size_t m_bins;
    std::size_t m_firstBin; ///< of 150 Hz
    std::size_t m_endBin;   ///< of 4,000 Hz
    double m_hzPerBin;
    std::vector<float> m_hz;             ///< of each peak
    std::vector<float> m_levels;         ///< of each peak
    std::vector<unsigned char> m_isPeak; ///< [bins] of the frame in hand
};

} // namespace segue::features
