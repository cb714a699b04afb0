// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/tile_maker.h"

#include <algorithm>
#include <cmath>

namespace segue::spectrogram {

namespace {

/// Half a decibel a step from -120 dB. A power of 0 is the lowest level.
std::uint8_t levelOf(float power) {
    constexpr float kStepsPerDecade = 20.0F;
    constexpr float kLowest = 1e-12F;
    const float steps = kStepsPerDecade * std::log10(std::max(power, kLowest)) + 240.0F;
    return static_cast<std::uint8_t>(std::min(steps + 0.5F, 255.0F));
}

/// How many columns of a tile lie in the song.
std::size_t columnsInSong(const SpectrogramStyle& style, std::int64_t index, std::optional<std::int64_t> end) {
    if (!end)
        return kTileColumns;
    const std::int64_t length = style.columnSamples();
    const std::int64_t columns = (*end + length - 1) / length - index * kTileColumns;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(columns, 0, kTileColumns));
}

/// The first @p columns of each row.
void cutTo(SpectrogramTile& tile, std::size_t columns) {
    for (std::size_t row = 1; row < tile.rows && columns < tile.columns; ++row)
        std::copy_n(tile.levels.begin() + static_cast<std::ptrdiff_t>(row * tile.columns), columns,
                    tile.levels.begin() + static_cast<std::ptrdiff_t>(row * columns));
    tile.columns = columns;
    tile.levels.resize(tile.rows * columns);
}

} // namespace

TileMaker::TileMaker(const SpectrogramStyle& style)
    : m_style(style.canonical())
    , m_columns(makeColumns(m_style)) {}

std::optional<SpectrogramTile> TileMaker::make(SongSamples& song, std::int64_t index, const std::function<bool()>& goOn) {
    SpectrogramTile tile{.style = m_style,
                         .index = index,
                         .rows = SpectrogramAxis(m_style).rows(),
                         .columns = index < 0 ? 0 : columnsInSong(m_style, index, song.end()),
                         .levels = {}};
    tile.levels.resize(tile.rows * tile.columns);
    for (std::size_t done = 0; done < tile.columns;) {
        if (!goOn())
            return std::nullopt;
        const std::size_t count = std::min(m_columns->atATime(), tile.columns - done);
        const features::Matrix power = m_columns->compute(song, index * kTileColumns + static_cast<std::int64_t>(done), count);
        for (std::size_t row = 0; row < tile.rows; ++row)
            std::ranges::transform(power.row(row), tile.levels.begin() + static_cast<std::ptrdiff_t>(row * tile.columns + done),
                                   levelOf);
        done += count;
        if (columnsInSong(m_style, index, song.end()) <= done)
            break;
    }
    if (!goOn()) // the song was cut short by stopping
        return std::nullopt;
    cutTo(tile, std::min(tile.columns, columnsInSong(m_style, index, song.end())));
    return tile;
}

} // namespace segue::spectrogram
