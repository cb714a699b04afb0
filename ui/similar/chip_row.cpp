// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/chip_row.h"

#include <QWidget>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kChipGap = 6;

} // namespace

ChipRow::ChipRow(QWidget* parent)
    : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
}

ChipRow::~ChipRow() { qDeleteAll(m_items); }

void ChipRow::addItem(QLayoutItem* item) { m_items.append(item); }

int ChipRow::count() const { return static_cast<int>(m_items.size()); }

QLayoutItem* ChipRow::itemAt(int index) const { return m_items.value(index); }

QLayoutItem* ChipRow::takeAt(int index) { return index >= 0 && index < count() ? m_items.takeAt(index) : nullptr; }

int ChipRow::heightForWidth(int width) const { return arrange(QRect(0, 0, width, 0), true); }

QSize ChipRow::sizeHint() const { return minimumSize(); }

QSize ChipRow::minimumSize() const {
    QSize size;
    for (const auto* item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void ChipRow::setGeometry(const QRect& area) {
    QLayout::setGeometry(area);
    arrange(area, false);
}

int ChipRow::arrange(const QRect& area, bool isMeasured) const {
    int x = area.left(), y = area.top(), line = 0;
    for (auto* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size(std::min(item->sizeHint().width(), std::max(area.width(), 1)), item->sizeHint().height());
        if (x > area.left() && x + size.width() > area.right() + 1) {
            x = area.left();
            y += line + kChipGap;
            line = 0;
        }
        if (!isMeasured)
            item->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + kChipGap;
        line = std::max(line, size.height());
    }
    return y + line - area.top();
}

} // namespace segue::ui
