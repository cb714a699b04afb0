// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/spotify/export_files.h"
#include "engine/words/spotify.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace segue::spotify {

struct ExportPlaylist {
    std::string name;
    SpotifyListState state = SpotifyListState::empty;
    std::vector<SpotifyRow> rows; ///< in order; a song may be there twice
};

/// What the files of an export hold.
struct ExportContents {
    bool hasLibrary = false;        ///< there was a library; without it liked and albums are empty because nothing was told
    std::vector<SpotifyRow> liked;  ///< each song once
    std::vector<SpotifyRow> albums; ///< each album once; title is empty
    std::vector<ExportPlaylist> playlists;
    SpotifySkipped skipped;

    [[nodiscard]] std::size_t rows() const;
};

/// Told now and then with how many rows there are so far.
using ExportProgress = std::function<void(std::size_t rows)>;

enum class JsonKind : std::uint8_t {
    nothing, ///< neither library nor playlists; `skipped` does not count it
    history, ///< songs that were heard
    library,
    playlists,
};

/// Adds what a JSON file holds to `to`, piece by piece, so that the file is never in memory as a whole. Forms of every age are
/// read: arrays and addresses may be missing, names may be numbers, a playlist's songs are `items`, `contents` or `tracks`, and
/// names of members differ. What is not known is passed over. Texts come as one line of at most kLongestText bytes; addresses only
/// in Spotify's own form.
///
/// Failure rule: Error{badFile, spotifyExportBroken} if it is no whole JSON or too deep, spotifyExportTooLarge if it holds more
/// than kMostRows; then `to` holds a part. If the bytes end because of a stop, it fails too. What `next` throws comes through.
[[nodiscard]] JsonKind readExportJson(const std::string& name, const NextBytes& next, ExportContents& to,
                                      const ExportProgress& progress = {});

inline constexpr std::size_t kMostRows = 400'000; ///< of all lists
inline constexpr std::size_t kLongestText = 2'000;

/// A text as it is kept: valid UTF-8 on one line, without blanks around it, cut behind kLongestText bytes.
[[nodiscard]] std::string oneLine(std::string_view text);

/// What "spotify:local:Artist:Album:Title:Seconds" tells, its parts percent-encoded with + for a blank; nothing: it is
/// something else.
[[nodiscard]] std::optional<SpotifyRow> localFileOf(std::string_view uri);

/// "spotify:track:..." of such an address or of https://open.spotify.com/track/...; empty: it is something else.
[[nodiscard]] std::string spotifyUri(std::string_view address, std::string_view kind);

/// Of "2025-06-15", also with a time behind it; 0: it is no date.
[[nodiscard]] std::chrono::sys_seconds dateOf(std::string_view text);

} // namespace segue::spotify
