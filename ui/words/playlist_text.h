// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <QString>

#include <chrono>
#include <vector>

/// What the window says of playlists: pure functions.
namespace segue::ui {

/// What a row of the sidebar says under the pointer, and to a screen reader.
[[nodiscard]] QString playlistTip(const Playlist& playlist);
[[nodiscard]] QString playlistSpoken(const Playlist& playlist);
/// What kind of playlist it is, and how much it holds: "Playlist · 52 songs".
[[nodiscard]] QString playlistKindText(const Playlist& playlist);
/// "Added, newest first": of rules, with the direction.
[[nodiscard]] QString orderText(PlaylistOrder order, bool isDescending);
/// The name of an order alone: "Title".
[[nodiscard]] QString orderName(PlaylistOrder order);
/// What rules ask for, in one line: "year:1990..1999 · by rating, highest first · at most 100 songs".
[[nodiscard]] QString rulesText(const PlaylistRules& rules, const QString& soundsLike);
/// "52 songs · 3 h 20 min · 2 twice · 1 missing".
[[nodiscard]] QString playlistFacts(std::size_t songs, std::chrono::milliseconds length, std::size_t twice, std::size_t missing);

/// What became of a playlist file, as a sentence: "39 of 41 songs were found: ...".
[[nodiscard]] QString importedText(const std::vector<PlaylistLine>& lines);
/// How one line was found, in a few words.
[[nodiscard]] QString lineMatchText(LineMatch match);

} // namespace segue::ui
