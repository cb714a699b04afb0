// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/doubt_delegate.h"

#include "ui/health/doubt_model.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/words/format.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kDoubtEdge = 16;
constexpr int kDoubtGap = 12;
constexpr int kStrengthBar = 96;
constexpr int kStrengthHeight = 6;
constexpr int kNarrowestArtist = 60;
constexpr int kNoRoomForBar = 420; ///< width of a row

/// A groove, filled as far as the share goes.
void paintStrength(QPainter& painter, const QRect& where, double share, const QPalette& colours) {
    const QRectF groove(where.left(), where.center().y() - kStrengthHeight / 2.0 + 0.5, where.width(), kStrengthHeight);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.color(QPalette::Dark));
    painter.drawRoundedRect(groove, kStrengthHeight / 2.0, kStrengthHeight / 2.0);
    painter.setBrush(colours.color(QPalette::Highlight));
    painter.drawRoundedRect(
        QRectF(groove.topLeft(), QSizeF(std::max<double>(kStrengthHeight, groove.width() * share), kStrengthHeight)),
        kStrengthHeight / 2.0, kStrengthHeight / 2.0);
}

} // namespace

DoubtDelegate::DoubtDelegate(QObject* parent)
    : QStyledItemDelegate(parent) {}

void DoubtDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    const QPalette& colours = option.palette;
    paintRowGround(*painter, option, option.rect.adjusted(4, 1, -4, -1));
    const QRect inside = option.rect.adjusted(kDoubtEdge, 0, -kDoubtEdge, 0);
    const int line = option.fontMetrics.height();
    const int middle = inside.center().y();
    const QFont bold = scaledFont(option.font, 1.0, QFont::DemiBold);
    const QFont small = scaledFont(option.font, 0.92);
    const QColor muted = colours.color(QPalette::PlaceholderText);

    const QString answer = index.data(DoubtModel::answerRole).toString();
    const double strength = index.data(DoubtModel::strengthRole).toDouble();
    const QString said = answer.isEmpty() ? percentText(static_cast<float>(strength)) : answer;
    const int saidWidth = QFontMetrics(small).horizontalAdvance(said);
    const bool hasBar = answer.isEmpty() && inside.width() >= kNoRoomForBar;
    const int right = saidWidth + kDoubtGap + (hasBar ? kStrengthBar + kDoubtGap : 0);
    paintLine(*painter, QRect(inside.right() - saidWidth, middle - line / 2, saidWidth + 1, line), said, small, muted,
              Qt::AlignRight);
    if (hasBar)
        paintStrength(*painter, QRect(inside.right() - right + kDoubtGap, middle - line / 2, kStrengthBar, line), strength,
                      colours);

    const QRect upper(inside.left(), middle - line - 1, inside.width() - right, line);
    const QString title = index.data().toString();
    const int titleWidth = QFontMetrics(bold).horizontalAdvance(title) + kDoubtGap;
    paintLine(*painter, upper, title, bold, colours.color(QPalette::Text));
    if (upper.width() - titleWidth >= kNarrowestArtist)
        paintLine(*painter, upper.adjusted(titleWidth, 0, 0, 0), index.data(DoubtModel::artistRole).toString(), small, muted);
    paintLine(*painter, QRect(inside.left(), middle + 2, inside.width() - right, line),
              index.data(DoubtModel::doubtRole).toString(), small, muted);
    painter->restore();
}

QSize DoubtDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {240, 2 * option.fontMetrics.height() + 22};
}

} // namespace segue::ui
