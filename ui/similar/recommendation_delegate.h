// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

/// Paints one row of the Recommendation list, from the left: number (a play sign under the pointer), title over artist,
/// reasons, how near it is, three-dot menu, length.
class RecommendationDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RecommendationDelegate(QObject* parent = nullptr);

    /// The areas of a row that can be clicked.
    [[nodiscard]] static QRect numberArea(const QRect& row);
    [[nodiscard]] static QRect menuArea(const QRect& row, const QFontMetrics& metrics);
    [[nodiscard]] static QRect whyArea(const QRect& row, const QFontMetrics& metrics);
    void setPointer(QPoint position) { m_pointer = position; } ///< in the view's viewport

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintNumber(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintMatch(QPainter& painter, const QStyleOptionViewItem& option, const QRect& where, float match) const;
    void paintMenu(QPainter& painter, const QStyleOptionViewItem& option) const;

    QPoint m_pointer{-1, -1};
};

} // namespace segue::ui
