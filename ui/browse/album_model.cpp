// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/album_model.h"

#include "ui/kit/dropped_files.h"
#include "ui/words/browse_text.h"
#include "ui/words/format.h"

#include <QMimeData>

#include <utility>

namespace segue::ui {

void AlbumModel::setAlbums(const SongList& songs, std::shared_ptr<const browse::AlbumGroups> groups,
                           std::vector<std::uint32_t> shown) {
    if (groups == m_groups && shown == m_shown)
        return;
    beginResetModel();
    m_songs = songs;
    m_groups = std::move(groups);
    m_shown = std::move(shown);
    endResetModel();
}

Qt::ItemFlags AlbumModel::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QMimeData* AlbumModel::mimeData(const QModelIndexList& indexes) const {
    std::vector<TrackId> ids;
    for (const QModelIndex& index : indexes)
        for (const auto song : album(index.row()).songs)
            ids.push_back(m_songs.row(song).id);
    return songsToDrag(ids, {}).release();
}

int AlbumModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_shown.size()); }

QVariant AlbumModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const browse::Album& shown = album(index.row());
    const QString title = text(std::string(m_songs.texts()[shown.title]));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case artistRole:
        return albumArtistText(m_songs, shown);
    case yearRole:
        return shown.year > 0 ? QString::number(shown.year) : QString();
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return title + QStringLiteral(", ") + albumArtistText(m_songs, shown) + QStringLiteral("\n") + albumFactsText(shown);
    default:
        return {};
    }
}

} // namespace segue::ui
