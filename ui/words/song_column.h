// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

/// What a listener can sort songs by; also the columns of the song table.
enum class SongColumn { number, title, artist, album, genre, heardGenre, length, tempo, key, loudness, rating, plays, added, lastPlayed };
inline constexpr int kSongColumns = 14;

} // namespace segue::ui
