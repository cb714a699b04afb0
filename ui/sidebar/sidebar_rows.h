// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/playlist.h"
#include "engine/words/spotify.h"
#include "engine/words/track.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace segue::ui {

/// One row of the sidebar's lists.
struct SidebarRow {
    enum class Kind : std::uint8_t { allMusic, library, file, folder, playlist, rules, spotify, spotifyList };
    enum class Fold : std::uint8_t { none, closed, open }; ///< whether rows lie beneath it, and are seen

    Kind kind = Kind::library;
    std::int64_t id = 0;    ///< LibraryId, PlaylistId or SpotifySourceId
    SpotifyListId list = 0; ///< of that source
    int depth = 0;
    Fold fold = Fold::none;
    QString name;
    QString below; ///< smaller, under the name: a library's folder
    QString count;
    QString tip;
    QString spoken;
    bool isOffline = false;
    QString icon = {}; ///< empty: its kind's

    [[nodiscard]] bool isPlaylist() const { return kind >= Kind::file && kind <= Kind::rules; }
    /// Its name in what is remembered of rows: "all", "library/3", "playlist/12", "spotify/1"; and "spotify/1/4", which is not.
    [[nodiscard]] QString key() const;
    bool operator==(const SidebarRow&) const = default;
};

/// What the listener decided of the sidebar's rows, all by SidebarRow::key().
struct SidebarLayout {
    QStringList order;        ///< of libraries; those that it lacks come behind, as they were added
    QStringList spotifyOrder; ///< of the sources of Spotify, likewise
    QSet<QString> hidden;
    QSet<QString> turned; ///< rows that are folded otherwise than at first: folders are open then, libraries closed
};

/// "All music", the libraries, and beneath each the playlist files of its folder. Nothing where there is no library.
[[nodiscard]] std::vector<SidebarRow> libraryRows(const std::vector<Library>& libraries, const std::vector<Playlist>& playlists,
                                                  const SidebarLayout& layout);
/// The listener's playlists and their folders.
[[nodiscard]] std::vector<SidebarRow> playlistRows(const std::vector<Playlist>& playlists, const SidebarLayout& layout);
/// The sources of Spotify, and their lists beneath them.
[[nodiscard]] std::vector<SidebarRow> spotifyRows(const std::vector<SpotifySource>& sources, const SidebarLayout& layout);

} // namespace segue::ui
