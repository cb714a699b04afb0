// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/frame_block.h"
#include "engine/features/matrix.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// The Slaney mel scale, librosa's default: linear up to 1 kHz (15 mel), then 27 mel for a factor of 6.4.
[[nodiscard]] double hzToMel(double hz);
[[nodiscard]] double melToHz(double mel);

/// librosa.filters.mel: triangular filters on the Slaney mel scale from 0 to half the rate, Slaney area norm. Kept
/// sparse: a triangle is a short run of bins. Const, any thread.
class MelFilterbank final {
public:
    /// Throws Error{usage} unless all are positive.
    MelFilterbank(int rateHz, int fftSize, int bands);

    /// The filters of HTK and Kaldi instead: evenly spaced on the scale 1127 ln(1 + Hz / 700) from 0 to @p highestHz, straight in
    /// mel, all of height 1; the bin at half the rate belongs to none. A band that is narrower than a bin may be empty.
    [[nodiscard]] static MelFilterbank kaldi(int rateHz, int fftSize, int bands, double highestHz);

    [[nodiscard]] std::size_t bands() const { return m_triangles.size(); }
    [[nodiscard]] std::size_t bins() const { return m_bins; }

    /// Sums a power spectrum [bins] into @p mel [bands].
    void apply(std::span<const float> power, std::span<float> mel) const;

    /// The same for a block of frames; a third of the time.
    void apply(const FrameBlock& power, std::span<Lanes> mel) const;

    /// The largest weight of any band: no band of a spectrum is louder than this times the spectrum's sum.
    [[nodiscard]] float largestWeight() const;

    /// The filters as a matrix [bands, bins].
    [[nodiscard]] Matrix dense() const;

private:
    struct Triangle {
        std::size_t firstBin = 0;
        std::vector<float> weights;
    };
    MelFilterbank(std::size_t bins, std::size_t bands)
        : m_bins(bins)
        , m_triangles(bands) {}

    std::size_t m_bins;
    std::vector<Triangle> m_triangles; ///< [bands]
};

/// librosa.feature.melspectrogram: [bands, frames] of power.
[[nodiscard]] Matrix melspectrogram(std::span<const float> samples, int rateHz, int fftSize = 2048, int hopLength = 512,
                                    int bands = 128);

} // namespace segue::features
