// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/album_groups.h"
#include "engine/browse/cover_wish.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace segue::ui {

/// Albums of a list of songs, those of them that are to be shown.
class AlbumModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        artistRole = Qt::UserRole, ///< "Various artists" for a compilation
        yearRole,                  ///< text; empty: not known
    };

    using QAbstractListModel::QAbstractListModel;

    /// @param shown which albums, by index, in their order
    void setAlbums(const SongList& songs, std::shared_ptr<const browse::AlbumGroups> groups, std::vector<std::uint32_t> shown);
    [[nodiscard]] const browse::Album& album(int row) const { return m_groups->albums[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] std::uint32_t albumIndex(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const SongList& songs() const { return m_songs; }
    /// Of which songs its cover is to be found, and the first of them.
    [[nodiscard]] CoverWish coverWish(int row) const { return browse::coverWishOf(m_songs, album(row)); }
    [[nodiscard]] TrackId coverSong(int row) const { return m_songs.row(album(row).coverSong).id; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;       ///< albums can be dragged
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override; ///< their songs

private:
    SongList m_songs;
    std::shared_ptr<const browse::AlbumGroups> m_groups;
    std::vector<std::uint32_t> m_shown;
};

} // namespace segue::ui
