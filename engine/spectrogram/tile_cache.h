// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spectrogram/spectrogram_words.h"

#include <list>
#include <memory>

namespace segue::spectrogram {

/// The tiles of one song that were used last, up to a number of bytes. One thread.
class TileCache final {
public:
    explicit TileCache(std::size_t mostBytes)
        : m_most(mostBytes) {}

    /// Null if it is not there.
    [[nodiscard]] std::shared_ptr<const SpectrogramTile> find(const SpectrogramStyle& style, std::int64_t index);
    void put(std::shared_ptr<const SpectrogramTile> tile);
    void clear();
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

private:
    std::size_t m_most;
    std::size_t m_bytes = 0;
    std::list<std::shared_ptr<const SpectrogramTile>> m_tiles; ///< the last used first; a few hundred
};

} // namespace segue::spectrogram
