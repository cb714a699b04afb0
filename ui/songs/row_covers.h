// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/song_covers.h"
#include "ui/browse/tile_covers.h"
#include "ui/songs/song_order.h"

#include <QObject>
#include <QTimer>

class QPainter;
class QRect;

namespace segue::ui {

class SongTableModel;

/// The covers in the rows of a song table: of each song its album's, or a coloured tile with initials. Asked for when they are
/// painted, so nothing is asked for while the table shows none. Belongs to the table.
class RowCovers final : public QObject {
    Q_OBJECT

public:
    RowCovers(const SongTableModel& model, QObject* parent);

    void paint(QPainter& painter, const QRect& square, int row);
    void take(const ThumbnailLoaded& cover) { m_tiles.take(cover); }
    void takeList();    ///< the table has another list
    void takeChanges(); ///< some of its songs are others: their covers are asked for again soon
    void doubt();       ///< covers may be others

Q_SIGNALS:
    void wanted(const segue::CoverWish& wish, int pixels);
    void arrived();

private:
    const SongTableModel& m_model;
    browse::SongCovers m_covers;
    TileCovers m_tiles;
    QTimer m_soon;
};

} // namespace segue::ui
