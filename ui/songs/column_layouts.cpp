// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/column_layouts.h"

#include "ui/settings/settings.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QMenu>

namespace segue::ui {

namespace {

const QString kNames = QStringLiteral("columnLayouts");

QString layoutTr(const char* words) { return QCoreApplication::translate("columns", words); }

/// Names are the listener's, and may hold what a key of the settings cannot.
QString layoutKey(const QString& name) { return QStringLiteral("columnLayout-") + QString::fromLatin1(name.toUtf8().toHex()); }

QString forMenu(const QString& name) { return QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")); }

} // namespace

QStringList ColumnLayouts::names() const {
    return QString::fromUtf8(m_settings.layout(kNames)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QByteArray ColumnLayouts::layout(const QString& name) const { return m_settings.layout(layoutKey(name)); }

void ColumnLayouts::save(const QString& name, const QByteArray& layout) {
    auto all = names();
    if (!all.contains(name))
        all += name;
    m_settings.setLayout(kNames, all.join(QLatin1Char('\n')).toUtf8());
    m_settings.setLayout(layoutKey(name), layout);
}

void ColumnLayouts::remove(const QString& name) {
    auto all = names();
    all.removeAll(name);
    m_settings.setLayout(kNames, all.join(QLatin1Char('\n')).toUtf8());
    m_settings.setLayout(layoutKey(name), {});
}

void ColumnLayouts::addTo(QMenu& menu, QWidget* window, const QByteArray& present,
                          const std::function<void(const QByteArray&)>& show) {
    auto* layouts = menu.addMenu(layoutTr("Layouts"));
    layouts->setObjectName(QStringLiteral("columnLayouts"));
    layouts->addAction(layoutTr("As at first"), window, [show] { show({}); });
    for (const QString& name : names())
        layouts->addAction(forMenu(name), window, [show, state = layout(name)] { show(state); });
    layouts->addSeparator();
    layouts->addAction(layoutTr("Save this layout…"), window, [this, window, present] { askForName(window, present); });
    auto* gone = layouts->addMenu(layoutTr("Remove"));
    gone->setEnabled(!names().isEmpty());
    for (const QString& name : names())
        gone->addAction(forMenu(name), window, [this, name] { remove(name); });
}

void ColumnLayouts::askForName(QWidget* window, const QByteArray& present) {
    auto* dialog = new QInputDialog(window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(layoutTr("Save this layout of columns"));
    dialog->setLabelText(layoutTr("Name"));
    QObject::connect(dialog, &QInputDialog::textValueSelected, window, [this, present](const QString& text) {
        if (const QString name = text.simplified().left(60); !name.isEmpty())
            save(name, present);
    });
    dialog->open();
}

} // namespace segue::ui
