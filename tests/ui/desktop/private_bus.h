// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <catch2/catch.hpp>

#include <QByteArray>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <csignal>

namespace segue::test {

/// A session bus of its own, which can also die.
class PrivateBus final {
public:
    PrivateBus() {
        m_daemon.start("dbus-daemon", {"--session", "--nofork", "--nopidfile", "--print-address"});
        if (m_daemon.waitForReadyRead(10'000))
            m_address = QString::fromLatin1(m_daemon.readLine().trimmed());
    }
    ~PrivateBus() {
        for (const QString& name : m_connections)
            QDBusConnection::disconnectFromBus(name);
        die();
    }
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    /// Whether there can be one here; says so if not.
    [[nodiscard]] static bool isThere() {
        const bool isThere = !QStandardPaths::findExecutable("dbus-daemon").isEmpty();
        if (!isThere)
            WARN("skipped: there is no dbus-daemon");
        return isThere;
    }
    [[nodiscard]] QString address() const { return m_address; }
    [[nodiscard]] QDBusConnection connect() {
        static int count = 0;
        m_connections << QStringLiteral("private-%1").arg(++count);
        return QDBusConnection::connectToBus(m_address, m_connections.back());
    }
    void hang() { ::kill(static_cast<pid_t>(m_daemon.processId()), SIGSTOP); }
    void die() {
        m_daemon.kill();
        m_daemon.waitForFinished();
    }

private:
    QProcess m_daemon;
    QString m_address;
    QStringList m_connections;
};

} // namespace segue::test
