// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/desktop/theme_follower.h"
#include "ui/kit/theme.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QProcess>
#include <QStandardPaths>

using namespace segue;
using namespace segue::ui;

namespace {

/// What a desktop's portal answers; nested variants, as the real one.
class FakePortal final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    uint scheme = 0;

public slots:
    QDBusVariant Read(const QString&, const QString&) { return QDBusVariant(QVariant::fromValue(QDBusVariant(scheme))); }

signals:
    void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

/// A session bus of its own.
class Bus {
public:
    Bus() {
        m_daemon.start("dbus-daemon", {"--session", "--nofork", "--nopidfile", "--print-address"});
        if (m_daemon.waitForReadyRead(10'000))
            m_address = m_daemon.readLine().trimmed();
    }
    ~Bus() {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }
    [[nodiscard]] QByteArray address() const { return m_address; }

private:
    QProcess m_daemon;
    QByteArray m_address;
};

bool isDark() { return QApplication::palette().color(QPalette::Window) == colours(true).window; }

} // namespace

TEST_CASE("light and dark follow the desktop, at the start and later, unless the listener chose one") {
    if (QStandardPaths::findExecutable("dbus-daemon").isEmpty()) {
        WARN("skipped: there is no dbus-daemon");
        return;
    }
    const Bus bus;
    REQUIRE_FALSE(bus.address().isEmpty());
    qputenv("DBUS_SESSION_BUS_ADDRESS", bus.address());
    FakePortal portal;
    portal.scheme = 1;
    auto service = QDBusConnection::connectToBus(QString::fromLatin1(bus.address()), "portal");
    REQUIRE(service.registerService("org.freedesktop.portal.Desktop"));
    REQUIRE(service.registerObject("/org/freedesktop/portal/desktop", &portal,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    const ThemeFollower follower(*qApp, settings);
    CHECK_FALSE(isDark());
    REQUIRE(test::waitUntil(isDark));

    emit portal.SettingChanged("org.freedesktop.appearance", "color-scheme", QDBusVariant(0U));
    REQUIRE(test::waitUntil([] { return !isDark(); }));
    settings.setAppearance(Appearance::dark);
    CHECK(test::waitUntil(isDark));
    settings.setAppearance(Appearance::light);
    CHECK(test::waitUntil([] { return !isDark(); }));
    emit portal.SettingChanged("org.freedesktop.appearance", "color-scheme", QDBusVariant(1U));
    REQUIRE(test::waitUntil([&] { return settings.desktopWasDark(false); }));
    CHECK_FALSE(isDark());
    settings.setAppearance(Appearance::followDesktop);
    CHECK(test::waitUntil(isDark));

    QDBusConnection::disconnectFromBus("portal");
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    applyTheme(*qApp, false);
}

#include "appearance_test.moc"
