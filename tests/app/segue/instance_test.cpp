// SPDX-License-Identifier: GPL-3.0-or-later
// The real program, started twice and more.
#include <catch2/catch.hpp>

#include "app/segue/bus_probe.h"
#include "app/segue/instance_socket.h"
#include "engine/audio/audio_writer.h"
#include "tests/support/sounds.h"
#include "tests/ui/desktop/private_bus.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <csignal>
#include <memory>
#include <vector>

using namespace segue;
using test::PrivateBus;

namespace {

const QString kMpris = "org.mpris.MediaPlayer2.segue";

bool wait(const std::function<bool()>& isTrue) { return QTest::qWaitFor(isTrue, 30'000); }

/// A listener: a home, and perhaps a bus.
struct Listener {
    explicit Listener(const QString& address = {})
        : bus(address) {}

    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList& words) const {
        auto process = std::make_unique<QProcess>();
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
            environment.insert(name, home.path());
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("PULSE_SERVER", "unix:/nonexistent/segue/native");
        environment.remove("DBUS_SESSION_BUS_ADDRESS");
        if (!bus.isEmpty())
            environment.insert("DBUS_SESSION_BUS_ADDRESS", bus);
        process->setProcessEnvironment(environment);
        process->setProcessChannelMode(QProcess::MergedChannels);
        process->setWorkingDirectory(home.path());
        process->start(SEGUE, words);
        REQUIRE(process->waitForStarted());
        return process;
    }
    /// The one that stays: it is heard from now on.
    [[nodiscard]] std::unique_ptr<QProcess> startFirst(const QStringList& words = {}) const {
        auto process = start(words);
        const auto name = "@" + app::instanceName((home.path() + "/segue/segue.db").toStdString());
        REQUIRE(wait([&] {
            QFile sockets("/proc/net/unix");
            return sockets.open(QIODevice::ReadOnly) && sockets.readAll().contains(name.c_str());
        }));
        return process;
    }
    /// A start that ends: its exit status.
    [[nodiscard]] int run(const QStringList& words, QString* output = nullptr) const {
        const auto process = start(words);
        REQUIRE(wait([&] { return process->state() == QProcess::NotRunning; }));
        const QString said = QString::fromUtf8(process->readAll());
        UNSCOPED_INFO(words.join(' ').toStdString() << " said: " << said.toStdString());
        if (output)
            *output = said;
        return process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1;
    }
    QString file(const QString& name) const {
        const QString path = home.filePath(name);
        audio::writeAudio(path.toStdString(), test::tone(440, 0.3, 8000), 8000, 1);
        return path;
    }

    QTemporaryDir home;
    QString bus;
};

/// What a client on the bus sees.
struct Client {
    explicit Client(PrivateBus& bus)
        : connection(bus.connect()) {}

    QDBusMessage call(const QString& service, const QString& path, const QString& interface, const QString& method,
                      const QVariantList& values = {}) {
        auto message = QDBusMessage::createMethodCall(service, path, interface, method);
        message.setArguments(values);
        return connection.call(message, QDBus::Block, 10'000);
    }
    QVariant player(const QString& interface, const QString& property) {
        return call(kMpris, "/org/mpris/MediaPlayer2", "org.freedesktop.DBus.Properties", "Get", {interface, property})
            .arguments()
            .value(0)
            .value<QDBusVariant>()
            .variant();
    }
    QString heard() { return qdbus_cast<QVariantMap>(player("org.mpris.MediaPlayer2.Player", "Metadata"))["xesam:url"].toString(); }
    int tracks() {
        return static_cast<int>(qdbus_cast<QList<QDBusObjectPath>>(player("org.mpris.MediaPlayer2.TrackList", "Tracks")).size());
    }
    QStringList names() {
        return call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames")
            .arguments()
            .value(0)
            .toStringList();
    }
    void application(const QString& method, const QVariantList& values) {
        const auto reply =
            call("io.github.segue_player.Segue", "/io/github/segue_player/Segue", "org.freedesktop.Application", method, values);
        INFO(reply.errorMessage().toStdString());
        CHECK(reply.type() == QDBusMessage::ReplyMessage);
    }

    QDBusConnection connection;
};

QString url(const QString& file) { return QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded); }

void end(QProcess& process) {
    process.kill();
    process.waitForFinished();
}

} // namespace

TEST_CASE("without a bus a second start hands over and ends well, and the first runs on") {
    const Listener listener;
    const auto first = listener.startFirst();
    CHECK(listener.run({}) == 0);
    CHECK(listener.run({"--raise"}) == 0);
    CHECK(listener.run({"--play-pause"}) == 0);
    CHECK(listener.run({"--next", "--stop"}) == 0);
    CHECK(listener.run({listener.file("a.wav")}) == 0);
    CHECK(first->state() == QProcess::Running);
    end(*first);
}

TEST_CASE("the first may be killed: the next one starts") {
    const Listener listener;
    const auto first = listener.startFirst();
    CHECK(listener.run({"--raise"}) == 0);
    end(*first);
    const auto next = listener.startFirst();
    CHECK(listener.run({"--raise"}) == 0);
    CHECK(next->state() == QProcess::Running);
    end(*next);
}

TEST_CASE("of a first one that hangs the second says so, and ends") {
    const Listener listener;
    const auto first = listener.startFirst();
    CHECK(listener.run({"--raise"}) == 0);
    ::kill(static_cast<pid_t>(first->processId()), SIGSTOP);
    QString said;
    CHECK(listener.run({}, &said) == 1);
    CHECK(said.contains("does not answer"));
    ::kill(static_cast<pid_t>(first->processId()), SIGCONT);
    CHECK(listener.run({"--raise"}) == 0);
    end(*first);
}

TEST_CASE("other listeners have other Segues, which know nothing of each other") {
    const Listener one, other;
    const auto first = one.startFirst();
    const auto second = other.startFirst();
    CHECK(one.run({"--raise"}) == 0);
    CHECK(other.run({"--raise"}) == 0);
    end(*first);
    CHECK(one.run({"--next"}) == 1);
    CHECK(other.run({"--next"}) == 0);
    CHECK(second->state() == QProcess::Running);
    end(*second);
}

TEST_CASE("what needs a Segue that runs says so where none does, without a display") {
    const Listener listener;
    for (const char* word : {"--next", "--previous", "--stop"}) {
        QString said;
        CHECK(listener.run({word}, &said) == 1);
        CHECK(said.contains("not running"));
    }
    QString said;
    CHECK(listener.run({"http://example.org/a.mp3"}, &said) == 2);
    CHECK(said.contains("http://example.org/a.mp3"));
    CHECK(listener.run({"--explode"}, &said) == 2);
}

TEST_CASE("a bus that hangs keeps no window: Segue does without it") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    CHECK(app::mayAnswer(bus.address().toStdString(), std::chrono::seconds{10}));
    CHECK(app::mayAnswer("unix:path=/nonexistent/bus", std::chrono::seconds{10}));
    CHECK(app::mayAnswer("tcp:host=127.0.0.1,port=1", std::chrono::seconds{10}));
    CHECK(app::mayAnswer("", std::chrono::seconds{10}));
    bus.hang();
    CHECK_FALSE(app::mayAnswer(bus.address().toStdString(), std::chrono::milliseconds{200}));
    const Listener listener(bus.address());
    const auto first = listener.startFirst();
    CHECK(listener.run({"--raise"}) == 0); // it is heard within the six seconds that another one waits
    end(*first);
}

TEST_CASE("a bus that dies, or hangs later, takes nothing with it") {
    if (!PrivateBus::isThere())
        return;
    const bool dies = GENERATE(true, false);
    PrivateBus bus;
    Client client(bus);
    const Listener listener(bus.address());
    const QString a = listener.file("a.wav"), b = listener.file("b.wav");
    const auto first = listener.startFirst({a});
    REQUIRE(wait([&] { return client.heard() == url(a); }));
    dies ? bus.die() : bus.hang();
    for (int i = 0; i < 3; ++i) {
        CHECK(listener.run({b, "--raise"}) == 0);
        CHECK(listener.run({"--previous", "--play-pause"}) == 0);
    }
    CHECK(first->state() == QProcess::Running);
    end(*first);
}

TEST_CASE("of many starts at once one stays") {
    const Listener listener;
    std::vector<std::unique_ptr<QProcess>> starts;
    for (int i = 0; i < 6; ++i)
        starts.push_back(listener.start({}));
    const auto running = [&] {
        return std::ranges::count_if(starts, [](const auto& one) { return one->state() == QProcess::Running; });
    };
    REQUIRE(wait([&] { return running() == 1; }));
    CHECK(listener.run({"--raise"}) == 0);
    CHECK(running() == 1);
    for (const auto& one : starts) {
        if (one->state() == QProcess::Running)
            end(*one);
        else
            CHECK(one->exitCode() == 0);
    }
}

TEST_CASE("files play in their order, at the first start and at a later one, and come into no library") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    Client client(bus);
    const Listener listener(bus.address());
    const QString a = listener.file("a b.wav"), b = listener.file("\xc3\xa9#1.wav"), c = listener.file("c.wav");
    const auto first = listener.startFirst({a, QUrl::fromLocalFile(b).toString(QUrl::FullyEncoded)});
    REQUIRE(wait([&] { return client.heard() == url(a); }));
    CHECK(client.tracks() == 2);
    CHECK(listener.run({"c.wav", a, b}) == 0); // by its name in this folder
    REQUIRE(wait([&] { return client.heard() == url(c); }));
    CHECK(client.tracks() == 3 + 1); // the one before is in the history
    end(*first);
}

TEST_CASE("the desktop raises, opens and steers Segue by its id, and a Segue that ends makes room for the next") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    Client client(bus);
    const Listener listener(bus.address());
    const QString a = listener.file("a.wav"), b = listener.file("b.wav");
    const auto first = listener.startFirst();
    REQUIRE(wait([&] { return client.names().contains("io.github.segue_player.Segue"); }));
    const QVariantMap none;
    client.application("Activate", {none});
    client.application("Open", {QStringList{url(a), url(b), "http://example.org/c.mp3"}, none});
    REQUIRE(wait([&] { return client.heard() == url(a); }));
    client.application("ActivateAction", {"Next", QVariantList(), none});
    REQUIRE(wait([&] { return client.heard() == url(b); }));
    client.application("ActivateAction", {"Explode", QVariantList(), none});
    const Listener other(bus.address()); // another one's Segue lives beside it on the bus
    const auto second = other.startFirst();
    REQUIRE(wait([&] { return client.names().filter(kMpris + ".instance").size() == 1; }));
    CHECK(other.run({"--raise"}) == 0);
    end(*second);
    client.call(kMpris, "/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2", "Quit");
    const auto third = listener.start({b});
    REQUIRE(wait([&] { return first->state() == QProcess::NotRunning; }));
    CHECK(first->exitCode() == 0);
    REQUIRE(wait([&] { return client.names().contains(kMpris) && client.heard() == url(b); }));
    end(*third);
}
