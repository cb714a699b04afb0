// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>

class QPainter;
class QStyleOptionViewItem;
class QTableView;

namespace segue::ui {

/// The grounds of a table's rows, upon which the cells are painted: a row is one thing, chosen, pointed at or current as a
/// whole.
class RowGrounds final {
public:
    explicit RowGrounds(QTableView& table)
        : m_table(table) {}

    /// Those that lie in a part of the viewport. @param ground how the table paints, with its own palette
    void paint(QPainter& painter, const QRect& part, QStyleOptionViewItem ground) const;
    void setHovered(int row); ///< -1: none
    void update(int row);     ///< paints it anew, soon

private:
    [[nodiscard]] QRect rowRect(int row) const;

    QTableView& m_table;
    int m_hovered = -1;
};

} // namespace segue::ui
