// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/columns.h"

#include "engine/spectrogram/constant_q_columns.h"
#include "engine/spectrogram/stft_columns.h"

namespace segue::spectrogram {

std::unique_ptr<Columns> makeColumns(const SpectrogramStyle& style) {
    if (style.kind == SpectrogramKind::constantQ)
        return std::make_unique<ConstantQColumns>(style);
    return std::make_unique<StftColumns>(style);
}

} // namespace segue::spectrogram
