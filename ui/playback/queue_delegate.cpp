// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playback/queue_delegate.h"

#include "ui/kit/icons.h"
#include "ui/kit/row_paint.h"
#include "ui/kit/theme.h"
#include "ui/playback/queue_model.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kEdge = 16;
constexpr int kIcon = 18;

int numberWidth(const QFontMetrics& metrics) { return metrics.horizontalAdvance(QStringLiteral("000000")); }

} // namespace

void QueueDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect& row = option.rect;
    if (index.data(QueueModel::headingRole).toBool()) {
        paintHeading(*painter, option, index.data().toString());
        painter->restore();
        return;
    }
    const QPalette& colours = option.palette;
    paintRowGround(*painter, option, row.adjusted(4, 1, -4, -1));
    const QRect sign(row.left() + kEdge, row.top(), numberWidth(option.fontMetrics), row.height());
    paintSign(*painter, option, index, sign);
    const bool isAbsent = index.data(QueueModel::absentRole).toBool();
    const bool isCurrent = index.data(QueueModel::currentRole).toBool();
    const QColor muted = colours.color(QPalette::PlaceholderText);
    const QColor title = isAbsent ? muted : colours.color(isCurrent ? QPalette::Link : QPalette::Text);
    const int length = option.fontMetrics.horizontalAdvance(QStringLiteral("0:00:00"));
    const int left = sign.right() + 12;
    const int line = option.fontMetrics.height();
    const int middle = row.center().y();
    const int width = row.right() - kEdge - length - 8 - left;
    paintLine(*painter, QRect(left, middle - line, width, line), index.data().toString(),
              scaledFont(option.font, 1.0, isAbsent ? QFont::Normal : QFont::DemiBold), title);
    paintLine(*painter, QRect(left, middle + 2, width, line), index.data(QueueModel::artistRole).toString(),
              scaledFont(option.font, 0.92), muted);
    paintLine(*painter, QRect(row.right() - kEdge - length, row.top(), length, row.height()),
              index.data(QueueModel::lengthRole).toString(), option.font, muted, Qt::AlignRight);
    painter->restore();
}

void QueueDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QString& heading) {
    const int line = option.fontMetrics.height() + 4;
    const QRect where(option.rect.left() + kEdge, option.rect.bottom() - line - 6, option.rect.width() - 2 * kEdge, line);
    paintLine(painter, where, heading, scaledFont(option.font, 1.08, QFont::DemiBold),
              option.palette.color(QPalette::Active, QPalette::Text)); // it cannot be chosen, but is no less to be read
}

void QueueDelegate::paintSign(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const QRect& where) {
    const int number = index.data(QueueModel::numberRole).toInt();
    if (index.data(QueueModel::currentRole).toBool()) {
        const QRectF icon(where.right() - kIcon, where.center().y() - kIcon / 2.0 + 0.5, kIcon, kIcon);
        paintIcon(painter, index.data(QueueModel::heardRole).toBool() ? QStringLiteral("volume") : QStringLiteral("pause"), icon,
                  option.palette.color(QPalette::Link));
    } else if (number > 0) {
        paintLine(painter, where, QString::number(number), option.font, option.palette.color(QPalette::PlaceholderText),
                  Qt::AlignRight);
    }
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {240, 2 * option.fontMetrics.height() + 20};
}

} // namespace segue::ui
