// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <vector>

/// What a made-up listener has on Spotify, for windows without an engine.
namespace segue::test {

/// Imported from a file: liked songs, albums, and playlists in every state.
[[nodiscard]] SpotifySource exampleImport();
/// A connected account that is up to date.
[[nodiscard]] SpotifySource exampleAccount();
/// The account in another state, with what belongs to it. @param now what ends or goes on is told from it
[[nodiscard]] SpotifySource exampleAccount(SpotifyState state, std::chrono::sys_seconds now);

/// Rows of the liked songs in every state, some of them songs of `own`, and plain ones behind them. @param told with lengths and
/// dates, as an account tells them
[[nodiscard]] std::vector<SpotifyRow> exampleLiked(const std::vector<Track>& own, std::size_t count, bool told);
[[nodiscard]] std::vector<SpotifyRow> exampleAlbums(const std::vector<Track>& own);
[[nodiscard]] std::vector<SpotifyWanted> exampleWanted();
/// The account's player, with three devices. @param now as above
[[nodiscard]] SpotifyPlayer examplePlayer(SpotifyPlayerState state, std::chrono::sys_seconds now);

} // namespace segue::test
