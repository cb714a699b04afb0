// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

namespace segue::audio {

/// Extensions of music files, lower case, without the dot.
[[nodiscard]] std::span<const std::string_view> musicExtensions();

/// Whether a name looks like music, by its extension (upper or lower case). Does not touch the disk.
[[nodiscard]] bool isMusicFile(const std::filesystem::path& path);
/// The same for a file's name without its folder.
[[nodiscard]] bool isMusicName(std::string_view name);

/// Whether a name, without its folder, is that of a CUE sheet.
[[nodiscard]] bool isSheetName(std::string_view name);

/// Whether films can have this name too. A file of such a name without sound is not a song; any other file without sound is a
/// broken song.
[[nodiscard]] bool mayBeFilm(const std::filesystem::path& path);

} // namespace segue::audio
