// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/opening_view.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace segue::ui {

class AlbumModel;
class TileCovers;

/// Paints an album: its cover, or a coloured tile with initials, title and artist beneath.
class AlbumDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    AlbumDelegate(const AlbumModel& albums, TileCovers& covers, QObject* parent);

    void setTile(QSize tile) { m_tile = tile; }                  ///< of one album, with its texts
    void setArtist(const QString& artist) { m_artist = artist; } ///< who is not named at each album, since all know it
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const AlbumModel& m_albums;
    TileCovers& m_covers;
    QString m_artist;
    QSize m_tile{176, 220};
};

/// Albums as a grid of covers, as many in a row as fit, spread over the width. All tiles are of one size, so 20,000 albums are laid
/// out at once; only what is on the screen is painted and asked for.
class AlbumGrid final : public OpeningView<QListView> {
    Q_OBJECT

public:
    explicit AlbumGrid(AlbumModel& albums, TileCovers& covers, QWidget* parent = nullptr);

Q_SIGNALS:
    void opened(int row); ///< clicked, or Return
    void menuWanted(int row, QPoint globalPosition);

protected:
    void open(const QModelIndex& index) override { Q_EMIT opened(index.row()); }
    void openMenu(const QModelIndex& index, QPoint globalPosition) override { Q_EMIT menuWanted(index.row(), globalPosition); }
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitTiles();

    AlbumDelegate* m_delegate;
};

} // namespace segue::ui
