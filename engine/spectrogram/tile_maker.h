// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/columns.h"
#include "engine/spectrogram/song_samples.h"
#include "engine/spectrogram/spectrogram_words.h"

#include <functional>
#include <memory>
#include <optional>

namespace segue::spectrogram {

/// Makes the tiles of one style. One thread at a time.
class TileMaker final {
public:
    /// The style is made canonical().
    explicit TileMaker(const SpectrogramStyle& style);

    [[nodiscard]] const SpectrogramStyle& style() const { return m_style; }

    /// @param goOn asked every few seconds of sound
    /// @return nothing if told not to go on; a tile behind the song's end has no columns
    [[nodiscard]] std::optional<SpectrogramTile> make(SongSamples& song, std::int64_t index, const std::function<bool()>& goOn);

private:
    SpectrogramStyle m_style;
    std::unique_ptr<Columns> m_columns;
};

} // namespace segue::spectrogram
