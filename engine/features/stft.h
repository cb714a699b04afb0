// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"
#include "engine/features/real_fft.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// librosa.stft: periodic Hann window of the FFT's length, frames centred on multiples of the hop, zeros around the ends.
/// Frame t sees samples t * hop - fftSize / 2 up to t * hop + fftSize / 2.
///
/// Thread rule: const and shareable; each thread brings its own workspace.
class Stft final {
public:
    /// Throws Error{usage} unless both are positive and fftSize is even.
    Stft(int fftSize, int hopLength);

    [[nodiscard]] std::size_t bins() const { return m_fft.size() / 2 + 1; }
    [[nodiscard]] std::size_t frames(std::size_t sampleCount) const { return 1 + sampleCount / m_hop; }
    [[nodiscard]] RealFft::Workspace makeWorkspace() const { return m_fft.makeWorkspace(); }

    /// The power spectrum of one frame into @p power [bins].
    void powerFrame(std::span<const float> samples, std::size_t frame, RealFft::Workspace& workspace,
                    std::span<float> power) const;

    /// The energy of one windowed frame: the sum of its squares. Half of fftSize times this bounds the sum of the power
    /// between 0 Hz and half the rate (both without), at a tenth of the cost of the spectrum.
    [[nodiscard]] float frameEnergy(std::span<const float> samples, std::size_t frame) const;

    /// All frames: [bins, frames] of |X|, or of |X|^2.
    [[nodiscard]] Matrix magnitude(std::span<const float> samples) const;
    [[nodiscard]] Matrix power(std::span<const float> samples) const;

private:
    struct Overlap;
    [[nodiscard]] Overlap overlapOf(std::size_t sampleCount, std::size_t frame) const;

    RealFft m_fft;
    std::size_t m_hop;
    std::vector<float> m_window; ///< [fftSize]
};

} // namespace segue::features
