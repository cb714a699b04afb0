// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/precise_fft.h"

#include <array>
#include <complex>
#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// The filters of one octave of a constant-Q transform, in the frequency domain (librosa.filters.wavelet, its Fourier
/// transform, and of that what is left when the smallest coefficients that make 1 % are taken away).
/// Const, any thread, each with a Workspace of its own.
class ConstantQFilters final {
public:
    /// Frames that are filtered side by side: one number of each in a vector register.
    static constexpr std::size_t kFrames = 8;
    using Lanes = std::array<float, kFrames>;

    struct Workspace {
        PreciseFft::Workspace fft;
        std::vector<Lanes> real; ///< [bins that any filter looks at] of the spectra
        std::vector<Lanes> imag;
    };

    /// Throws Error{usage} where a filter would be longer than four million samples.
    /// @param rateHz of the sound these filters see
    /// @param lowestHz of the octave's first bin
    /// @param bins at most binsPerOctave
    ConstantQFilters(double rateHz, double lowestHz, int bins, int binsPerOctave);

    /// The highest frequency that a filter at @p hz lets through: half a Hann window's bandwidth above it.
    [[nodiscard]] static double reachHz(double hz, int binsPerOctave);

    [[nodiscard]] std::size_t window() const { return m_fft.size(); } ///< samples a frame needs, a power of 2
    [[nodiscard]] std::size_t bins() const { return m_filters.size(); }
    [[nodiscard]] Workspace makeWorkspace() const;

    /// |response| of all filters to kFrames frames, divided by the root of their lengths.
    /// @param sound the first frame's samples and what follows: [(kFrames - 1) * hop + window()]
    /// @param result [bins()]
    void magnitudes(std::span<const float> sound, std::size_t hop, Workspace& workspace, std::span<Lanes> result) const;

private:
    struct Filter {
        std::size_t first = 0; ///< bin of the spectrum
        std::vector<std::complex<float>> coefficients;
    };
    [[nodiscard]] Filter makeFilter(double rateHz, double hz, double length) const;
    void transformPair(const float* first, const float* second, std::size_t lane, Workspace& workspace) const;

    PreciseFft m_fft;
    std::size_t m_firstBin = 0, m_endBin = 0; ///< of the spectrum, that any filter looks at
    std::vector<Filter> m_filters;            ///< lowest first
};

} // namespace segue::features
