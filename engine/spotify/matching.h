// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace segue::spotify {

/// A song of the listener's own, as matching sees it.
struct OwnSong {
    TrackId id = 0;
    std::string title;
    std::string artist;  ///< several joined with ", "
    std::string artists; ///< one a line, if there are several
    std::string albumArtist;
    std::string album;
    std::string isrc; ///< normalised; several are joined with a space; empty: the tags have none
    std::chrono::milliseconds duration{0};
    int bitRateKbps = 0;
};

/// A song on Spotify, likewise. `title` is empty of an album.
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
/// by recommend::parseTitle: the same core and the same version (a remaster is not another version, live is). strong: artist and
/// title agree and the length within 2 s, or, where no length is told, artist, title and album; probable: length within 5 s, or
/// artist and title alone. Of more than one: the same album first, then the higher bit rate, if all are the same recording's copies
/// (same title, artist and length within 2 s); else several.
[[nodiscard]] std::vector<FoundSong> findOwn(std::span<const OwnSong> own, std::span<const WantedSong> wanted);

/// An ISRC as it is compared: capital letters, no hyphens or spaces; empty if it is none (^[A-Z]{2}[A-Z0-9]{3}[0-9]{7}$).
[[nodiscard]] std::string normalIsrc(std::string_view written);

} // namespace segue::spotify
