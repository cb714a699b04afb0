// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/stft.h"
#include "engine/spectrogram/columns.h"
#include "engine/spectrogram/row_projection.h"

namespace segue::spectrogram {

/// Columns made from the Fourier transform. A column shorter than half a window is one frame, centred in it. A longer column
/// is covered by frames that overlap by half, and the loudest is kept, so that nothing short is missed.
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
