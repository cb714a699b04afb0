// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/hover_label.h"

#include <QEvent>

#include <algorithm>

namespace segue::ui {

namespace {

constexpr int kAboveOwner = 2;

} // namespace

HoverLabel::HoverLabel(QWidget* owner)
    : QLabel(owner)
    , m_owner(owner) {
    setObjectName(QStringLiteral("hoverLabel"));
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    owner->installEventFilter(this);
    hide();
}

void HoverLabel::showAt(int x, const QString& words) {
    QWidget* window = m_owner->window();
    if (parentWidget() != window)
        setParent(window);
    setText(words);
    adjustSize();
    const QPoint top = m_owner->mapTo(window, QPoint(x, 0));
    const int left = std::clamp(top.x() - width() / 2, 0, std::max(0, window->width() - width()));
    move(left, std::max(0, top.y() - height() - kAboveOwner));
    raise();
    show();
}

bool HoverLabel::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Leave || event->type() == QEvent::Hide || event->type() == QEvent::EnabledChange)
        hide();
    return QLabel::eventFilter(watched, event);
}

} // namespace segue::ui
