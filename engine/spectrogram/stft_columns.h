// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/stft.h"
#include "engine/spectrogram/columns.h"
#include "engine/spectrogram/row_projection.h"

namespace segue::spectrogram {

/// Columns of what is made of the Fourier transform. A column shorter than half a window is one frame, centred in it; a
/// longer one leaves the loudest of as many frames as overlap by half in it, so that nothing short is missed.
class StftColumns final : public Columns {
public:
    explicit StftColumns(const SpectrogramStyle& style);

    [[nodiscard]] std::size_t atATime() const override;
    [[nodiscard]] features::Matrix compute(SongSamples& song, std::int64_t first, std::size_t count) override;

private:
    std::size_t m_rows;
    std::int64_t m_columnSamples;
    std::int64_t m_framesAColumn;
    std::int64_t m_step; ///< samples between frames
    std::int64_t m_lead; ///< steps from the buffer's begin to the first frame: at least half a window
    features::Stft m_stft;
    features::Stft::Workspace m_workspace;
    std::unique_ptr<const RowProjection> m_projection;
};

} // namespace segue::spectrogram
