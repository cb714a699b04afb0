// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <memory>
#include <span>

namespace segue::spectrogram {

/// Makes the rows of a spectrogram from a power spectrum. Const, any thread.
class RowProjection {
public:
    virtual ~RowProjection() = default;
    RowProjection(const RowProjection&) = delete;
    RowProjection& operator=(const RowProjection&) = delete;

    /// Turns @p power [windowLength / 2 + 1] of a Hann window into @p rows, where 1 is a full-scale sine at the row's centre.
    /// The input must not hold negative values or NaN; then the output holds none either.
    virtual void apply(std::span<const float> power, std::span<float> rows) const = 0;

protected:
    RowProjection() = default;
};

/// For every kind but constantQ, which has no spectrum.
[[nodiscard]] std::unique_ptr<const RowProjection> makeProjection(const SpectrogramStyle& style);

} // namespace segue::spectrogram
