// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <filesystem>
#include <span>
#include <string>

namespace segue {

/// The songs as an extended M3U list in UTF-8, as most players read it. A path is relative to the playlist's folder where
/// both lie in one folder below "/", else absolute; one that a line of text cannot hold (a line break in it, no UTF-8) is
/// written as a file: address.
/// @param folder the playlist's, absolute
[[nodiscard]] std::string playlistText(std::span<const Track> songs, const std::filesystem::path& folder);

/// Writes such a list; the file is whole or as it was before. Throws Error{usage} (the file is there and is no playlist:
/// it is never overwritten), {io}, {noSpace}.
void writePlaylist(const std::filesystem::path& file, std::span<const Track> songs);

} // namespace segue
