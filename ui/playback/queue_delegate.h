// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

/// Paints a row of the queue: a heading, or number, title over artist, length. All rows are equally high.
class QueueDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    static void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QString& heading);
    static void paintSign(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const QRect& where);
};

} // namespace segue::ui
