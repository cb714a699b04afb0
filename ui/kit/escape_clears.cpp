// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/escape_clears.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace segue::ui {

namespace {

class EscapeFilter final : public QObject {
public:
    explicit EscapeFilter(QLineEdit& field)
        : QObject(&field)
        , m_field(field) {}

    bool eventFilter(QObject* watched, QEvent* event) override {
        const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
        if (!isKey || m_field.text().isEmpty() || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape)
            return QObject::eventFilter(watched, event);
        if (event->type() == QEvent::KeyPress)
            m_field.clear();
        event->accept(); // the key comes here, and to no shortcut
        return true;
    }

private:
    QLineEdit& m_field;
};

class PopupFilter final : public QObject {
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() == QEvent::ShortcutOverride && QApplication::activePopupWidget() != nullptr &&
            static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
            event->accept();
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

void keepEscapeInPopups(QObject& owner) { qApp->installEventFilter(new PopupFilter(&owner)); }

void clearOnEscape(QLineEdit& field) { field.installEventFilter(new EscapeFilter(field)); }

} // namespace segue::ui
