// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/row_paint.h"

#include <QPainter>
#include <QWidget>

namespace segue::ui {

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& row) {
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    const bool looked = (option.state & QStyle::State_HasFocus) && !selected; // with the keys, and not chosen
    if (!selected && !hovered && !looked)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(option.palette.color(selected ? QPalette::AlternateBase : QPalette::Midlight));
    if (selected || hovered)
        painter.drawRoundedRect(row, 8, 8);
    if (looked) {
        painter.setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 7, 7);
        painter.setPen(Qt::NoPen);
    }
    if (selected && option.widget && option.widget->hasFocus()) {
        painter.setBrush(option.palette.color(QPalette::Highlight));
        painter.drawRoundedRect(QRectF(row.left() + 1, row.top() + row.height() * 0.22, 3, row.height() * 0.56), 1.5, 1.5);
    }
    painter.restore();
}

void paintLine(QPainter& painter, const QRect& where, const QString& text, const QFont& font, const QColor& colour,
               Qt::Alignment alignment) {
    if (where.width() <= 0)
        return;
    painter.setFont(font);
    painter.setPen(colour);
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, where.width());
    painter.drawText(where, int(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

} // namespace segue::ui
