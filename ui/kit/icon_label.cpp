// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/icon_label.h"

#include "ui/kit/icons.h"

#include <QPainter>

namespace segue::ui {

IconLabel::IconLabel(int side, QWidget* parent)
    : QWidget(parent) {
    setFixedSize(side, side);
}

void IconLabel::setIcon(const QString& iconName, QPalette::ColorRole colour) {
    m_name = iconName;
    m_colour = colour;
    update();
}

void IconLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintIcon(painter, m_name, rect(), palette().color(m_colour));
}

} // namespace segue::ui
