// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/mel.h"
#include "engine/features/patch_maker.h"
#include "engine/features/stft.h"

#include <cstddef>
#include <span>
#include <vector>

namespace segue::features {

/// The patches of Segue's own recipe: one of an excerpt, or several, as a FrontEnd describes it.
///
/// 0 dB is the loudest band of all the excerpt's frames, not only of those that are kept, as in the training data. It is
/// found exactly without transforming all frames: a frame whose energy shows that it cannot be the loudest is skipped. Music
/// costs `columns` Fourier transforms and some hundred more of the 2,584 in 30 s; only if all frames are alike (a steady
/// tone, noise) are all of them computed. An excerpt with fewer frames than columns repeats them. Silence and NaN become the
/// floor.
///
/// With a column stride an excerpt gives as many patches as fit into it without overlapping, at most
/// `patchesPerExcerpt`: each around the middle of its equal share of the excerpt. An excerpt that is shorter than one
/// patch is repeated from its beginning.
///
/// Thread rule: const and shareable; compute() may run in many threads at once.
class MelPatch final : public PatchMaker {
public:
    /// Throws Error{usage} for parameters that are not positive, or another recipe.
    explicit MelPatch(const FrontEnd& frontEnd);

    [[nodiscard]] const FrontEnd& frontEnd() const override { return m_frontEnd; }

    /// @return patches that compute() gives of so many samples, at least 1; always 1 without a column stride
    [[nodiscard]] std::size_t patchesOf(std::size_t sampleCount) const override;

    /// @param mono samples at frontEnd().rateHz
    /// @return [patches, bands, columns] in dB, floorDb .. 0, lowest band first, patches in order of time
    [[nodiscard]] std::vector<float> compute(std::span<const float> mono) const override;

private:
    class Frames;

    /// The frame that the patch's column shows.
    [[nodiscard]] std::size_t frameOf(std::size_t patch, std::size_t column, std::size_t patches, std::size_t frames) const;

    /// [frames] No band of a frame is louder than this.
    [[nodiscard]] std::vector<float> boundsOf(std::span<const float> mono, std::size_t frames) const;

    FrontEnd m_frontEnd;
    Stft m_stft;
    MelFilterbank m_filterbank;
    std::size_t m_cell;             ///< samples in a cell, whose energy is summed
    std::vector<float> m_cellBound; ///< [cells of a window] no band is louder than the sum of these times the energies
};

} // namespace segue::features
