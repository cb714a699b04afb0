// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_legend.h"

#include "ui/words/format.h"

#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace segue::ui {

namespace {

QIcon swatch(const QColor& colour) {
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(4, 4, 24, 24);
    return QIcon(picture);
}

} // namespace

MapLegend::MapLegend(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    setAccessibleName(tr("Legend"));
}

void MapLegend::setKinds(const std::vector<MapTints::Kind>& kinds) {
    m_pressed = -1;
    while (QLayoutItem* item = m_column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].songs == 0)
            continue;
        auto* button = new QToolButton(this);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIcon(swatch(kinds[i].colour));
        button->setIconSize({14, 14});
        button->setText(tr("%1  %2").arg(kinds[i].name, countText(kinds[i].songs)));
        button->setAccessibleName(tr("%1, %2").arg(kinds[i].name, songsText(kinds[i].songs)));
        button->setToolTip(tr("Show only these"));
        connect(button, &QToolButton::toggled, this, [this, i](bool isOn) { press(static_cast<int>(i), isOn); });
        m_column->addWidget(button);
    }
    m_column->addStretch(1);
}

void MapLegend::press(int kind, bool isOn) {
    const int before = std::exchange(m_pressed, isOn ? kind : -1);
    if (isOn && before >= 0)
        for (auto* button : findChildren<QToolButton*>())
            if (button != sender() && button->isChecked()) {
                const QSignalBlocker quiet(button);
                button->setChecked(false);
            }
    Q_EMIT pressedChanged(m_pressed);
}

} // namespace segue::ui
