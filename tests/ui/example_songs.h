// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <vector>

/// Made-up libraries and answers, for windows without an engine.
namespace segue::test {

/// Songs in library order, ids from 1, always the same for the same count; the first few carry tags that are hard to
/// show (accents, right-to-left, very long, missing). Most are analysed, some wait, some failed.
[[nodiscard]] std::vector<Track> exampleSongs(std::size_t count, LibraryId library = 1);

/// As the songs of a library that was analysed.
[[nodiscard]] std::vector<Track> measured(std::vector<Track> songs);
/// As the songs of somebody who listened to some of them.
[[nodiscard]] std::vector<Track> listened(std::vector<Track> songs);

[[nodiscard]] std::vector<Library> exampleLibraries();

/// The n songs after the seed, ever less alike.
[[nodiscard]] RecommendationsReady exampleAnswer(RequestId request, const std::vector<Track>& songs, std::size_t seed, int count);

} // namespace segue::test
