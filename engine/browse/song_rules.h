// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_finder.h"
#include "engine/words/playlist.h"
#include "engine/words/song_list.h"

#include <chrono>
#include <cstdint>
#include <vector>

namespace segue::browse {

/// The songs of a list that a playlist's rules ask for, by index, in their order. Their search is written as in SongQuery; what it
/// does not understand asks nothing. Missing songs are left out unless it asks for states (`is:`).
///
/// - PlaylistOrder::library is the order of the list as it is.
/// - What is not known (a year, a rating, ...) comes last whichever way it goes; songs that are alike stay in the list's order.
/// - PlaylistOrder::random is another order each day (UTC), and the same all day.
///
/// PlaylistRules::soundsLike is not looked at: of such rules the list holds only the songs that sound alike, most alike first
/// (PlaylistLoaded), and the order of the list is that order.
///
/// @param now for ages and days
/// @param finder has folded the list's texts, or does; of the same list only
[[nodiscard]] std::vector<SongFinder::Index> songsOfRules(const PlaylistRules& rules, const SongList& songs,
                                                          std::chrono::sys_seconds now, SongFinder& finder);
[[nodiscard]] std::vector<SongFinder::Index> songsOfRules(const PlaylistRules& rules, const SongList& songs,
                                                          std::chrono::sys_seconds now);

/// All songs of a list in another order; PlaylistOrder::library is here SongList::inLibraryOrder().
/// @param dice of PlaylistOrder::random: another number, another order
[[nodiscard]] std::vector<SongFinder::Index> inOrder(const SongList& songs, PlaylistOrder order, bool isDescending,
                                                     std::uint64_t dice);

} // namespace segue::browse
