// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/album_groups.h"
#include "engine/browse/folder_tree.h"
#include "engine/browse/name_groups.h"
#include "ui/browse/name_model.h"
#include "ui/songs/song_order.h"

#include <memory>
#include <optional>
#include <vector>

namespace segue::ui {

/// The albums, artists and genres of a library's songs. Each is made when it is first asked for.
class BrowseShelf final {
public:
    using Index = SongOrder::Index;

    /// @param order the songs that are there, in the library's order
    void setSongs(const SongList& songs, std::vector<Index> order);
    [[nodiscard]] const SongList& songs() const { return m_songs; }
    [[nodiscard]] const std::vector<Index>& order() const { return m_order; }

    /// Some milliseconds of making albums and artists, for who must not wait. @return false once they are there
    bool takeSome();
    [[nodiscard]] bool hasAlbums() const { return m_albums != nullptr; } ///< they were asked for before
    [[nodiscard]] const std::shared_ptr<const browse::AlbumGroups>& albums();
    [[nodiscard]] const std::shared_ptr<const browse::NameGroups>& artists();
    [[nodiscard]] const std::shared_ptr<const browse::NameGroups>& genres();

    /// The folders of the songs that were found (by index; empty: of all), by name.
    [[nodiscard]] std::shared_ptr<const browse::FolderTree> folders(const std::string& root, const std::vector<bool>& found);

    /// Albums with a song that was found, by index, in the library's order.
    [[nodiscard]] std::vector<std::uint32_t> foundAlbums(const std::vector<bool>& found);
    /// Likewise, by name.
    [[nodiscard]] std::vector<NameModel::Row> foundArtists(const std::vector<bool>& found);
    /// The albums that hold songs of an artist's own, by index, in the library's order.
    [[nodiscard]] std::vector<std::uint32_t> albumsOf(const browse::NameGroup& artist);
    [[nodiscard]] std::vector<NameModel::Row> foundGenres(const std::vector<bool>& found);

private:
    [[nodiscard]] std::vector<NameModel::Row> foundNames(const browse::NameGroups& names, const std::vector<bool>& found) const;

    SongList m_songs;
    std::vector<Index> m_order;
    std::optional<browse::AlbumGrouping> m_albumGrouping; ///< begun
    std::optional<browse::ArtistGrouping> m_artistGrouping;
    std::shared_ptr<const browse::AlbumGroups> m_albums;
    std::shared_ptr<const browse::NameGroups> m_artists, m_genres;
    std::shared_ptr<const browse::FolderTree> m_folders; ///< of all songs
};

} // namespace segue::ui
