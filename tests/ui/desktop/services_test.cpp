// SPDX-License-Identifier: GPL-3.0-or-later
// Notifications and sleep, with services that only write down what they are asked.
#include <catch2/catch.hpp>

#include "tests/ui/desktop/private_bus.h"
#include "tests/ui/example_songs.h"
#include "ui/desktop/sleep_inhibitor.h"
#include "ui/desktop/song_notifier.h"

#include <QDBusContext>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using test::PrivateBus;

namespace {

class FakeNotifications final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    QStringList capabilities{"body", "body-markup"};
    QList<QPair<uint, QStringList>> told; ///< what each replaces, title and body

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString&, uint replaces, const QString&, const QString& title, const QString& body, const QStringList&,
                const QVariantMap&, int) {
        told << qMakePair(replaces, QStringList{title, body});
        return 41;
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
};

class FakePortal final : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Inhibit")

public:
    int asked = 0;
    uint flags = 0;
    bool refuses = false;

public Q_SLOTS:
    QDBusObjectPath Inhibit(const QString&, uint wanted, const QVariantMap&) {
        ++asked;
        flags = wanted;
        if (refuses)
            sendErrorReply(QDBusError::Failed, "no");
        return QDBusObjectPath("/request/1");
    }
};

class FakeRequest final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Request")

public:
    int closed = 0;

public Q_SLOTS:
    void Close() { ++closed; }
};

/// Hands out one end of a pipe: while a copy of it is open, the other end reads nothing.
class FakeLogind final : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    QStringList asked;
    int readEnd = -1;

    [[nodiscard]] bool isHeld() const {
        char byte = 0;
        return readEnd >= 0 && ::read(readEnd, &byte, 1) < 0;
    }

public Q_SLOTS:
    QDBusUnixFileDescriptor Inhibit(const QString& what, const QString&, const QString&, const QString& mode) {
        asked << what + ' ' + mode;
        int ends[2] = {-1, -1};
        REQUIRE(::pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
        readEnd = ends[0];
        QDBusUnixFileDescriptor handed(ends[1]);
        ::close(ends[1]);
        return handed;
    }
};

bool wait(const std::function<bool()>& isTrue) { return QTest::qWaitFor(isTrue, 10'000); }

playback::PlaybackStatus playing(EntryId entry) {
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = test::exampleSongs(20)[entry];
    status.item.track.artist = "Simon & Garfunkel";
    status.item.entry = entry;
    status.begun = entry;
    status.length = 200s;
    return status;
}

} // namespace

TEST_CASE("a song that begins is told once, takes over the last notification, and is not told while the window is seen") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    FakeNotifications service;
    auto desktop = bus.connect();
    REQUIRE(desktop.registerService("org.freedesktop.Notifications"));
    REQUIRE(desktop.registerObject("/org/freedesktop/Notifications", &service,
                                   QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    PlayerFace face;
    bool isWanted = true;
    int untilUnwanted = -1; // times that it is still wanted; < 0: no end
    const SongNotifier notifier(face, bus.connect(), [&] { return isWanted && untilUnwanted-- != 0; });
    face.takePlayback(playing(1));
    face.takePlayback(playing(2)); // skipped at once
    REQUIRE(wait([&] { return !service.told.isEmpty(); }));
    CHECK(service.told[0].first == 0);
    CHECK(service.told[0].second[0] == QString::fromStdString(test::exampleSongs(20)[2].title));
    CHECK(service.told[0].second[1].startsWith("Simon &amp; Garfunkel"));
    auto paused = playing(2);
    paused.state = playback::PlayState::paused;
    face.takePlayback(paused);
    face.takePlayback(playing(2));
    service.capabilities.removeAll("body-markup");
    face.takePlayback(playing(3));
    REQUIRE(wait([&] { return service.told.size() == 2; }));
    CHECK(service.told[1].first == 41);
    CHECK(service.told[1].second[1].startsWith("Simon & Garfunkel"));
    QSignalSpy raises(&face, &PlayerFace::raiseWanted);
    Q_EMIT service.ActionInvoked(40, "default");
    Q_EMIT service.ActionInvoked(41, "default");
    REQUIRE(wait([&] { return !raises.isEmpty(); }));
    CHECK(raises.size() == 1);
    isWanted = false;
    face.takePlayback(playing(4));
    isWanted = true;
    untilUnwanted = 1; // when it begins, and no more when it is about to be told
    face.takePlayback(playing(5));
    REQUIRE(wait([&] { return untilUnwanted < 0; }));
    face.takePlayback(playing(6)); // what was sent before would come before this
    REQUIRE(wait([&] { return service.told.size() == 3; }));
    CHECK(service.told[2].second[0] == QString::fromStdString(test::exampleSongs(20)[6].title));
}

TEST_CASE("sleep is inhibited by the portal while it is wanted, and given back, also where the wish is gone when it answers") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    FakePortal portal;
    FakeRequest request;
    auto desktop = bus.connect();
    REQUIRE(desktop.registerService("org.freedesktop.portal.Desktop"));
    REQUIRE(desktop.registerObject("/org/freedesktop/portal/desktop", &portal, QDBusConnection::ExportAllSlots));
    REQUIRE(desktop.registerObject("/request/1", &request, QDBusConnection::ExportAllSlots));
    SleepInhibitor sleep(bus.connect(), std::nullopt);
    sleep.setWanted(true);
    sleep.setWanted(true);
    REQUIRE(wait([&] { return sleep.isHeld(); }));
    CHECK(portal.asked == 1);
    CHECK(portal.flags == 4);
    sleep.setWanted(false);
    CHECK_FALSE(sleep.isHeld());
    REQUIRE(wait([&] { return request.closed == 1; }));
    sleep.setWanted(true);
    sleep.setWanted(false);
    REQUIRE(wait([&] { return request.closed == 2; }));
    CHECK_FALSE(sleep.isHeld());
}

TEST_CASE("where there is no portal, or it refuses, logind keeps the computer awake while it is wanted") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus session, system;
    FakePortal portal;
    portal.refuses = true;
    FakeLogind logind;
    auto desktop = session.connect();
    const bool isRefused = GENERATE(true, false);
    if (isRefused) {
        REQUIRE(desktop.registerService("org.freedesktop.portal.Desktop"));
        REQUIRE(desktop.registerObject("/org/freedesktop/portal/desktop", &portal, QDBusConnection::ExportAllSlots));
    }
    auto manager = system.connect();
    REQUIRE(manager.registerService("org.freedesktop.login1"));
    REQUIRE(manager.registerObject("/org/freedesktop/login1", &logind, QDBusConnection::ExportAllSlots));
    SleepInhibitor sleep(session.connect(), system.connect());
    sleep.setWanted(true);
    REQUIRE(wait([&] { return sleep.isHeld(); }));
    CHECK(logind.asked == QStringList{"sleep block"});
    CHECK(logind.isHeld());
    sleep.setWanted(false);
    CHECK(wait([&] { return !logind.isHeld(); }));
}

TEST_CASE("where there is no bus nothing is inhibited, and a bus that dies harms nothing") {
    SleepInhibitor nowhere(std::nullopt, std::nullopt);
    nowhere.setWanted(true);
    CHECK_FALSE(nowhere.isHeld());
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    SleepInhibitor sleep(bus.connect(), std::nullopt);
    PlayerFace face;
    int asked = 0;
    const SongNotifier notifier(face, bus.connect(), [&] { return ++asked > 0; });
    bus.die();
    sleep.setWanted(true);
    face.takePlayback(playing(1));
    REQUIRE(wait([&] { return asked == 2; })); // when the song began, and when it was to be told
    CHECK_FALSE(sleep.isHeld());
    sleep.setWanted(false);
}

#include "services_test.moc"
