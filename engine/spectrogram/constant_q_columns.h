// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/constant_q.h"
#include "engine/spectrogram/columns.h"

#include <vector>

namespace segue::spectrogram {

/// Columns of the constant-Q transform. The lowest note's window is half a second long: a second of the song on both
/// sides of what is asked for goes in.
class ConstantQColumns final : public Columns {
public:
    explicit ConstantQColumns(const SpectrogramStyle& style);

    [[nodiscard]] std::size_t atATime() const override;
    [[nodiscard]] features::Matrix compute(SongSamples& song, std::int64_t first, std::size_t count) override;

private:
    std::int64_t m_columnSamples;
    std::int64_t m_step; ///< samples between frames; of those in a column, the loudest is kept
    features::ConstantQ m_transform;
    std::vector<float> m_scale; ///< [rows] what makes a full-scale sine's magnitude 1
};

} // namespace segue::spectrogram
