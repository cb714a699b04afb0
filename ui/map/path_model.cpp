// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/path_model.h"

#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kPathEdge = 16;
constexpr int kPathNumber = 32;
constexpr int kPathBar = 64;
constexpr int kPathLength = 52;

} // namespace

PathModel::PathModel(QObject* parent)
    : QAbstractListModel(parent) {}

void PathModel::setPath(const PathReady& path) {
    beginResetModel();
    m_songs = path.songs;
    m_progress = path.progress;
    endResetModel();
}

int PathModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_songs.size()); }

QVariant PathModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const Track& track = m_songs[row];
    switch (role) {
    case Qt::DisplayRole:
        return text(track.title);
    case pathArtistRole:
        return artistText(track);
    case pathProgressRole:
        return m_progress[row];
    case pathLengthRole:
        return clockText(track.duration);
    case Qt::AccessibleTextRole:
        return tr("%1. %2 by %3, %4 of the way")
            .arg(index.row() + 1)
            .arg(text(track.title), artistText(track), percentText(m_progress[row]));
    default:
        return {};
    }
}

void PathDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect& row = option.rect;
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    paintRowGround(*painter, option, row.adjusted(4, 1, -4, -1));
    paintLine(*painter, QRect(row.left() + kPathEdge, row.top(), kPathNumber, row.height()), QString::number(index.row() + 1),
              scaledFont(option.font, 1.1, QFont::DemiBold), muted, Qt::AlignHCenter);
    const int right = row.right() - kPathEdge - kPathLength;
    paintLine(*painter, QRect(right, row.top(), kPathLength, row.height()), index.data(PathModel::pathLengthRole).toString(),
              option.font, muted, Qt::AlignRight);
    const QRectF groove(right - 12 - kPathBar, row.center().y() - 1.5, kPathBar, 4);
    painter->setPen(Qt::NoPen);
    painter->setBrush(option.palette.color(QPalette::Dark));
    painter->drawRoundedRect(groove, 2, 2);
    painter->setBrush(option.palette.color(QPalette::Highlight));
    const double place = groove.left() + groove.width() * index.data(PathModel::pathProgressRole).toDouble();
    painter->drawEllipse(QPointF(place, groove.center().y()), 5, 5);
    const int left = row.left() + kPathEdge + kPathNumber + 8;
    const int line = option.fontMetrics.height();
    const int middle = row.center().y();
    const int width = static_cast<int>(groove.left()) - 12 - left;
    paintLine(*painter, QRect(left, middle - line, width, line), index.data().toString(),
              scaledFont(option.font, 1.0, QFont::DemiBold), option.palette.color(QPalette::Text));
    paintLine(*painter, QRect(left, middle + 2, width, line), index.data(PathModel::pathArtistRole).toString(),
              scaledFont(option.font, 0.92), muted);
    painter->restore();
}

QSize PathDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {240, 2 * option.fontMetrics.height() + 20};
}

} // namespace segue::ui
