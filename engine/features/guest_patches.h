// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/frame_block.h"
#include "engine/features/mel.h"
#include "engine/features/patch_maker.h"
#include "engine/features/real_fft.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// The patches of networks that come from elsewhere, as their authors make them; every frame is a column, and patches follow each
/// other without overlap. What is left at the end and fills no patch is not heard.
///
/// | recipe | a patch | frames | a number of it, of a band m |
/// |---|---|---|---|
/// | musicnn | 187 frames, 3 s | the power under a Hann window; the first begins with the sound | log10(1 + 10,000 m), Slaney bands
/// | | efficientat | 10 s, to themselves | the same of x[t] - 0.97 x[t - 1] under 800 samples in the middle of 1,024 | (ln(m +
/// 1e-5) + 4.5) / 5, Kaldi's bands up to 15 kHz | | artist-siamese | 129 frames, 3 s | the magnitude under a Hann window | log10(1
/// + 10 m), Slaney bands, standardised |
///
/// The last two centre frames on multiples of the hop, with the sound mirrored around its ends. A sound that is shorter than a
/// patch is repeated from its beginning; for efficientat silence follows it, as in its training.
class GuestPatches final : public PatchMaker {
public:
    /// Throws Error{usage} for Segue's recipe and for a front end that does not keep its own.
    explicit GuestPatches(const FrontEnd& frontEnd);

    [[nodiscard]] const FrontEnd& frontEnd() const override { return m_frontEnd; }
    [[nodiscard]] std::size_t patchesOf(std::size_t sampleCount) const override;
    [[nodiscard]] std::vector<float> compute(std::span<const float> mono) const override;

    /// How a recipe differs from the others.
    struct Ways {
        int windowLength = 0;            ///< samples of a Hann window, in the middle of the transform's
        bool isPeriodic = true;          ///< the window; else symmetric
        bool isCentred = true;           ///< frames; else the first begins with the sound
        bool takesRoot = false;          ///< bands are of magnitude; else of power
        int ownSamples = 0;              ///< a patch is of so many samples, to themselves; 0: of the frames of the whole excerpt
        float (*level)(float) = nullptr; ///< a number of the patch, of a band
    };

private:
    [[nodiscard]] std::size_t framesOf(std::size_t sampleCount) const; ///< without those of mirrored ends
    [[nodiscard]] std::vector<float> heardOf(std::span<const float> mono) const;
    /// Writes the columns of patches that follow each other.
    void fill(std::span<const float> samples, std::span<float> patches) const;
    [[nodiscard]] std::vector<float> withEnds(std::span<const float> samples) const;

    FrontEnd m_frontEnd;
    Ways m_ways;
    RealFft m_fft;
    MelFilterbank m_filterbank;
    std::vector<float> m_window; ///< [fftSize]
};

} // namespace segue::features
