// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/album_grid.h"

#include "ui/browse/album_model.h"
#include "ui/browse/tile_covers.h"
#include "ui/kit/accessible_rows.h"
#include "ui/kit/cover_pixmap.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kLeastTile = 148; ///< width; as many in a row as are at least so wide
constexpr int kTileMargin = 8;

} // namespace

AlbumDelegate::AlbumDelegate(const AlbumModel& albums, TileCovers& covers, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_albums(albums)
    , m_covers(covers) {}

QSize AlbumDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const { return m_tile; }

void AlbumDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect tile = option.rect.adjusted(2, 2, -2, -2);
    paintRowGround(*painter, option, tile);
    const int side = tile.width() - 2 * kTileMargin;
    const QRect square(tile.left() + kTileMargin, tile.top() + kTileMargin, side, side);
    const double ratio = painter->device()->devicePixelRatioF();
    const QPixmap cover =
        m_covers.cover(m_albums.coverSong(index.row()), qCeil(side * ratio), [&] { return m_albums.coverWish(index.row()); });
    painter->setRenderHint(QPainter::SmoothPixmapTransform, cover.width() != qCeil(side * ratio));
    if (cover.isNull())
        paintInitials(*painter, square, index.data().toString());
    else
        painter->drawPixmap(square, cover);
    const int line = option.fontMetrics.height();
    const QRect title(square.left(), square.bottom() + 7, side, line);
    paintLine(*painter, title, index.data().toString(), scaledFont(option.font, 1.0, QFont::DemiBold),
              option.palette.color(QPalette::Text));
    QStringList facts{index.data(AlbumModel::artistRole).toString(), index.data(AlbumModel::yearRole).toString()};
    if (facts.front() == m_artist)
        facts.front().clear();
    facts.removeAll(QString());
    paintLine(*painter, title.translated(0, line + 2), facts.join(QStringLiteral(" · ")), scaledFont(option.font, 0.92),
              option.palette.color(QPalette::PlaceholderText));
    painter->restore();
}

AlbumGrid::AlbumGrid(AlbumModel& albums, TileCovers& covers, QWidget* parent)
    : OpeningView(parent)
    , m_delegate(new AlbumDelegate(albums, covers, this)) {
    setAccessibleName(tr("Albums"));
    setModel(&albums);
    setItemDelegate(m_delegate);
    setViewMode(IconMode);
    setMovement(Static);
    setResizeMode(Adjust);
    setFlow(LeftToRight);
    setWrapping(true);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // so that the width does not hang on the height
    setMouseTracking(true);
    setFrameShape(NoFrame);
    makeWalkable(*this);
    connect(&covers, &TileCovers::arrived, viewport(), qOverload<>(&QWidget::update));
    fitTiles();
}

void AlbumGrid::fitTiles() {
    const int room = std::max(kLeastTile, viewport()->width() - 2); // a row that fits to the pixel would be broken
    const int width = room / std::max(1, room / kLeastTile);
    const QSize tile(width, width + 2 * fontMetrics().height() + 14);
    if (tile == gridSize())
        return;
    m_delegate->setTile(tile);
    setGridSize(tile);
    verticalScrollBar()->setSingleStep(tile.height() / 4);
}

void AlbumGrid::resizeEvent(QResizeEvent* event) {
    fitTiles();
    QListView::resizeEvent(event);
}

void AlbumGrid::changeEvent(QEvent* event) {
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTiles();
}

} // namespace segue::ui
