// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace segue {

/// One song of a playlist file, as the file tells it.
struct FileLine {
    std::string where;                   ///< path or address, as written: any bytes; empty: only the words are known
    std::string title, artist;           ///< UTF-8 on one line
    std::chrono::milliseconds length{0}; ///< 0: not told
    std::optional<std::int64_t> start;   ///< seconds: only the stretch of the file that begins there
    std::uint32_t folder = 0;            ///< of PlaylistText::folders: that a relative path begins in
    bool mayBeRemark = false;            ///< "#1 hit.mp3": a file if there is one, else nothing
};

/// What a playlist file holds.
struct PlaylistText {
    std::string name; ///< that it gives itself; empty: none
    std::vector<FileLine> lines;
    std::vector<std::filesystem::path> folders; ///< absolute; empty as long as only a text was read
    bool isCut = false;                         ///< it broke off, or had more lines than are read
};

/// Why a text is no playlist.
enum class PlaylistFault : std::uint8_t {
    stream,  ///< HLS: the pieces of one song or broadcast
    none,    ///< it is something else
    tooLong, ///< more than kMostPlaylistBytes
};

inline constexpr std::size_t kMostPlaylistBytes = 64U << 20U;
inline constexpr std::size_t kMostPlaylistLines = 500'000;

/// Whether a file's name, without its folder, is that of a playlist. Does not touch the disk.
[[nodiscard]] bool isPlaylistName(std::string_view name);
/// The form that a name's extension tells.
[[nodiscard]] std::optional<PlaylistFormat> playlistFormatOf(const std::filesystem::path& file);
/// Whether this is an address on the net ("http://..."), not a file.
[[nodiscard]] bool isNetAddress(std::string_view where);

/// Reads M3U, XSPF or PLS; which, its first words tell and not its name. Any line ends; text is UTF-8 or UTF-16 by its mark, UTF-8
/// if it can be, else the west's code page, line by line. What one form does not know is skipped; a text that breaks off gives what
/// came before. Pure and bounded; throws only std::bad_alloc.
[[nodiscard]] std::variant<PlaylistText, PlaylistFault> parsePlaylist(std::string_view bytes);

// The three forms, for parsePlaylist(): of a text without its mark.
[[nodiscard]] std::variant<PlaylistText, PlaylistFault> parseM3u(std::string_view bytes);
[[nodiscard]] std::variant<PlaylistText, PlaylistFault> parsePls(std::string_view bytes);
[[nodiscard]] std::variant<PlaylistText, PlaylistFault> parseXspf(std::string_view bytes);

/// "Artist - Title" put into a line: the artist ends at the first " - ".
void putWords(FileLine& line, std::string_view words);
/// Text as it is shown: UTF-8 on one line, without blanks around it; what is not UTF-8 is the west's.
[[nodiscard]] std::string lineText(std::string_view bytes);

} // namespace segue
