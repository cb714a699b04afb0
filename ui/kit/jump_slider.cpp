// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/jump_slider.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kMargin = 8; // half a handle, so that it never leaves the widget
constexpr int kGroove = 4;
constexpr int kHandle = 14;

} // namespace

JumpSlider::JumpSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent) {
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractSlider::actionTriggered, this, [this] {
        if (!isSliderDown())
            Q_EMIT chosen(sliderPosition());
    });
}

void JumpSlider::showValue(int value) {
    if (!isSliderDown())
        setValue(value);
}

int JumpSlider::valueAt(double x) const {
    return QStyle::sliderValueFromPosition(minimum(), maximum(), qRound(x) - kMargin, span());
}

void JumpSlider::moveTo(double x) {
    const int value = valueAt(x);
    setSliderPosition(value);
    update();
    if (hasTracking())
        Q_EMIT chosen(value);
}

void JumpSlider::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    setSliderDown(true);
    moveTo(event->position().x());
}

void JumpSlider::mouseMoveEvent(QMouseEvent* event) {
    if (isSliderDown())
        moveTo(event->position().x());
    Q_EMIT hovered(valueAt(event->position().x()), std::clamp(event->pos().x(), 0, width()));
}

void JumpSlider::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !isSliderDown())
        return;
    setSliderDown(false); // where the value did not follow, this is the action that makes it
}

void JumpSlider::wheelEvent(QWheelEvent* event) {
    if (m_wheelMoves || hasFocus())
        QSlider::wheelEvent(event);
    else
        event->ignore();
}

int JumpSlider::span() const { return std::max(1, width() - 2 * kMargin); }

int JumpSlider::handleAt() const {
    return kMargin + QStyle::sliderPositionFromValue(minimum(), maximum(), sliderPosition(), span());
}

/// While music plays the value changes ten times a second, and the handle moves once or so.
void JumpSlider::sliderChange(SliderChange change) {
    if (change != SliderValueChange || handleAt() != m_painted)
        QSlider::sliderChange(change);
}

bool JumpSlider::isTouched() const { return underMouse() || isSliderDown() || hasFocus(); }

void JumpSlider::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    m_painted = handleAt();
    const double x = m_painted;
    paintGround(painter, QRectF(kMargin, 0, span(), height()), x);
    if (isEnabled())
        paintHandle(painter, {x, height() / 2.0});
}

void JumpSlider::paintGround(QPainter& painter, const QRectF& room, double x) {
    QRectF groove(room.left(), room.center().y() - kGroove / 2.0, room.width(), kGroove);
    painter.setBrush(palette().color(QPalette::Dark));
    painter.drawRoundedRect(groove, kGroove / 2.0, kGroove / 2.0);
    if (!isEnabled())
        return;
    groove.setRight(x);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(groove, kGroove / 2.0, kGroove / 2.0);
}

void JumpSlider::paintHandle(QPainter& painter, const QPointF& place) {
    const QColor accent = palette().color(QPalette::Highlight);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(accent, 2));
        painter.drawEllipse(place, kHandle / 2.0 + 2.5, kHandle / 2.0 + 2.5);
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(accent);
    const double radius = isTouched() ? kHandle / 2.0 : kHandle / 2.0 - 2;
    painter.drawEllipse(place, radius, radius);
}

} // namespace segue::ui
