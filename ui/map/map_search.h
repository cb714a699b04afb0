// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace segue::ui {

/// Finds the songs that have all of some words in title, artist, album or genre. Each distinct text is looked at once.
class MapSearch final {
public:
    void setSongs(const SongList& songs); ///< shares their memory
    /// @return [songs], 1: it has them all; empty: there are no words
    [[nodiscard]] std::vector<std::uint8_t> find(const QString& words);

private:
    SongList m_songs;
    std::vector<QString> m_folded; ///< the songs' texts, once something was looked for
};

} // namespace segue::ui
