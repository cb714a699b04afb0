// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/toggle_switch.h"

#include <QPainter>

namespace segue::ui {

namespace {

constexpr int kWidth = 36;
constexpr int kHeight = 20;
constexpr int kGap = 8;
constexpr int kRing = 3; // room for the focus ring

} // namespace

ToggleSwitch::ToggleSwitch(const QString& text, QWidget* parent)
    : QCheckBox(text, parent) {
    setAccessibleName(text);
    setAttribute(Qt::WA_Hover);
}

QSize ToggleSwitch::sizeHint() const {
    const int textWidth = text().isEmpty() ? 0 : fontMetrics().horizontalAdvance(text()) + kGap;
    return {textWidth + kWidth + 2 * kRing, std::max(kHeight, fontMetrics().height()) + 2 * kRing};
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette& colours = palette();
    painter.setPen(colours.color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter.drawText(rect().adjusted(kRing, 0, -(kWidth + kGap + kRing), 0), Qt::AlignVCenter | Qt::AlignLeft, text());

    const QRectF body(width() - kWidth - kRing, (height() - kHeight) / 2.0, kWidth, kHeight);
    if (hasFocus()) {
        painter.setPen(QPen(colours.color(QPalette::Highlight), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(body.adjusted(-2.2, -2.2, 2.2, 2.2), kHeight / 2.0 + 2.2, kHeight / 2.0 + 2.2);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? colours.color(QPalette::Highlight) : colours.color(QPalette::Shadow));
    painter.drawRoundedRect(body, kHeight / 2.0, kHeight / 2.0);
    painter.setBrush(isChecked() ? colours.color(QPalette::HighlightedText) : colours.color(QPalette::Base));
    const double x = isChecked() ? body.right() - kHeight / 2.0 : body.left() + kHeight / 2.0;
    painter.drawEllipse(QPointF(x, body.center().y()), kHeight / 2.0 - 3, kHeight / 2.0 - 3);
}

} // namespace segue::ui
