// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/frame_block.h"
#include "engine/features/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

// librosa's spectral features with their defaults. A magnitude is Stft::magnitude(): [bins, frames] of an FFT of
// 2 (bins - 1) samples; every result is [1, frames] but the contrast. A silent frame is 0 everywhere. Pure functions.

/// librosa.feature.rms(S=magnitude): the root of the mean square of the windowed frame.
[[nodiscard]] Matrix rms(const Matrix& magnitude);

/// librosa.feature.zero_crossing_rate(y): changes of sign per sample, in frames centred on multiples of the hop, the
/// ends filled up with the first and last sample. What lies within 1e-10 of zero is positive. No samples: one frame of
/// 0.
[[nodiscard]] Matrix zeroCrossingRate(std::span<const float> mono, int frameLength = 2048, int hopLength = 512);

/// librosa.feature.spectral_centroid(S=magnitude): the mean frequency in Hz, weighted with the magnitude.
[[nodiscard]] Matrix spectralCentroid(const Matrix& magnitude, int rateHz);

/// librosa.feature.spectral_bandwidth(S=magnitude): the standard deviation in Hz about the centroid.
[[nodiscard]] Matrix spectralBandwidth(const Matrix& magnitude, int rateHz);

/// librosa.feature.spectral_rolloff(S=magnitude): the frequency in Hz below which 85 % of the magnitude lie.
[[nodiscard]] Matrix spectralRolloff(const Matrix& magnitude, int rateHz);

/// librosa.feature.spectral_flatness(S=magnitude): geometric by arithmetic mean of the power, in (0, 1]; 1 = white.
/// No power counts as less than 1e-10, so silence is 1.
[[nodiscard]] Matrix spectralFlatness(const Matrix& magnitude);

/// librosa.feature.spectral_contrast(S=magnitude): in each of seven bands (up to 200 Hz, then octaves, the last one up
/// to half the rate) the level of the loudest 2 % of the bins less that of the quietest 2 %, in dB; at least one bin of
/// each. Levels are those of powerToDb over all bands and frames: nothing lower than 80 dB below the highest. A band
/// that has no bins (8 kHz, short FFTs; librosa refuses them) is 0.
/// @return [7, frames]
[[nodiscard]] Matrix spectralContrast(const Matrix& magnitude, int rateHz);

/// The same for blocks of frames, for those who have no whole spectrogram.
struct SpectralShape {
    Lanes centroid{}; ///< in bins, as are the next two
    Lanes bandwidth{};
    Lanes rolloff{};
};
[[nodiscard]] SpectralShape spectralShape(const FrameBlock& magnitude);
[[nodiscard]] Lanes spectralCentroid(const FrameBlock& magnitude); ///< in bins
[[nodiscard]] Lanes rms(const FrameBlock& power);

/// The mean magnitudes that spectralContrast() compares, block by block.
class ContrastLevels final {
public:
    static constexpr std::size_t kBands = 7;

    /// @param frames of the whole sound
    ContrastLevels(std::size_t bins, int rateHz, std::size_t frames);

    void measure(const FrameBlock& magnitude, std::size_t firstFrame);

    /// [kBands, frames]; ends the use of the object.
    [[nodiscard]] Matrix take();

private:
    struct Band {
        std::size_t first = 0;
        std::size_t count = 0;   ///< bins
        std::size_t extreme = 0; ///< of which so many are loudest and quietest; 0: the band has no bins
    };
    [[nodiscard]] static std::vector<Band> bandsOf(std::size_t bins, int rateHz);

    std::vector<Band> m_bands; ///< [kBands]
    Matrix m_peaks;            ///< [kBands, frames]
    Matrix m_valleys;
};

} // namespace segue::features
