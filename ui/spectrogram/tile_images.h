// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <QImage>

#include <list>
#include <map>
#include <memory>

namespace segue::ui {

/// The darkest and brightest levels of a spectrogram: the range of music in its kind. The same for every song, so that a
/// quiet song is darker than a loud one.
struct LevelRange {
    float darkestDb = -90.F;
    float brightestDb = -10.F;

    [[nodiscard]] static LevelRange of(SpectrogramKind kind);
    [[nodiscard]] QRgb colourOf(float db) const;
};

/// The tiles of one spectrogram as coloured images of the height they are painted in, so that painting only copies. Until the
/// tiles for a new window length arrive, the old ones stand in for them.
class TileImages final {
public:
    static constexpr std::size_t kMost = 48; ///< 13 MB at a height of 260

    struct Tile {
        std::shared_ptr<const SpectrogramTile> levels;
        QImage image; ///< [height, columns]; null for a tile behind the song's end
    };

    void clear();
    void setStyle(const SpectrogramStyle& style);
    [[nodiscard]] const SpectrogramStyle& style() const { return m_style; }
    void setHeight(int pixels); ///< device pixels
    void put(std::shared_ptr<const SpectrogramTile> tile);

    [[nodiscard]] bool has(std::int64_t index) const { return m_tiles.contains(index); }
    /// What to paint: the tile, or one that stands in for it; null: nothing yet.
    [[nodiscard]] const Tile* find(std::int64_t index) const;
    void use(std::int64_t index); ///< marks the tile as used last, so that it is kept longest
    [[nodiscard]] std::size_t size() const { return m_tiles.size(); }

private:
    [[nodiscard]] QImage paint(const SpectrogramTile& tile) const;

    SpectrogramStyle m_style;
    int m_height = 1;
    std::map<std::int64_t, Tile> m_tiles;
    std::map<std::int64_t, Tile> m_former;
    std::list<std::int64_t> m_used; ///< of m_tiles, the last used first
};

} // namespace segue::ui
