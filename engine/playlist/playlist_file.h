// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/playlist/playlist_text.h"

#include <filesystem>
#include <stop_token>

namespace segue {

/// Reads a playlist file, with the playlists that it names in place of their lines, and the files of CUE sheets in place of theirs.
/// One that names itself, directly or not, or cannot be read, stays a line that names no song. Not more than kMostPlaylistLines in
/// all.
///
/// Its name is the one that it gives itself, else the file's. Blocks on the disk; any thread. Throws Error{io} (it cannot be read),
/// {badFile} (it is no playlist), {unsupported} (HLS).
[[nodiscard]] PlaylistText readPlaylistFile(const std::filesystem::path& file, const std::stop_token& stop);

} // namespace segue
