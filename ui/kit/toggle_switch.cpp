// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/toggle_switch.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kSwitchWidth = 36;
constexpr int kSwitchHeight = 20;
constexpr int kTextGap = 8;
constexpr int kRing = 3; // room for the focus ring

} // namespace

ToggleSwitch::ToggleSwitch(const QString& text, QWidget* parent)
    : QCheckBox(text, parent) {
    setAccessibleName(text);
    setAttribute(Qt::WA_Hover);
}

QSize ToggleSwitch::sizeHint() const {
    const int textWidth = text().isEmpty() ? 0 : fontMetrics().horizontalAdvance(text()) + kTextGap;
    return {textWidth + kSwitchWidth + 2 * kRing, std::max(kSwitchHeight, fontMetrics().height()) + 2 * kRing};
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& colours = palette();
    painter.setPen(colours.color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(rect().adjusted(kRing, 0, -(kSwitchWidth + kTextGap + kRing), 0), Qt::AlignVCenter | Qt::AlignLeft, text());

    const QRectF body(width() - kSwitchWidth - kRing, (height() - kSwitchHeight) / 2.0, kSwitchWidth, kSwitchHeight);
    if (hasFocus()) {
        painter.setPen(QPen(colours.color(QPalette::Highlight), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body.adjusted(-2.2, -2.2, 2.2, 2.2), kSwitchHeight / 2.0 + 2.2, kSwitchHeight / 2.0 + 2.2);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? colours.color(QPalette::Highlight) : colours.color(QPalette::Shadow));
    painter.drawRoundedRect(body, kSwitchHeight / 2.0, kSwitchHeight / 2.0);
    painter.setBrush(isChecked() ? colours.color(QPalette::HighlightedText) : colours.color(QPalette::Base));
    const double x = isChecked() ? body.right() - kSwitchHeight / 2.0 : body.left() + kSwitchHeight / 2.0;
    painter.drawEllipse(QPointF(x, body.center().y()), kSwitchHeight / 2.0 - 3, kSwitchHeight / 2.0 - 3);
}

} // namespace segue::ui
