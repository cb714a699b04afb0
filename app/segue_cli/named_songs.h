// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue_cli/commands.h"
#include "engine/browse/song_query.h"
#include "engine/words/song_details.h"

#include <filesystem>
#include <string>
#include <vector>

namespace segue::cli {

/// A path as it is printed: of a song of a CUE sheet its file.
[[nodiscard]] std::string shown(const std::filesystem::path& path);
/// The file itself, however it was named. Throws Error{io} if there is none.
[[nodiscard]] std::filesystem::path songAt(const std::filesystem::path& path);
/// The libraries' songs at these paths. Throws Error{io} for one that is no file, Error{usage} for one that is in no library.
[[nodiscard]] std::vector<TrackId> tracksAt(const std::vector<std::filesystem::path>& paths, const CommonOptions& common);

/// A search as it is written for songs. Throws Error{usage} with the first thing that is not understood.
[[nodiscard]] browse::SongQuery understood(const std::string& search);

/// "80-110" or "1:20-1:50": from and to, in seconds or minutes and seconds. Throws Error{usage} for anything else.
[[nodiscard]] SongSpan sectionNamed(const std::string& words);

} // namespace segue::cli
