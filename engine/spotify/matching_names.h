// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/recommend/policy/versions.h"

#include <string>
#include <string_view>
#include <vector>

namespace segue::spotify {

/// A title as it is compared.
struct TitleKey {
    std::string core;
    recommend::VersionClass version = recommend::VersionClass::studio;
    bool operator==(const TitleKey&) const = default;
};
[[nodiscard]] TitleKey titleKey(std::string_view title);

/// Who a song or album is by, as it is compared.
struct ArtistKeys {
    std::vector<std::string> names; ///< folded, without "the": the whole, and those that ", ", ";" and "feat." part
    std::vector<std::string> parts; ///< of names that hold "and", by themselves: "Simon", "Garfunkel"
};
/// @param artists one a line; empty: `artist` is one value
[[nodiscard]] ArtistKeys artistKeys(std::string_view artist, std::string_view artists = {}, std::string_view albumArtist = {});

/// Whether one of the names is the same. A part counts only against a whole name: "Simon & Garfunkel" is by Simon, but not by
/// "Simon & Nilsson".
[[nodiscard]] bool doAgree(const ArtistKeys& a, const ArtistKeys& b);

} // namespace segue::spotify
