// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/similar/seed_drop_zones.h"

#include "ui/kit/theme.h"

#include <QPainter>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kZoneMargin = 12;
constexpr int kZoneRadius = 10;

QString zoneText(SeedRole role) {
    switch (role) {
    case SeedRole::only:
        return SeedDropZones::tr("Recommend from these");
    case SeedRole::also:
        return SeedDropZones::tr("Also like these");
    case SeedRole::against:
        break;
    }
    return SeedDropZones::tr("Not like these");
}

} // namespace

SeedDropZones::SeedDropZones(QWidget* parent)
    : QWidget(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void SeedDropZones::begin(bool hasSeed) {
    m_hasSeed = hasSeed;
    setGeometry(parentWidget()->rect());
    raise();
    show();
}

void SeedDropZones::pointAt(QPoint place) {
    m_pointed = roleAt(place);
    update();
}

SeedRole SeedDropZones::roleAt(QPoint place) const {
    const int height = std::max(1, parentWidget()->height());
    return static_cast<SeedRole>(std::clamp(place.y() * zones() / height, 0, zones() - 1));
}

QRect SeedDropZones::zone(int index) const {
    const int top = height() * index / zones();
    const int bottom = height() * (index + 1) / zones();
    return QRect(0, top, width(), bottom - top).adjusted(kZoneMargin, kZoneMargin / 2, -kZoneMargin, -kZoneMargin / 2);
}

void SeedDropZones::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = palette().color(QPalette::Window);
    ground.setAlphaF(0.86F);
    painter.fillRect(rect(), ground);
    painter.setFont(scaledFont(font(), 1.1, QFont::Medium));
    for (int i = 0; i < zones(); ++i) {
        const bool isPointed = static_cast<int>(m_pointed) == i;
        const QColor accent = palette().color(QPalette::Highlight);
        painter.setBrush(isPointed ? accent : palette().color(QPalette::Base));
        painter.setPen(isPointed ? QPen(accent) : QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(zone(i)).adjusted(0.5, 0.5, -0.5, -0.5), kZoneRadius, kZoneRadius);
        painter.setPen(palette().color(isPointed ? QPalette::HighlightedText : QPalette::WindowText));
        painter.drawText(zone(i), Qt::AlignCenter | Qt::TextWordWrap, zoneText(static_cast<SeedRole>(i)));
    }
}

} // namespace segue::ui
