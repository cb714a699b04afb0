// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace segue {

/// Between the genres of Track::genre, where a file's tag names several.
inline constexpr std::string_view kBetweenGenres = "; ";

/// The genres that a filter takes a tag for, as written, in order, none empty: what semicolons, slashes, commas, bars, line ends
/// and zeros divide. ("Folk, World, & Country" is three for a filter; recommend::GenreWords knows better where all tags are known.)
[[nodiscard]] std::vector<std::string> genresIn(std::string_view tag);

/// As one line for people and scripts: several are joined by ", ".
[[nodiscard]] std::string shownGenres(std::string_view tag);

} // namespace segue
