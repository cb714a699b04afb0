// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/album_strip.h"

#include "ui/browse/album_grid.h"
#include "ui/kit/accessible_rows.h"

#include <QScrollBar>
#include <QWheelEvent>

#include <utility>

namespace segue::ui {

namespace {

constexpr int kStripTile = 136; ///< width
constexpr int kTightStripTile = 112;
constexpr int kRoomForTiles = 520; ///< from this width on they have their size
constexpr int kStripKilobytes = 16 * 1024;
constexpr int kNotch = 120; ///< of a wheel, in eighths of a degree

} // namespace

AlbumStrip::AlbumStrip(QWidget* parent)
    : OpeningView(parent)
    , m_covers(kStripKilobytes)
    , m_delegate(new AlbumDelegate(m_albums, m_covers, this)) {
    setObjectName(QStringLiteral("albumStrip"));
    setAccessibleName(tr("Albums of this artist"));
    setModel(&m_albums);
    setItemDelegate(m_delegate);
    setViewMode(IconMode);
    setMovement(Static);
    setFlow(LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setSelectionMode(SingleSelection);
    setDragEnabled(true);
    setDragDropMode(DragOnly);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    makeWalkable(*this);
    connect(&m_covers, &TileCovers::wanted, this, &AlbumStrip::thumbnailWanted);
    connect(&m_covers, &TileCovers::arrived, viewport(), qOverload<>(&QWidget::update));
    hide();
}

void AlbumStrip::setAlbums(const SongList& songs, std::shared_ptr<const browse::AlbumGroups> groups,
                           std::vector<std::uint32_t> shown, const QString& artist) {
    m_artist = artist;
    m_delegate->setArtist(artist);
    m_albums.setAlbums(songs, std::move(groups), std::move(shown));
    setVisible(m_albums.rowCount() > 0);
    fit();
}

TrackId AlbumStrip::firstSong(const QModelIndex& index) const {
    return m_albums.songs().row(m_albums.album(index.row()).songs.front()).id;
}

/// As high as a tile, and the scroll bar where there is one: the songs beneath have the rest.
void AlbumStrip::fit() {
    const int width = this->width() < kRoomForTiles ? kTightStripTile : kStripTile;
    const QSize tile(width, width + 2 * fontMetrics().height() + 14);
    if (tile != gridSize()) {
        m_delegate->setTile(tile);
        setGridSize(tile);
        horizontalScrollBar()->setSingleStep(tile.width() / 2);
    }
    const bool isScrolled = m_albums.rowCount() * width > this->width();
    setHorizontalScrollBarPolicy(isScrolled ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    setFixedHeight(tile.height() + 2 + (isScrolled ? horizontalScrollBar()->sizeHint().height() : 0));
}

void AlbumStrip::resizeEvent(QResizeEvent* event) {
    fit();
    QListView::resizeEvent(event);
}

void AlbumStrip::changeEvent(QEvent* event) {
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

/// A wheel turns one way only, and the strip goes one way only.
void AlbumStrip::wheelEvent(QWheelEvent* event) {
    const bool isDown = event->angleDelta().x() == 0 && event->angleDelta().y() != 0;
    if (!isDown || horizontalScrollBar()->maximum() == 0)
        return QListView::wheelEvent(event);
    const int pixels = event->pixelDelta().y();
    const int step = pixels != 0 ? pixels : event->angleDelta().y() * gridSize().width() / kNotch;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - step);
    event->accept();
}

} // namespace segue::ui
