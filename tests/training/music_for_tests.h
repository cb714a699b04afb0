// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/training/song_list.h"

#include <filesystem>
#include <string>

namespace segue::test {

/// Writes two seconds of a tone; its folder is made. No artist: no tag.
void writeTone(const std::filesystem::path& file, double hz, const std::string& artist = "");

/// Folders Low and High of genres, each with two tones by each of three artists.
void writeToneFolders(const std::filesystem::path& folder);

/// The layout of the Free Music Archive data set: tracks.csv and twelve clips of two genres, split by its own column.
void writeFmaFolder(const std::filesystem::path& folder);

/// As training::listGenreFolders(), read in this process.
[[nodiscard]] training::SongList listGenres(const std::filesystem::path& folder);

} // namespace segue::test
