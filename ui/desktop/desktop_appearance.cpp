// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktop_appearance.h"

#include "ui/desktop/session_bus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace segue::ui {

namespace {

const QString kService = QStringLiteral("org.freedesktop.portal.Desktop");
const QString kPath = QStringLiteral("/org/freedesktop/portal/desktop");
const QString kInterface = QStringLiteral("org.freedesktop.portal.Settings");
const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr uint kPrefersDark = 1;

} // namespace

DesktopAppearance::DesktopAppearance(QObject* parent)
    : QObject(parent) {}

void DesktopAppearance::ask() {
    auto bus = sessionBus();
    if (!bus)
        return;
    auto call = QDBusMessage::createMethodCall(kService, kPath, kInterface, QStringLiteral("Read"));
    call << kGroup << kKey;
    auto* watcher = new QDBusPendingCallWatcher(bus->asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(reply.value().variant());
        watcher->deleteLater();
    });
    // Qt finds the slot by the name of its argument's type, which it has not heard of before the first message.
    qRegisterMetaType<QDBusVariant>("QDBusVariant");
    bus->connect(kService, kPath, kInterface, QStringLiteral("SettingChanged"), this,
                 SLOT(settingChanged(QString, QString, QDBusVariant)));
}

void DesktopAppearance::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == kGroup && key == kKey)
        take(value.variant());
}

void DesktopAppearance::take(const QVariant& value) {
    // Read answers with a variant in a variant.
    const QVariant inner = value.canConvert<QDBusVariant>() ? value.value<QDBusVariant>().variant() : value;
    Q_EMIT answered(inner.toUInt() == kPrefersDark);
}

} // namespace segue::ui
