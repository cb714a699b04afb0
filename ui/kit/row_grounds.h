// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QPainter;
class QStyleOptionViewItem;
class QTableView;

namespace segue::ui {

/// The backgrounds of a table's rows; the cells are painted over them. A whole row is chosen, pointed at or current.
class RowGrounds final {
public:
    explicit RowGrounds(QTableView& table)
        : m_table(table) {}

    /// Paints the rows in a part of the viewport. @param ground how the table paints, with its own palette
    void paint(QPainter& painter, const QRect& part, QStyleOptionViewItem ground) const;
    void setHovered(int row); ///< -1: none
    void update(int row);     ///< repaints the row soon

private:
    [[nodiscard]] QRect rowRect(int row) const;

    QTableView& m_table;
    int m_hovered = -1;
};

} // namespace segue::ui
