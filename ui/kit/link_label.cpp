// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/link_label.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <utility>

namespace segue::ui {

namespace {

bool presses(const QKeyEvent& key) {
    const bool isOne = key.key() == Qt::Key_Space || key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    return isOne && (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
}

} // namespace

LinkLabel::LinkLabel(QWidget* parent)
    : ElidedLabel(parent) {
    setMouseTracking(true);
}

void LinkLabel::setPurpose(const QString& purpose) {
    m_leads = !purpose.isEmpty();
    setAccessibleDescription(purpose);
    if (!m_leads && hasFocus())
        clearFocus();
    setFocusPolicy(m_leads ? Qt::TabFocus : Qt::NoFocus);
    m_isUnderPointer = m_isUnderPointer && m_leads;
    showTouched();
}

bool LinkLabel::isOnWords(const QPoint& position) const {
    return m_leads && rect().contains(position) && position.x() <= fontMetrics().horizontalAdvance(text());
}

void LinkLabel::showTouched() {
    const bool isTouched = m_leads && (m_isUnderPointer || hasFocus());
    setCursor(m_isUnderPointer ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (font().underline() == isTouched)
        return;
    QFont touched = font();
    touched.setUnderline(isTouched);
    setFont(touched);
}

/// The space key belongs to the words while they have the focus, not to the player.
bool LinkLabel::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && m_leads && presses(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return ElidedLabel::event(event);
}

void LinkLabel::mouseMoveEvent(QMouseEvent* event) {
    m_isUnderPointer = isOnWords(event->pos());
    showTouched();
}

void LinkLabel::mousePressEvent(QMouseEvent* event) { event->setAccepted(event->button() == Qt::LeftButton && m_leads); }

void LinkLabel::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && isOnWords(event->pos()))
        Q_EMIT activated();
}

void LinkLabel::leaveEvent(QEvent* event) {
    m_isUnderPointer = false;
    showTouched();
    ElidedLabel::leaveEvent(event);
}

void LinkLabel::keyPressEvent(QKeyEvent* event) {
    if (m_leads && presses(*event))
        Q_EMIT activated();
    else
        ElidedLabel::keyPressEvent(event);
}

void LinkLabel::focusInEvent(QFocusEvent* event) {
    ElidedLabel::focusInEvent(event);
    showTouched();
}

void LinkLabel::focusOutEvent(QFocusEvent* event) {
    ElidedLabel::focusOutEvent(event);
    showTouched();
}

} // namespace segue::ui
