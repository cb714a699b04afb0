// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/own_song.h"
#include "engine/words/spotify.h"

#include <chrono>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace segue::spotify {

/// A song on Spotify, as OwnSong. `title` is empty of an album.
struct WantedSong {
    std::string title, artist, album;
    std::string isrc;
    std::chrono::milliseconds duration{0};
};

struct FoundSong {
    SpotifyMatch match = SpotifyMatch::none;
    std::vector<TrackId> tracks; ///< best first; of several at most 20; of an album all its songs
};

/// Finds which of the listener's songs are songs on Spotify. Pure; any thread.
///
/// exact: the same ISRC. Else names are folded (case, accents, "feat." and its guests, articles of artists) and titles taken apart
/// by recommend::parseTitle: the same core and the same version (a remaster is not another version, live is). Artists agree if one
/// of those that are named on either side is the same. strong: artist and title agree and the length within 2 s, or, where no
/// length is told, artist, title and album; probable: the length within 5 s, or no length and another album. "Intro" and its like
/// are never found by artist and title alone. Of more than one the same album comes first, then the higher bit rate, if all are the
/// same recording's copies (lengths within 2 s); else there are several. An album is found by its name and artist: strong.
///
/// @return one for each of `wanted`, in its order; when it is stopped what was found until then
[[nodiscard]] std::vector<FoundSong> findOwn(std::span<const OwnSong> own, std::span<const WantedSong> wanted,
                                             const std::stop_token& stop = {});

/// An ISRC as it is compared: capital letters, no hyphens or spaces; empty if it is none (^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$).
[[nodiscard]] std::string normalIsrc(std::string_view written);

} // namespace segue::spotify
