// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/album_groups.h"
#include "engine/events/similar_events.h"

#include <QString>

/// What the window says about albums, artists and genres: pure functions.
namespace segue::ui {

/// Whose an album is: "Various artists" for a compilation, "Unknown artist" where no tag says it.
[[nodiscard]] QString albumArtistText(const SongList& songs, const browse::Album& album);
/// "1994 · 12 songs · 48 min · 2 discs"
[[nodiscard]] QString albumFactsText(const browse::Album& album);
/// "3 albums · 34 songs"; numbers of 0 are left out.
[[nodiscard]] QString artistFactsText(std::size_t albums, std::size_t songs, std::size_t guestSongs);
[[nodiscard]] QString albumsText(std::size_t count);  ///< "1 album", "20,000 albums"
[[nodiscard]] QString artistsText(std::size_t count); ///< likewise
[[nodiscard]] QString genresText(std::size_t count);  ///< likewise
[[nodiscard]] QString foldersText(std::size_t count); ///< likewise
/// How long songs take together: "48 min", "3 h 20 min", "12 days".
[[nodiscard]] QString playingTimeText(std::chrono::milliseconds length);

/// How loud its songs are, from the softest to the loudest: "-14 to -9 LUFS"; empty: none is heard yet.
[[nodiscard]] QString loudnessRangeText(const SongList& songs, const std::vector<std::uint32_t>& among);
/// An album or an artist that sounds alike, and what is said of it under the pointer.
[[nodiscard]] QString alikeName(const Alike& alike, SeedsOf of);
[[nodiscard]] QString alikeTip(const Alike& alike);

} // namespace segue::ui
