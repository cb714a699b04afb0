// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/row_covers.h"

#include "ui/kit/cover_pixmap.h"
#include "ui/songs/song_table_model.h"
#include "ui/words/format.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kRowCoverKilobytes = 4 * 1024; ///< some hundreds of rows
constexpr int kAskAgainMs = 700;

} // namespace

RowCovers::RowCovers(const SongTableModel& model, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_tiles(kRowCoverKilobytes) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(kAskAgainMs);
    connect(&m_soon, &QTimer::timeout, this, &RowCovers::doubt);
    connect(&m_tiles, &TileCovers::wanted, this, &RowCovers::wanted);
    connect(&m_tiles, &TileCovers::arrived, this, &RowCovers::arrived);
}

void RowCovers::takeList() {
    m_soon.stop();
    m_covers.clear();
    m_tiles.doubt();
}

void RowCovers::takeChanges() {
    if (!m_soon.isActive())
        m_soon.start();
}

void RowCovers::doubt() {
    m_covers.forget();
    m_tiles.doubt();
    Q_EMIT arrived();
}

void RowCovers::paint(QPainter& painter, const QRect& square, int row) {
    const SongList& songs = m_model.songs();
    const auto song = m_model.indexOf(m_model.idOf(row)); // none: it is in no library
    if (song) {
        const CoverWish& wish = m_covers.wishOf(songs, *song);
        const int pixels = qCeil(square.width() * painter.device()->devicePixelRatioF());
        const QPixmap cover = m_tiles.cover(wish.songs.front(), pixels, [&wish] { return wish; });
        if (!cover.isNull()) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform, cover.width() != pixels);
            return painter.drawPixmap(square, cover);
        }
    }
    const SongRow* known = song ? &songs.row(*song) : nullptr;
    const auto name = known != nullptr ? songs.texts()[known->album != 0 ? known->album : known->title] : std::string_view();
    paintInitials(painter, square, known != nullptr ? text(std::string(name)) : text(m_model.track(row).title));
}

} // namespace segue::ui
