// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/album_groups.h"

#include <QAbstractListModel>

#include <filesystem>
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
        initialsRole,              ///< stand for a cover
        hueRole,                   ///< [0, 360), of the tile that stands for a cover: the same for the same album
    };

    using QAbstractListModel::QAbstractListModel;

    /// @param shown which albums, by index, in their order
    void setAlbums(const SongList& songs, std::shared_ptr<const browse::AlbumGroups> groups, std::vector<std::uint32_t> shown);
    [[nodiscard]] const browse::Album& album(int row) const { return m_groups->albums[m_shown[static_cast<std::size_t>(row)]]; }
    [[nodiscard]] std::uint32_t albumIndex(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const SongList& songs() const { return m_songs; }
    /// The file whose cover stands for the album.
    [[nodiscard]] std::filesystem::path coverOf(int row) const { return m_songs[album(row).coverSong].path; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    SongList m_songs;
    std::shared_ptr<const browse::AlbumGroups> m_groups;
    std::vector<std::uint32_t> m_shown;
};

} // namespace segue::ui
