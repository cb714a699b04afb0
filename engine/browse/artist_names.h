// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace segue::browse {

/// The artists that a song is by, and its guests.
struct ArtistNames {
    std::vector<std::string_view> main;   ///< as written, the first one first; parts of what was given
    std::vector<std::string_view> guests; ///< "feat. ..." of artist or title
};

/// Takes the artists of a song apart, without breaking a name: several values of a tag are several artists; in a single one only
/// ";", " / " with its blanks, and "feat.", "ft.", "featuring" part names, never a bare "/", "," or "&" (AC/DC; Tyler, The Creator;
/// Simon & Garfunkel). Guests are also read off the title: "Song (feat. X)".
/// @param artists one a line, where the tag has several; empty: @p artist is one value
[[nodiscard]] ArtistNames artistNames(std::string_view artist, std::string_view artists, std::string_view title);

} // namespace segue::browse
