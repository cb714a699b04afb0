// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/row_grounds.h"

#include "ui/kit/row_paint.h"

#include <QPainter>
#include <QStyleOptionViewItem>
#include <QTableView>

#include <utility>

namespace segue::ui {

QRect RowGrounds::rowRect(int row) const {
    return {0, m_table.rowViewportPosition(row), m_table.viewport()->width(), m_table.rowHeight(row)};
}

void RowGrounds::paint(QPainter& painter, const QRect& part, QStyleOptionViewItem ground) const {
    const int rows = m_table.model()->rowCount();
    for (int row = m_table.rowAt(part.top()); row >= 0 && row < rows; ++row) {
        const QRect place = rowRect(row);
        if (place.top() > part.bottom())
            break;
        ground.state.setFlag(QStyle::State_Selected, m_table.selectionModel()->isRowSelected(row, {}));
        ground.state.setFlag(QStyle::State_MouseOver, row == m_hovered);
        ground.state.setFlag(QStyle::State_HasFocus, m_table.hasFocus() && row == m_table.currentIndex().row());
        paintRowGround(painter, ground, place.adjusted(0, 1, 0, -1));
    }
}

void RowGrounds::update(int row) {
    if (row >= 0 && row < m_table.model()->rowCount())
        m_table.viewport()->update(rowRect(row));
}

void RowGrounds::setHovered(int row) {
    for (const int changed : {std::exchange(m_hovered, row), row})
        update(changed);
}

} // namespace segue::ui
