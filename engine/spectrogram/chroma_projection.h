// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"
#include "engine/spectrogram/row_projection.h"

#include <vector>

namespace segue::spectrogram {

/// The power of the pitch classes by librosa's chroma filters, but not relative to the loudest class of the frame, so that
/// quiet sound stays dark. The filters weigh the fifth octave most: a full-scale sine is 0 dB in the octave with the largest
/// weight.
class ChromaProjection final : public RowProjection {
public:
    explicit ChromaProjection(const SpectrogramStyle& style);

    void apply(std::span<const float> power, std::span<float> rows) const override;

private:
    features::Matrix m_filters; ///< [12, bins], scaled
};

} // namespace segue::spectrogram
