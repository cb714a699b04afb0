// SPDX-License-Identifier: GPL-3.0-or-later
// MPRIS on a bus of its own, spoken to by clients that nobody here wrote: playerctl, gdbus; and by hostile ones.
#include <catch2/catch.hpp>

#include "tests/ui/desktop/private_bus.h"
#include "tests/ui/example_queue.h"
#include "tests/ui/example_songs.h"
#include "ui/desktop/cover_file.h"
#include "ui/desktop/mpris.h"
#include "ui/desktop/mpris_words.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusReply>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using test::PrivateBus;

namespace {

const QString kPlayerPath = "/org/mpris/MediaPlayer2";
const QString kPlayer = "org.mpris.MediaPlayer2.Player";
const QString kList = "org.mpris.MediaPlayer2.TrackList";

/// What a client hears.
class Ear final : public QObject {
    Q_OBJECT

public:
    Ear(QDBusConnection bus, const QString& service) {
        bus.connect(service, kPlayerPath, "org.freedesktop.DBus.Properties", "PropertiesChanged", this,
                    SLOT(properties(QString, QVariantMap, QStringList)));
        bus.connect(service, kPlayerPath, kPlayer, "Seeked", this, SLOT(seeked(qlonglong)));
        bus.connect(service, kPlayerPath, kList, "TrackAdded", this, SLOT(added(QVariantMap, QDBusObjectPath)));
        bus.connect(service, kPlayerPath, kList, "TrackRemoved", this, SLOT(removed(QDBusObjectPath)));
        bus.connect(service, kPlayerPath, kList, "TrackListReplaced", this,
                    SLOT(replaced(QList<QDBusObjectPath>, QDBusObjectPath)));
    }
    QList<QPair<QString, QVariantMap>> changes;
    QStringList invalidated;
    QList<qlonglong> jumps;
    QStringList told; ///< of the list

    [[nodiscard]] QVariantMap of(const QString& interface) const {
        QVariantMap all;
        for (const auto& [name, changed] : changes)
            if (name == interface)
                all.insert(changed);
        return all;
    }

public Q_SLOTS:
    void properties(const QString& interface, const QVariantMap& changed, const QStringList& gone) {
        changes << qMakePair(interface, changed);
        invalidated << gone;
    }
    void seeked(qlonglong position) { jumps << position; }
    void replaced(const QList<QDBusObjectPath>&, const QDBusObjectPath&) { told << "all"; }
    void added(const QVariantMap&, const QDBusObjectPath& after) { told << "+ " + after.path(); }
    void removed(const QDBusObjectPath& track) { told << "- " + track.path(); }
};

struct Player {
    Player() {
        for (auto signal :
             {&PlayerFace::playWanted, &PlayerFace::pauseWanted, &PlayerFace::stopWanted, &PlayerFace::nextWanted,
              &PlayerFace::previousWanted, &PlayerFace::toggleWanted, &PlayerFace::raiseWanted, &PlayerFace::quitWanted})
            QObject::connect(&face, signal, &face, [this] { ++commands; });
        mpris.emplace(face, bus.connect());
        REQUIRE(wait([this] { return !mpris->busName().isEmpty(); }));
        ear.emplace(client, mpris->busName());
        play(1, 0s, 1);
        sync();
        ear->changes.clear();
    }

    static bool wait(const std::function<bool()>& isTrue) { return QTest::qWaitFor(isTrue, 10'000); }
    void play(EntryId entry, std::chrono::milliseconds position, std::uint64_t begun,
              playback::PlayState state = playback::PlayState::paused) {
        playback::PlaybackStatus status;
        status.state = state;
        status.item.track = test::exampleSongs(20)[entry];
        status.item.entry = entry;
        status.position = position;
        status.length = 200s;
        status.begun = begun;
        status.hasNext = true;
        face.takePlayback(status);
    }
    QDBusMessage call(const QString& interface, const QString& method, const QVariantList& values = {}) {
        auto message = QDBusMessage::createMethodCall(mpris->busName(), kPlayerPath, interface, method);
        message.setArguments(values);
        const auto pending = client.asyncCall(message, 10'000);
        wait([&] { return pending.isFinished(); });
        return pending.reply();
    }
    QVariant get(const QString& interface, const QString& name) {
        return call("org.freedesktop.DBus.Properties", "Get", {interface, name})
            .arguments()
            .value(0)
            .value<QDBusVariant>()
            .variant();
    }
    bool set(const QString& name, const QVariant& value) {
        return call("org.freedesktop.DBus.Properties", "Set", {kPlayer, name, QVariant::fromValue(QDBusVariant(value))}).type() ==
               QDBusMessage::ReplyMessage;
    }
    /// The event loop runs until nothing is gathered any more.
    bool hasGathered() {
        return wait([this] {
            const auto timers = mpris->findChildren<QTimer*>();
            return std::none_of(timers.begin(), timers.end(), [](const QTimer* timer) { return timer->isActive(); });
        });
    }
    /// All that was to be told has been heard: signals come in order, and changes are gathered for a moment.
    void sync() {
        REQUIRE(hasGathered());
        call("org.freedesktop.DBus.Peer", "Ping");
        QCoreApplication::sendPostedEvents(); // an answer is there at once; what came before it is posted
    }
    /// A foreign program's output.
    QString run(const QString& program, const QStringList& words) {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("DBUS_SESSION_BUS_ADDRESS", bus.address());
        process.setProcessEnvironment(environment);
        process.start(program, words);
        wait([&] { return process.state() == QProcess::NotRunning; });
        return QString::fromUtf8(process.readAllStandardOutput() + process.readAllStandardError()).trimmed();
    }

    PrivateBus bus;
    PlayerFace face;
    std::optional<Mpris> mpris;
    QDBusConnection client = bus.connect();
    std::optional<Ear> ear;
    int commands = 0;
};

} // namespace

TEST_CASE("the player has its name on the bus, a second one another, and both give them back") {
    if (!PrivateBus::isThere())
        return;
    PrivateBus bus;
    PlayerFace face;
    auto client = bus.connect();
    const auto names = [&] {
        const auto all = client.call(
            QDBusMessage::createMethodCall("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "ListNames"));
        return all.arguments().value(0).toStringList().filter("org.mpris");
    };
    std::optional<Mpris> first(std::in_place, face, bus.connect());
    REQUIRE(QTest::qWaitFor([&] { return !first->busName().isEmpty(); }));
    std::optional<Mpris> second(std::in_place, face, bus.connect());
    REQUIRE(QTest::qWaitFor([&] { return !second->busName().isEmpty(); }));
    CHECK(first->busName() == "org.mpris.MediaPlayer2.segue");
    CHECK(second->busName() == QString("org.mpris.MediaPlayer2.segue.instance%1").arg(QCoreApplication::applicationPid()));
    CHECK(names().size() == 2);
    second.reset();
    first.reset();
    CHECK(QTest::qWaitFor([&] { return names().isEmpty(); }));
}

TEST_CASE("what changed is told once for all that changed together, and the position never") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    p.play(2, 0s, 2, playback::PlayState::playing);
    p.face.setVolume(0.5F);
    p.sync();
    REQUIRE(p.ear->changes.size() == 1);
    CHECK(p.ear->changes[0].first == kPlayer);
    CHECK(p.ear->changes[0].second.keys() == QStringList{"Metadata", "PlaybackStatus", "Volume"});
    CHECK(p.ear->changes[0].second["PlaybackStatus"] == "Playing");
    CHECK(p.ear->changes[0].second["Volume"].toDouble() == 0.5);
    for (int i = 1; i <= 20; ++i)
        p.play(2, i * 100ms, 2, playback::PlayState::playing);
    p.sync();
    CHECK(p.ear->changes.size() == 1);
    CHECK(p.ear->jumps.isEmpty());
    const auto position = p.get(kPlayer, "Position").toLongLong();
    CHECK(position >= 2'000'000);
    CHECK(position < 4'000'000);
}

TEST_CASE("every jump is told, at repeat-one too, and a new song is none") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    p.play(1, 50s, 1);
    p.play(1, 0s, 2);
    p.play(2, 0s, 3);
    p.sync();
    CHECK(p.ear->jumps == QList<qlonglong>{50'000'000, 0});
}

TEST_CASE("the track is the queue's entry, another one when the same song stands there twice, and there is one in any case") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    const auto track = [&] {
        return qdbus_cast<QVariantMap>(p.get(kPlayer, "Metadata"))["mpris:trackid"].value<QDBusObjectPath>().path();
    };
    CHECK(track() == trackPath(EntryId{1}).path());
    playback::PlaybackStatus again;
    again.item.track = test::exampleSongs(20)[1];
    again.item.entry = 77;
    p.face.takePlayback(again);
    CHECK(track() == trackPath(EntryId{77}).path());
    p.face.takePlayback({});
    CHECK(track() == "/org/mpris/MediaPlayer2/TrackList/NoTrack");
    CHECK_FALSE(p.get(kPlayer, "CanPause").toBool());
    CHECK_FALSE(p.get(kPlayer, "CanGoNext").toBool());
}

TEST_CASE("shuffle, repeat and volume are set from outside, clamped, and told when they are so") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    QSignalSpy volumes(&p.face, &PlayerFace::volumeWanted);
    QSignalSpy shuffles(&p.face, &PlayerFace::shuffleWanted);
    QSignalSpy repeats(&p.face, &PlayerFace::repeatWanted);
    CHECK(p.set("Volume", 0.25));
    CHECK(p.set("Volume", 7.0));
    CHECK(p.set("Volume", -1.0));
    CHECK(p.set("Volume", std::numeric_limits<double>::quiet_NaN()));
    REQUIRE(volumes.size() == 3);
    CHECK(volumes[0][0].toFloat() == 0.25F);
    CHECK(volumes[1][0].toFloat() == 1.F);
    CHECK(volumes[2][0].toFloat() == 0.F);
    CHECK(p.set("Shuffle", true));
    CHECK(p.set("LoopStatus", "Track"));
    CHECK(p.set("LoopStatus", "Sometimes"));
    REQUIRE(repeats.size() == 1);
    CHECK(repeats[0][0].value<RepeatMode>() == RepeatMode::one);
    REQUIRE(shuffles.size() == 1);
    CHECK_FALSE(p.get(kPlayer, "Shuffle").toBool()); // not before it is so
    QueueState queue;
    queue.lists.isShuffled = true;
    queue.repeat = RepeatMode::one;
    p.face.takeQueue(queue);
    p.sync();
    CHECK(p.ear->of(kPlayer)["Shuffle"].toBool());
    CHECK(p.ear->of(kPlayer)["LoopStatus"] == "Track");
    CHECK(p.get(kPlayer, "Rate").toDouble() == 1.0);
    CHECK(p.get(kPlayer, "MinimumRate").toDouble() == 1.0);
    CHECK(p.get(kPlayer, "MaximumRate").toDouble() == 1.0);
    CHECK(p.set("Rate", 3.0));
    CHECK(p.get(kPlayer, "Rate").toDouble() == 1.0);
}

TEST_CASE("a place in another track or outside this one is left aside, and a step beyond the end is the next song") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    QSignalSpy seeks(&p.face, &PlayerFace::seekWanted);
    QSignalSpy nexts(&p.face, &PlayerFace::nextWanted);
    const auto set = [&](const QDBusObjectPath& track, qlonglong position) {
        p.call(kPlayer, "SetPosition", {QVariant::fromValue(track), position});
    };
    set(trackPath(EntryId{2}), 1'000'000);
    set(trackPath(EntryId{0}), 1'000'000);
    set(trackPath(EntryId{1}), -1);
    set(trackPath(EntryId{1}), 200'000'001);
    set(trackPath(EntryId{1}), std::numeric_limits<qlonglong>::max());
    CHECK(seeks.isEmpty());
    set(trackPath(EntryId{1}), 1'234'567);
    REQUIRE(seeks.size() == 1);
    CHECK(seeks[0][0].value<std::chrono::milliseconds>() == 1'234ms);
    p.call(kPlayer, "Seek", {qlonglong{300'000'000}});
    p.call(kPlayer, "Seek", {std::numeric_limits<qlonglong>::max()});
    CHECK(nexts.size() == 2);
    p.call(kPlayer, "Seek", {std::numeric_limits<qlonglong>::min()});
    REQUIRE(Player::wait([&] { return seeks.size() == 2; }));
    CHECK(seeks[1][0].value<std::chrono::milliseconds>() == 0ms);
}

TEST_CASE("the list of tracks is the queue around what plays: it is told, described, jumped in, added to and taken from") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    const auto songs = test::exampleSongs(60);
    QSignalSpy asked(&p.face, &PlayerFace::songsAsked);
    const auto queue = test::exampleQueue(songs);
    p.face.takeQueue(queue);
    REQUIRE(asked.size() == 1);
    p.face.takeSongs(songs);
    p.sync();
    CHECK(p.ear->told == QStringList{"all"});
    CHECK(p.ear->invalidated == QStringList{"Tracks"});
    const auto tracks = qdbus_cast<QList<QDBusObjectPath>>(p.get(kList, "Tracks"));
    REQUIRE(tracks.size() == 33);
    CHECK(tracks[2] == trackPath(queue.current->id));
    const auto reply = p.call(kList, "GetTracksMetadata",
                              {QVariant::fromValue(QList<QDBusObjectPath>{tracks[3], tracks[4], tracks[3],
                                                                          trackPath(EntryId{12'345}), trackPath(EntryId{0})})});
    const auto described = qdbus_cast<QList<QVariantMap>>(reply.arguments().value(0));
    REQUIRE(described.size() == 2);
    CHECK(described[0]["xesam:title"] == QString::fromStdString(songs[3].title));
    CHECK(described[1]["xesam:title"] == "A fine recording.flac");
    QSignalSpy jumps(&p.face, &PlayerFace::jumpWanted);
    QSignalSpy removals(&p.face, &PlayerFace::removeWanted);
    QSignalSpy additions(&p.face, &PlayerFace::addWanted);
    p.call(kList, "GoTo", {QVariant::fromValue(tracks[5])});
    p.call(kList, "GoTo", {QVariant::fromValue(trackPath(EntryId{12'345}))});
    p.call(kList, "RemoveTrack", {QVariant::fromValue(tracks[6])});
    p.call(kList, "AddTrack", {"file:///music/a%20b.mp3", QVariant::fromValue(trackPath(EntryId{0})), false});
    p.call(kList, "AddTrack", {"http://example.org/a.mp3", QVariant::fromValue(trackPath(EntryId{0})), false});
    p.call(kList, "AddTrack", {"file:///music/c.mp3", QVariant::fromValue(tracks[9]), true});
    REQUIRE(jumps.size() == 1);
    CHECK(trackPath(jumps[0][0].value<EntryId>()) == tracks[5]);
    REQUIRE(removals.size() == 1);
    REQUIRE(additions.size() == 2);
    CHECK(additions[0][0].value<std::filesystem::path>() == "/music/a b.mp3");
    CHECK(additions[0][1].value<EntryId>() == 0);
    CHECK(trackPath(additions[1][1].value<EntryId>()) == tracks[9]);
    CHECK(additions[1][2].toBool());
}

TEST_CASE("one track that comes or goes is told alone, and a song that ends changes the list no more than it does") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    QueueState queue;
    QueueEntries added{{.id = 11, .song = -1}, {.id = 12, .song = -1}};
    const auto take = [&] {
        queue.lists.added = std::make_shared<const QueueEntries>(added);
        p.face.takeQueue(queue);
        p.sync();
    };
    take();
    CHECK(p.ear->told == QStringList{"all"});
    added.insert(added.begin() + 1, {.id = 13, .song = -1});
    take();
    added.erase(added.begin());
    take();
    CHECK(p.ear->told ==
          QStringList{"all", "+ /io/github/segue_player/Segue/entry/11", "- /io/github/segue_player/Segue/entry/11"});
    queue.current = added.front(); // it begins
    added.erase(added.begin());
    take();
    CHECK(p.ear->told.size() == 3);
    CHECK(p.ear->invalidated.size() == 3);
    added.clear();
    queue.current.reset();
    take();
    CHECK(p.ear->told.back() == "all");
}

TEST_CASE("a client that goes wild harms nothing: a thousand calls are answered, and few of them are carried out") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    QSignalSpy seeks(&p.face, &PlayerFace::seekWanted);
    QList<QDBusPendingCall> calls;
    for (int i = 0; i < 500; ++i) {
        for (const char* method : {"Next", "PlayPause", "Previous", "Stop"})
            calls << p.client.asyncCall(QDBusMessage::createMethodCall(p.mpris->busName(), kPlayerPath, kPlayer, method));
        auto seek = QDBusMessage::createMethodCall(p.mpris->busName(), kPlayerPath, kPlayer, "SetPosition");
        seek << QVariant::fromValue(trackPath(EntryId{1})) << qlonglong{i} * 1'000;
        calls << p.client.asyncCall(seek);
    }
    REQUIRE(
        Player::wait([&] { return std::all_of(calls.begin(), calls.end(), [](const auto& one) { return one.isFinished(); }); }));
    for (const auto& one : calls)
        CHECK_FALSE(one.isError());
    CHECK(p.commands >= 30);
    CHECK(p.commands < 400);
    CHECK(seeks.size() < 200);
    REQUIRE(Player::wait([&] { return !seeks.isEmpty() && seeks.last()[0].value<std::chrono::milliseconds>() == 499ms; }));
}

TEST_CASE("wrong calls are answered with errors, and a bus that dies takes nothing with it") {
    if (!PrivateBus::isThere())
        return;
    Player p;
    CHECK(p.call(kPlayer, "Seek", {"far"}).type() == QDBusMessage::ErrorMessage);
    CHECK(p.call(kPlayer, "Explode").type() == QDBusMessage::ErrorMessage);
    CHECK_FALSE(p.set("Volume", "loud"));
    CHECK_FALSE(p.set("CanPlay", true));
    p.bus.die();
    for (int i = 0; i < 20; ++i)
        p.play(static_cast<EntryId>(i % 5 + 1), 0s, static_cast<std::uint64_t>(i + 2), playback::PlayState::playing);
    p.face.takeQueue(test::exampleQueue(test::exampleSongs(60)));
    CHECK(p.hasGathered());
    p.mpris.reset();
    CHECK(p.face.facts().isLoaded());
}

TEST_CASE("a cover is a whole file with a name of its own before it is told, and goes with the player") {
    const QTemporaryDir folder;
    QImage image(8, 8, QImage::Format_RGB32);
    std::vector<std::filesystem::path> files;
    {
        CoverFile covers(folder.filePath("covers").toStdString());
        for (int i = 0; i < 12; ++i) {
            image.fill(QColor::fromHsv(i * 20, 200, 200));
            QByteArray bytes;
            QBuffer buffer(&bytes);
            REQUIRE((buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG")));
            const std::vector<std::uint8_t> raw(bytes.begin(), bytes.end());
            files.push_back(covers.write(raw));
            CHECK(files.back().extension() == ".png");
            CHECK(QImage(QString::fromStdString(files.back().string())).pixel(0, 0) == image.pixel(0, 0));
            CHECK(covers.write(raw) == files.back());
        }
        CHECK(std::set(files.begin(), files.end()).size() == 12);
        CHECK_FALSE(std::filesystem::exists(files.front()));
        CHECK(covers.write({}).empty());
        CHECK(covers.write({1, 2, 3}).empty());
    }
    CHECK_FALSE(std::filesystem::exists(files.back()));
    const std::filesystem::path left = folder.filePath("covers-2147483647").toStdString(); // by one that was killed
    const std::filesystem::path other = folder.filePath("covers-of mine").toStdString();
    std::filesystem::create_directories(left / "inside");
    std::filesystem::create_directories(other);
    const CoverFile next(folder.filePath("covers-1").toStdString());
    CHECK_FALSE(std::filesystem::exists(left));
    CHECK(std::filesystem::exists(other));
    CoverFile nowhere("/proc/nowhere");
    QByteArray bytes;
    QBuffer buffer(&bytes);
    REQUIRE((buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG")));
    CHECK(nowhere.write({bytes.begin(), bytes.end()}).empty());
}

TEST_CASE("playerctl and gdbus steer the player and read it") {
    if (!PrivateBus::isThere())
        return;
    if (QStandardPaths::findExecutable("playerctl").isEmpty() || QStandardPaths::findExecutable("gdbus").isEmpty()) {
        WARN("skipped: there is no playerctl or no gdbus");
        return;
    }
    Player p;
    const QTemporaryDir folder;
    p.face.setArt(p.face.facts().track.path, folder.filePath("cover 1.png").toStdString());
    const auto& track = p.face.facts().track;
    CHECK(p.run("playerctl", {"--list-all"}) == "segue");
    CHECK(p.run("playerctl", {"status"}) == "Paused");
    CHECK(p.run("playerctl", {"metadata", "title"}) == QString::fromStdString(track.title));
    CHECK(p.run("playerctl", {"metadata", "mpris:trackid"}) == "'/io/github/segue_player/Segue/entry/1'");
    CHECK(p.run("playerctl", {"metadata", "mpris:artUrl"}) ==
          QUrl::fromLocalFile(folder.filePath("cover 1.png")).toString(QUrl::FullyEncoded));
    CHECK(p.run("playerctl", {"metadata", "--format", "{{duration(mpris:length)}}"}) == "3:20");
    QSignalSpy seeks(&p.face, &PlayerFace::seekWanted);
    CHECK(p.run("playerctl", {"position", "12.5"}).isEmpty());
    REQUIRE(seeks.size() == 1);
    CHECK(seeks[0][0].value<std::chrono::milliseconds>() == 12'500ms);
    QSignalSpy volumes(&p.face, &PlayerFace::volumeWanted);
    p.run("playerctl", {"volume", "0.3"});
    REQUIRE(volumes.size() == 1);
    p.commands = 0;
    for (const char* word : {"next", "previous", "play-pause", "stop", "play"})
        p.run("playerctl", {word});
    CHECK(p.commands == 5);
    const auto introspected =
        p.run("gdbus", {"introspect", "--session", "--dest", p.mpris->busName(), "--object-path", kPlayerPath});
    for (const char* part : {"interface org.mpris.MediaPlayer2 {", "interface org.mpris.MediaPlayer2.Player {",
                             "interface org.mpris.MediaPlayer2.TrackList {", "readonly ao Tracks", "readwrite d Volume",
                             "readwrite s LoopStatus", "readwrite b Shuffle", "readonly x Position", "readonly a{sv} Metadata",
                             "SetPosition(in  o TrackId", "Seek(in  x Offset)", "Seeked(x Position)", "out aa{sv}"}) {
        INFO(introspected.toStdString());
        CHECK(introspected.contains(part));
    }
    CHECK(p.run("gdbus", {"call", "--session", "--dest", p.mpris->busName(), "--object-path", kPlayerPath, "--method",
                          "org.freedesktop.DBus.Properties.Get", "org.mpris.MediaPlayer2", "DesktopEntry"}) ==
          "(<'io.github.segue_player.Segue'>,)");
}

#include "mpris_test.moc"
