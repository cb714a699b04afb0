// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/song_table_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/star_rating.h"
#include "ui/kit/theme.h"
#include "ui/songs/row_covers.h"
#include "ui/songs/song_table_model.h"

#include <QPainter>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kStateSign = 16;
constexpr int kCorrectedSign = 12;
constexpr int kRowCover = 36;
constexpr int kBesideCover = 10;

} // namespace

SongTableDelegate::SongTableDelegate(RowCovers& covers, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_covers(covers) {}

void SongTableDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto column = static_cast<SongColumn>(index.column());
    const bool playing = index.data(SongTableModel::playingRole).toBool();
    const bool failed = index.data(SongTableModel::stateRole).toInt() == static_cast<int>(AnalysisState::failed) ||
                        index.data(SongTableModel::absentRole).toBool(); // either way it cannot be played
    const QColor muted = option.palette.color(QPalette::PlaceholderText);
    const bool isMarked = column == SongColumn::title && index.data(SongTableModel::correctedRole).toBool();
    const QRect room = option.rect.adjusted(kPadding, 0, -kPadding - (isMarked ? kCorrectedSign + kPadding / 2 : 0), 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QString shown = column == SongColumn::number ? QString::number(index.row() + 1) : index.data().toString();
    if (column == SongColumn::number && playing) {
        paintIcon(*painter, index.data(SongTableModel::heardRole).toBool() ? QStringLiteral("volume") : QStringLiteral("pause"),
                  QRectF(room.right() - kStateSign + 1, room.center().y() - kStateSign / 2.0 + 0.5, kStateSign, kStateSign),
                  option.palette.color(QPalette::Link));
    } else if (column == SongColumn::rating) {
        const bool inviting = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
        paintStars(*painter, room, index.data(SongTableModel::ratingRole).toInt(), inviting, option.palette);
    } else if (column == SongColumn::heardGenre) {
        paintHeard(*painter, room, option, index);
    } else if (column == SongColumn::title) {
        QColor colour = option.palette.color(playing ? QPalette::Link : QPalette::Text);
        if (failed)
            colour = muted;
        const QFont bold = scaledFont(option.font, 1.0, playing ? QFont::DemiBold : QFont::Medium);
        if (m_narrow) {
            paintTwoLines(*painter, room, option, index, bold, colour);
        } else {
            paintLine(*painter, room, shown, bold, colour);
        }
    } else {
        const auto alignment = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()) & Qt::AlignHorizontal_Mask;
        const bool quiet = failed || column == SongColumn::number || isMeasured(column);
        paintLine(*painter, room, shown, option.font, quiet ? muted : option.palette.color(QPalette::Text), alignment);
    }
    if (isMarked)
        paintIcon(
            *painter, QStringLiteral("rename"),
            QRectF(room.right() + kPadding / 2.0, room.center().y() - kCorrectedSign / 2.0 + 0.5, kCorrectedSign, kCorrectedSign),
            muted);
    painter->restore();
}

void SongTableDelegate::paintTwoLines(QPainter& painter, QRect room, const QStyleOptionViewItem& option, const QModelIndex& index,
                                      const QFont& font, const QColor& colour) const {
    const int half = room.height() / 2;
    const int line = option.fontMetrics.height();
    m_covers.paint(painter, QRect(room.left(), room.top() + half - kRowCover / 2, kRowCover, kRowCover), index.row());
    room.setLeft(room.left() + kRowCover + kBesideCover);
    paintLine(painter, QRect(room.left(), room.top() + half - line, room.width(), line), index.data().toString(), font, colour);
    paintLine(painter, QRect(room.left(), room.top() + half + 1, room.width(), line),
              index.data(SongTableModel::artistRole).toString(), scaledFont(option.font, 0.92),
              option.palette.color(QPalette::PlaceholderText));
}

void SongTableDelegate::paintHeard(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const auto state = static_cast<AnalysisState>(index.data(SongTableModel::stateRole).toInt());
    const QString shown = index.data().toString();
    const bool absent = index.data(SongTableModel::absentRole).toBool();
    if (state == AnalysisState::done || state == AnalysisState::unheard)
        return paintLine(
            painter, room, shown, option.font,
            option.palette.color(absent || state == AnalysisState::unheard ? QPalette::PlaceholderText : QPalette::Text));
    const bool failed = state == AnalysisState::failed;
    const QColor colour = option.palette.color(failed ? QPalette::BrightText : QPalette::PlaceholderText);
    paintIcon(painter, failed ? QStringLiteral("warning") : QStringLiteral("waiting"),
              QRectF(room.left(), room.center().y() - kStateSign / 2.0 + 0.5, kStateSign, kStateSign), colour);
    paintLine(painter, room.adjusted(kStateSign + 6, 0, 0, 0), shown, option.font, colour);
}

int SongTableDelegate::starAt(const QRect& cell, QPoint point) {
    return ui::starAt(cell.adjusted(kPadding, 0, -kPadding, 0), point);
}

QSize SongTableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    const int line = option.fontMetrics.height();
    return {80, m_narrow ? std::max(2 * line, kRowCover) + 16 : line + 18};
}

} // namespace segue::ui
