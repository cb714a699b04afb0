// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_list.h"

#include <QColor>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::ui {

/// By what the songs of the map are coloured.
enum class MapColour { genre, decade, tempo, plays };

/// The colours of the map's songs, and what each means. Pure.
struct MapTints {
    struct Kind {
        QString name;
        QColor colour;
        std::size_t songs = 0;
    };
    std::vector<Kind> kinds;      ///< at most ten, as the legend lists them
    std::vector<std::uint8_t> of; ///< [songs], index of a kind
};

/// Genres by their tag, where there is none as heard: the eight with most songs, and the others in grey. Decades, tempos and
/// plays have colours that grow from dull to bright with the value. All keep a contrast of 3 : 1 to the ground, and tell apart
/// for the colour-blind; tests check both.
[[nodiscard]] MapTints tintsOf(const SongList& songs, MapColour by, bool isDark);

[[nodiscard]] std::vector<QColor> kindColours(bool isDark);                    ///< eight that mean nothing by themselves
[[nodiscard]] std::vector<QColor> rampColours(std::size_t count, bool isDark); ///< from little to much
[[nodiscard]] QColor plainColour(bool isDark);                                 ///< of what is not known, and of others

} // namespace segue::ui
