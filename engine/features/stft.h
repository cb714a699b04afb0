// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/frame_block.h"
#include "engine/features/matrix.h"
#include "engine/features/real_fft.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// librosa.stft: periodic Hann window of the FFT's length, frames centred on multiples of the hop, zeros around the
/// ends. Frame t sees samples t * hop - fftSize / 2 up to t * hop + fftSize / 2. Computed in the precision of @p Real.
///
/// Thread rule: const and shareable; each thread brings its own workspace.
template <typename Real>
class BasicStft final {
public:
    using Workspace = typename BasicRealFft<Real>::Workspace;

    /// Throws Error{usage} unless both are positive and fftSize is even.
    BasicStft(int fftSize, int hopLength);

    [[nodiscard]] std::size_t bins() const { return m_fft.size() / 2 + 1; }
    [[nodiscard]] std::size_t frames(std::size_t sampleCount) const { return 1 + sampleCount / m_hop; }
    [[nodiscard]] Workspace makeWorkspace() const { return m_fft.makeWorkspace(); }

    /// The power spectrum of one frame into @p power [bins].
    void powerFrame(std::span<const float> samples, std::size_t frame, Workspace& workspace, std::span<float> power) const;

    /// The same for up to kLanes frames, one after the other in @p power [kLanes, bins], the rest of it 0: what
    /// FrameBlock::assign() takes.
    void powerFrames(std::span<const float> samples, std::span<const std::size_t> frames, Workspace& workspace,
                     std::span<float> power) const;

    /// |X| likewise.
    void magnitudeFrames(std::span<const float> samples, std::span<const std::size_t> frames, Workspace& workspace,
                         std::span<float> magnitude) const;

    /// All frames: [bins, frames] of |X|, or of its square.
    [[nodiscard]] Matrix magnitude(std::span<const float> samples) const;
    [[nodiscard]] Matrix power(std::span<const float> samples) const;

private:
    struct Overlap;
    [[nodiscard]] Overlap overlapOf(std::size_t sampleCount, std::size_t frame) const;
    /// Calls use([fftSize] samples) with what a frame sees.
    template <typename Use>
    void withFrame(std::span<const float> samples, std::size_t frame, Use use) const;

    BasicRealFft<Real> m_fft;
    std::size_t m_hop;
    std::vector<Real> m_window; ///< [fftSize]
};

extern template class BasicStft<float>;
extern template class BasicStft<double>;

/// For pictures and the network's patches.
using Stft = BasicStft<float>;

/// librosa's own precision: where the quietest bins matter, 150 dB below the loudest, as in spectral contrast.
using PreciseStft = BasicStft<double>;

} // namespace segue::features
