// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

/// What a listener can sort songs by; also the columns of the song table. Add new ones at the end: windows remember columns
/// by their numbers.
enum class SongColumn {
    number,
    title,
    artist,
    album,
    genre,
    heardGenre,
    length,
    tempo,
    key,
    loudness,
    rating,
    plays,
    added,
    lastPlayed,
    track,
    disc,
    year,
    albumArtist,
    format,
    bitRate,
    path
};
inline constexpr int kSongColumns = 21;

} // namespace segue::ui
