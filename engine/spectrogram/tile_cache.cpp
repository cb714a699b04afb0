// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/tile_cache.h"

#include <algorithm>
#include <utility>

namespace segue::spectrogram {

namespace {

std::size_t bytesOf(const SpectrogramTile& tile) { return sizeof(SpectrogramTile) + tile.levels.size(); }

} // namespace

std::shared_ptr<const SpectrogramTile> TileCache::find(const SpectrogramStyle& style, std::int64_t index) {
    const auto found =
        std::ranges::find_if(m_tiles, [&](const auto& tile) { return tile->index == index && tile->style == style; });
    if (found == m_tiles.end())
        return nullptr;
    m_tiles.splice(m_tiles.begin(), m_tiles, found);
    return m_tiles.front();
}

void TileCache::put(std::shared_ptr<const SpectrogramTile> tile) {
    m_bytes += bytesOf(*tile);
    m_tiles.push_front(std::move(tile));
    while (m_bytes > m_most && !m_tiles.empty()) {
        m_bytes -= bytesOf(*m_tiles.back());
        m_tiles.pop_back();
    }
}

void TileCache::clear() {
    m_tiles.clear();
    m_bytes = 0;
}

} // namespace segue::spectrogram
