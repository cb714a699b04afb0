// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window: keys, links of the bar, what is dropped, its title, and what comes from outside.
#include <catch2/catch.hpp>

#include "engine/audio/extensions.h"
#include "tests/ui/window_fixture.h"
#include "ui/desktop/desktop_wires.h"
#include "ui/desktop/mpris_words.h"
#include "ui/desktop/tray_icon.h"
#include "ui/details/details_page.h"
#include "ui/kit/cover_view.h"
#include "ui/kit/hover_label.h"
#include "ui/kit/link_label.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/waveform_slider.h"
#include "ui/settings/desktop_settings.h"
#include "ui/songs/browse_desk.h"
#include "ui/window/keys_page.h"
#include "ui/window/message_bar.h"
#include "ui/window/opened_files.h"
#include "ui/words/key_text.h"

#include <QAction>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QMimeData>
#include <QMimeDatabase>
#include <QProcess>
#include <QSet>
#include <QSettings>
#include <QShortcut>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using Place = MainPages::Place;

namespace {

struct DeskFixture : test::WindowFixture {
    DeskFixture() {
        open(songs);
        status.state = playback::PlayState::playing;
        status.item.track = songs[3];
        status.item.entry = 4;
        status.position = 60s;
        status.length = 200s;
        say(PlaybackChanged{status});
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
    }
    PlaybackBar& bar() { return window.playback(); }
    QLineEdit& filter() { return *pane().findChild<QLineEdit*>(); }
    LinkLabel* link(const QString& words) {
        for (auto* label : bar().findChildren<LinkLabel*>())
            if (label->fullText() == words)
                return label;
        return nullptr;
    }
    void drop(QWidget& target, const QList<QUrl>& urls) {
        QMimeData data;
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&target, &enter);
        CHECK(enter.isAccepted());
        QDropEvent event(QPointF(20, 20), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&target, &event);
    }

    std::vector<Track> songs = test::exampleSongs(60);
    playback::PlaybackStatus status;
};

void press(QWidget* widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(widget, key, modifiers); }

} // namespace

TEST_CASE("the keys change volume and position from anywhere in the window, and the volume is shown and remembered") {
    DeskFixture f;
    QSignalSpy seeks(&f.bar(), &PlaybackBar::seekWanted);
    f.view().setFocus();
    f.settings.setVolume(0.5F);
    f.bar().setVolume(0.5F);
    press(&f.view(), Qt::Key_Up, Qt::ControlModifier);
    CHECK(f.settings.volume() == Approx(0.55));
    press(&f.view(), Qt::Key_Down, Qt::ControlModifier);
    press(&f.view(), Qt::Key_Down, Qt::ControlModifier);
    CHECK(f.settings.volume() == Approx(0.45));
    press(&f.view(), Qt::Key_M, Qt::ControlModifier);
    CHECK(f.settings.volume() == 0.F);
    press(&f.view(), Qt::Key_M, Qt::ControlModifier);
    CHECK(f.settings.volume() == Approx(0.45));
    CHECK(f.window.desktop().face().facts().volume == Approx(0.45));
    press(&f.view(), Qt::Key_Right, Qt::ShiftModifier);
    press(&f.view(), Qt::Key_Right, Qt::ControlModifier);
    press(&f.view(), Qt::Key_Left, Qt::ShiftModifier);
    for (int i = 0; i < 4; ++i)
        press(&f.view(), Qt::Key_Left, Qt::ControlModifier);
    REQUIRE(seeks.size() == 7);
    const auto at = [&](int i) { return seeks[i][0].value<std::chrono::milliseconds>(); };
    CHECK(at(0) == 65s);
    CHECK(at(1) == 95s); // from where the first one leads
    CHECK(at(2) == 90s);
    CHECK(at(6) == 0s);
}

TEST_CASE("while text is typed the player's keys rest, and the text has them") {
    DeskFixture f;
    QSignalSpy seeks(&f.bar(), &PlaybackBar::seekWanted);
    QSignalSpy volumes(&f.bar(), &PlaybackBar::volumeWanted);
    QSignalSpy toggles(&f.bar(), &PlaybackBar::toggleWanted);
    f.filter().setFocus();
    f.filter().setText("one two");
    const auto types = GENERATE(0, 1);
    QWidget* field = &f.filter();
    if (types == 1) {
        f.window.pages().go(Place::keys);
        field = f.window.pages().keys().findChild<QLineEdit*>();
        REQUIRE(field->hasFocus());
        static_cast<QLineEdit*>(field)->setText("one two");
    }
    auto& line = *static_cast<QLineEdit*>(field);
    for (const auto key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_M, Qt::Key_U, Qt::Key_Left})
        press(field, key, Qt::ControlModifier);
    CHECK(line.cursorPosition() == 4); // a word back
    press(field, Qt::Key_Left, Qt::ShiftModifier);
    CHECK(line.selectedText() == " ");
    press(field, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
    press(field, Qt::Key_End);
    press(field, Qt::Key_Space);
    CHECK(line.text() == "one two ");
    CHECK(seeks.isEmpty());
    CHECK(volumes.isEmpty());
    CHECK(toggles.isEmpty());
    CHECK(f.window.pages().place() == (types == 1 ? Place::keys : Place::library));
    press(field, Qt::Key_MediaPlay);
    CHECK(toggles.size() == 1);
}

TEST_CASE("every key that an action of the window listens to is on the page of keys, and the page can be searched") {
    DeskFixture f;
    QSet<QString> listed;
    for (const auto& group : keyGroups())
        for (const auto& row : group.rows)
            for (const QString& key : row.keys)
                listed << QKeySequence::fromString(key, QKeySequence::PortableText).toString(QKeySequence::PortableText);
    CHECK_FALSE(listed.contains(QString())); // each is a key that Qt knows
    for (const auto* action : f.window.findChildren<QAction*>())
        for (const auto& key : action->shortcuts()) {
            INFO(action->text().toStdString() << ' ' << key.toString().toStdString());
            CHECK(listed.contains(key.toString(QKeySequence::PortableText)));
        }
    for (const auto* shortcut : f.window.findChildren<QShortcut*>())
        CHECK(listed.contains(shortcut->key().toString(QKeySequence::PortableText)));
    f.view().setFocus();
    press(&f.view(), Qt::Key_F1);
    CHECK(f.window.pages().place() == Place::keys);
    auto& page = f.window.pages().keys();
    const int all = page.found();
    page.search("VOLUME");
    CHECK(page.found() == 0);
    page.search("louder");
    CHECK(page.found() == 1);
    page.search("ctrl+m");
    CHECK(page.found() == 1);
    page.search("queue undo");
    CHECK(page.found() == 1);
    press(QApplication::focusWidget(), Qt::Key_Escape); // the words go first
    CHECK(f.window.pages().place() == Place::keys);
    CHECK(page.found() == all);
    press(QApplication::focusWidget(), Qt::Key_Escape);
    CHECK(f.window.pages().place() == Place::library);
}

TEST_CASE("title, artist, album and cover in the bar lead to what they name, by pointer and by keyboard") {
    DeskFixture f;
    const auto& track = f.status.item.track;
    auto* title = f.link(QString::fromStdString(track.title));
    auto* artist = f.link(QString::fromStdString(track.artist));
    auto* album = f.link(QString::fromStdString(track.album));
    REQUIRE((title && artist && album));
    QTest::mouseClick(artist, Qt::LeftButton, {}, QPoint(4, artist->height() / 2));
    const auto opened = [&] { return f.pane().browse().context().value_or(QueueContext{}); };
    CHECK(opened().kind == QueueContext::Kind::artist);
    CHECK(opened().name == track.artist);
    QTest::mouseClick(album, Qt::LeftButton, {}, QPoint(4, album->height() / 2));
    CHECK(opened().kind == QueueContext::Kind::album);
    CHECK(opened().name == track.album);
    CHECK(f.pane().model().rowOf(track.id) >= 0);
    QTest::mouseClick(title, Qt::LeftButton, {}, QPoint(title->width() - 2, title->height() / 2));
    CHECK(f.window.pages().place() == Place::library); // beside the words
    title->setFocus(Qt::TabFocusReason);
    press(title, Qt::Key_Space);
    CHECK(f.window.pages().place() == Place::details);
    CHECK(f.window.pages().details().track()->path == track.path);
    QTest::mouseClick(f.bar().findChild<CoverView*>(), Qt::LeftButton);
    CHECK(f.window.pages().place() == Place::library);
    f.say(PlaybackChanged{});
    for (const auto* label : f.bar().findChildren<LinkLabel*>())
        CHECK(label->focusPolicy() == Qt::NoFocus);
}

TEST_CASE("the time under the pointer stands over the seek bar, and goes with the pointer") {
    DeskFixture f;
    auto* slider = f.bar().findChild<WaveformSlider*>();
    auto* label = f.window.findChild<HoverLabel*>();
    REQUIRE((slider && label));
    CHECK_FALSE(label->isVisible());
    QTest::mouseMove(slider, QPoint(slider->width() / 2, 10));
    QApplication::processEvents();
    QMouseEvent move(QEvent::MouseMove, QPointF(slider->width() / 2.0, 10), slider->mapToGlobal(QPointF(slider->width() / 2.0, 10)),
                     Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(slider, &move);
    label = f.window.findChild<HoverLabel*>();
    REQUIRE(label->isVisible());
    CHECK(label->text() == "1:40");
    f.bar().showChapters({{0s, "Begin"}, {90s, "Middle"}, {150s, {}}});
    QApplication::sendEvent(slider, &move);
    CHECK(label->text() == QString::fromUtf8("1:40 · Middle"));
    CHECK(label->mapTo(&f.window, QPoint(0, label->height())).y() <= slider->mapTo(&f.window, QPoint()).y());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(slider, &leave);
    CHECK_FALSE(label->isVisible());
}

TEST_CASE("a file outside every library is called by its tags as soon as they are known, and by its name until then") {
    DeskFixture f;
    f.status.item.track = {.path = "/elsewhere/07.mp3", .title = "07.mp3"};
    f.status.item.entry = 9;
    const auto before = f.bridge.lastRequest();
    f.say(PlaybackChanged{f.status});
    f.say(PlaybackChanged{f.status});
    CHECK(f.link("07.mp3"));
    CHECK(f.bridge.lastRequest() >= before + 1); // its tags, once, beside cover and waveform
    SongDetailsLoaded details{.song = "/elsewhere/07.mp3"};
    details.details.track = {.path = "/elsewhere/07.mp3", .title = "Seven", .artist = "Somebody"};
    f.say(details);
    CHECK(f.link("Seven"));
    CHECK(f.window.windowTitle() == QStringLiteral("Seven – Somebody – Segue"));
    f.say(PlaybackChanged{f.status});
    CHECK(f.link("Seven"));
    f.status.item.track = f.songs[3];
    f.say(PlaybackChanged{f.status});
    f.say(details);
    CHECK_FALSE(f.link("Seven"));
}

TEST_CASE("the window's title names song and artist, and Segue alone when it is over") {
    DeskFixture f;
    const auto& track = f.status.item.track;
    CHECK(f.window.windowTitle() == QString::fromStdString(track.title + " – " + track.artist + " – Segue"));
    f.say(PlaybackChanged{});
    CHECK(f.window.windowTitle() == "Segue");
}

TEST_CASE("volume, toggling and raising from outside are what the window does itself") {
    DeskFixture f;
    auto& face = f.window.desktop().face();
    QSignalSpy toggles(&f.bar(), &PlaybackBar::toggleWanted);
    Q_EMIT face.volumeWanted(0.3F);
    CHECK(f.settings.volume() == Approx(0.3));
    CHECK(face.facts().volume == Approx(0.3));
    Q_EMIT face.toggleWanted();
    CHECK(toggles.size() == 1);
    f.window.hide();
    Q_EMIT face.raiseWanted();
    CHECK(f.window.isVisible());
    QSignalSpy closes(&f.window, &MainWindow::closed);
    f.settings.desktop().setClosesToTray(true); // but there is no tray here
    f.window.close();
    CHECK(closes.size() == 1);
}

TEST_CASE("a window that was hidden can be quit, and one with an icon in the tray where there is no tray can be closed") {
    DeskFixture f;
    f.settings.desktop().setClosesToTray(true);
    TrayIcon tray(f.window.desktop().face());
    tray.setWanted(true);
    f.say(PlaybackChanged{f.status});
    CHECK_FALSE(tray.isSeen()); // not here
    tray.setWanted(false);
    QSignalSpy closes(&f.window, &MainWindow::closed);
    f.window.hide();
    Q_EMIT f.window.desktop().face().quitWanted();
    CHECK(closes.size() == 1);
}

TEST_CASE("a file dropped on the Recommendation list becomes the seed, and not what plays") {
    DeskFixture f;
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    f.drop(f.panel(), {QUrl::fromLocalFile("/elsewhere/new song.mp3")});
    CHECK(queries.isEmpty()); // the engine looks what it is: a disk may not answer
    f.say(PathOpened{.path = "/elsewhere/new song.mp3"});
    REQUIRE(queries.size() == 1);
    const auto query = queries[0][0].value<RecommendationQuery>();
    CHECK(query.track == 0);
    CHECK(query.seedFile == "/elsewhere/new song.mp3");
    f.drop(f.window, {QUrl::fromLocalFile("/elsewhere/other.mp3")});
    f.say(PathOpened{.path = "/elsewhere/other.mp3"});
    CHECK(queries.size() == 1);
}

TEST_CASE("files that are no music are named, and what plays goes on") {
    DeskFixture f;
    f.say(PlaybackChanged{f.status});
    const auto* notices = f.window.findChild<MessageBar*>();
    const auto notMusic = [](const char* name) {
        return DescribedFile{.track = {.path = std::string("/elsewhere/") + name, .title = name},
                             .problem = Message(MessageId::songNoMusic, {name})};
    };
    f.drop(f.window, {QUrl::fromLocalFile("/elsewhere/notes.txt")});
    f.say(PathOpened{.path = "/elsewhere/notes.txt"});
    CHECK(notices->message().isEmpty());
    f.say(FilesDescribed{.request = 1, .files = {notMusic("notes.txt")}});
    CHECK(notices->message() == QString::fromUtf8("“notes.txt” is not music that Segue can read."));
    f.drop(f.window, {QUrl::fromLocalFile("/elsewhere/a.txt"), QUrl::fromLocalFile("/elsewhere/b.txt")});
    for (const char* path : {"/elsewhere/a.txt", "/elsewhere/b.txt"})
        f.say(PathOpened{.path = path});
    f.say(FilesDescribed{.request = 2, .files = {notMusic("a.txt")}});
    f.say(FilesDescribed{.request = 3, .files = {notMusic("b.txt")}});
    CHECK(notices->message() ==
          QString::fromUtf8("“a.txt” is not music that Segue can read. One more file cannot be played either: “b.txt”."));
}

TEST_CASE("what is wanted of the desktop is remembered, and what nothing is known of is as at first") {
    DeskFixture f;
    auto& desktop = f.settings.desktop();
    CHECK(desktop.keepsAwake());
    CHECK_FALSE(desktop.tellsSongs());
    CHECK_FALSE(desktop.isInTray());
    CHECK_FALSE(desktop.closesToTray());
    QSignalSpy changes(&desktop, &DesktopSettings::changed);
    desktop.setTellsSongs(true);
    desktop.setTellsSongs(true);
    CHECK(changes.size() == 1);
    desktop.setKeepsAwake(false);
    Settings again(f.folder.filePath(QStringLiteral("settings.ini")));
    CHECK(again.desktop().tellsSongs());
    CHECK_FALSE(again.desktop().keepsAwake());
}

TEST_CASE("the desktop file is valid, opens what Segue says it opens, and offers the actions that Segue takes") {
    const QString file = QStringLiteral(SEGUE_SOURCE_DIR "/packaging/io.github.segue_player.Segue.desktop");
    REQUIRE(QFile::exists(file));
    if (!QStandardPaths::findExecutable("desktop-file-validate").isEmpty()) {
        QProcess check;
        check.start("desktop-file-validate", {file});
        REQUIRE(check.waitForFinished());
        INFO(check.readAllStandardOutput().toStdString());
        CHECK(check.exitCode() == 0);
    }
    QFile open(file);
    REQUIRE(open.open(QIODevice::ReadOnly));
    QMap<QString, QString> entries;
    for (const QByteArray& line : open.readAll().split('\n'))
        if (const auto sign = line.indexOf('='); sign > 0 && !entries.contains(line.left(sign)))
            entries.insert(line.left(sign), line.mid(sign + 1));
    const auto listOf = [&](const char* key) { return entries[key].split(';', Qt::SkipEmptyParts); };
    CHECK(listOf("MimeType") == musicMimeTypes());
    CHECK(QSet(musicMimeTypes().begin(), musicMimeTypes().end()).size() == musicMimeTypes().size());
    CHECK(listOf("Actions") == QStringList{"PlayPause", "Next", "Previous", "Stop"});
    CHECK(entries["Exec"] == "segue %U");
}

TEST_CASE("a file of every kind that the decoder opens has a type of the desktop file, as far as the system knows the kind") {
    const QMimeDatabase database;
    for (const auto extension : audio::musicExtensions()) {
        const auto name = QStringLiteral("a.") + QString::fromLatin1(extension.data(), static_cast<qsizetype>(extension.size()));
        const auto types = database.mimeTypesForFileName(name);
        bool isKnown = types.isEmpty();
        for (const auto& type : types) {
            const auto names = QStringList{type.name()} + type.aliases();
            isKnown = isKnown ||
                      std::any_of(names.begin(), names.end(), [](const QString& one) { return musicMimeTypes().contains(one); });
        }
        INFO(name.toStdString() << ' ' << (types.isEmpty() ? std::string() : types[0].name().toStdString()));
        CHECK(isKnown);
    }
}
