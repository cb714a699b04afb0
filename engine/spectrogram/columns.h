// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"
#include "engine/spectrogram/song_samples.h"
#include "engine/spectrogram/spectrogram_words.h"

#include <cstdint>
#include <memory>

namespace segue::spectrogram {

/// Computes columns of a spectrogram. One thread at a time.
class Columns {
public:
    virtual ~Columns() = default;
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;

    /// How many columns to ask for at a time: enough to be quick, few enough to be stopped soon.
    [[nodiscard]] virtual std::size_t atATime() const = 0;

    /// @return [rows, count] of power from column @p first on; 1 is a full-scale sine at the row's centre
    [[nodiscard]] virtual features::Matrix compute(SongSamples& song, std::int64_t first, std::size_t count) = 0;

protected:
    Columns() = default;
};

[[nodiscard]] std::unique_ptr<Columns> makeColumns(const SpectrogramStyle& style);

} // namespace segue::spectrogram
