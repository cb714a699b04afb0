// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/spotify.h"

#include <span>
#include <string>
#include <vector>

namespace segue {

/// What is liked and may not be in the listener's music at all: songs and albums that match nothing. Pure.
/// @param liked, albums the rows of these lists @return by artist and album
[[nodiscard]] std::vector<SpotifyWanted> wantedOf(std::span<const SpotifyRow> liked, std::span<const SpotifyRow> albums);

/// A line a song, or an album without songs: artist, album, song, whole album ("yes"), address. Texts that a spreadsheet would take
/// for formulas are marked as texts.
[[nodiscard]] std::string wantedAsCsv(std::span<const SpotifyWanted> albums);
/// An album a paragraph, its songs indented.
[[nodiscard]] std::string wantedAsText(std::span<const SpotifyWanted> albums);

} // namespace segue
