// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/session_bus.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

namespace segue::ui {

namespace {

// Of RequestName in the D-Bus specification.
constexpr uint kDoNotQueue = 4;
constexpr uint kPrimaryOwner = 1;
constexpr uint kAlreadyOwner = 4;

QDBusMessage callOfBus(const QString& method) {
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
                                          QStringLiteral("org.freedesktop.DBus"), method);
}

std::optional<QDBusConnection> connected(const QDBusConnection& bus) {
    return bus.isConnected() ? std::optional(bus) : std::nullopt;
}

} // namespace

std::optional<QDBusConnection> sessionBus() {
    const bool isThere = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
                         QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
    return isThere ? connected(QDBusConnection::sessionBus()) : std::nullopt;
}

std::optional<QDBusConnection> systemBus() {
    const bool isThere = qEnvironmentVariableIsSet("DBUS_SYSTEM_BUS_ADDRESS") ||
                         QFile::exists(QStringLiteral("/run/dbus/system_bus_socket")) ||
                         QFile::exists(QStringLiteral("/var/run/dbus/system_bus_socket"));
    return isThere ? connected(QDBusConnection::systemBus()) : std::nullopt;
}

void requestName(const QDBusConnection& bus, const QString& name, QObject* context, std::function<void(bool isOurs)> answered) {
    auto call = callOfBus(QStringLiteral("RequestName"));
    call << name << kDoNotQueue;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, [watcher, answered = std::move(answered)] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (!reply.isError())
            answered(reply.value() == kPrimaryOwner || reply.value() == kAlreadyOwner);
    });
}

void releaseName(const QDBusConnection& bus, const QString& name) {
    auto call = callOfBus(QStringLiteral("ReleaseName"));
    call << name;
    bus.send(call);
}

} // namespace segue::ui
