// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"
#include "engine/words/track.h"

#include <filesystem>
#include <span>
#include <string>

namespace segue {

/// How a playlist is written.
struct PlaylistStyle {
    PlaylistFormat format = PlaylistFormat::m3u8; ///< m3u is the same text: players take either for UTF-8 by now
    bool isRelative = true; ///< paths are relative to the playlist's folder where both lie in one folder below "/"
    std::string name;       ///< of the playlist; only some forms keep it
};

/// The songs as a text in UTF-8, as most players read it. A path that a line of text cannot hold (a line break in it, no UTF-8) is
/// written as a file: address; a path that is an address on the net (isNetAddress()) stays as it is. XSPF has relative and absolute
/// paths as addresses, as it wants them. M3U keeps the stretch of a file that a song is, in whole seconds.
/// @param folder the playlist's, absolute
[[nodiscard]] std::string playlistText(std::span<const Track> songs, const std::filesystem::path& folder,
                                       const PlaylistStyle& style = {});

/// Writes such a list; the file is whole or as it was before. Throws Error{usage} (the file is there and is no playlist:
/// it is never overwritten), {io}, {noSpace}.
void writePlaylist(const std::filesystem::path& file, std::span<const Track> songs, const PlaylistStyle& style = {});

} // namespace segue
