// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/star_field.h"

#include "ui/kit/star_rating.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kStarsWidth = 75; // of the stars, as they are painted
constexpr int kStarsHeight = 24;
constexpr int kEdge = 4;

} // namespace

StarField::StarField(QWidget* parent)
    : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setToolTip(tr("Rate this song (0 to 5). The file stays as it is."));
    setRating(0);
}

void StarField::setRating(int stars) {
    m_rating = stars;
    setAccessibleName(stars > 0 ? tr("Rating: %n of 5 stars", nullptr, stars) : tr("Rating: none"));
    update();
}

QSize StarField::sizeHint() const { return {kStarsWidth + 2 * kEdge, kStarsHeight}; }

QRect StarField::room() const { return rect().adjusted(kEdge, 0, -kEdge, 0); }

void StarField::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintStars(painter, room(), m_rating, isEnabled(), palette());
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
}

void StarField::mouseReleaseEvent(QMouseEvent* event) {
    const int star = starAt(room(), event->position().toPoint());
    if (event->button() == Qt::LeftButton && star > 0)
        Q_EMIT rated(star == m_rating ? 0 : star);
}

void StarField::keyPressEvent(QKeyEvent* event) {
    const int key = event->modifiers() & ~Qt::KeypadModifier ? 0 : event->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_0 + kMostStars)
        Q_EMIT rated(key - Qt::Key_0);
    else if (key == Qt::Key_Right || key == Qt::Key_Up)
        Q_EMIT rated(std::min(kMostStars, m_rating + 1));
    else if (key == Qt::Key_Left || key == Qt::Key_Down)
        Q_EMIT rated(std::max(0, m_rating - 1));
    else
        QWidget::keyPressEvent(event);
}

} // namespace segue::ui
