// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/example_queue.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/empty_state.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/queue_page.h"
#include "ui/playback/queue_pane.h"
#include "ui/playback/queue_panel.h"
#include "ui/playback/queue_view.h"
#include "ui/songs/song_menu.h"
#include "ui/window/main_menu.h"
#include "ui/window/message_bar.h"
#include "ui/words/queue_text.h"

#include <QAction>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using Place = MainPages::Place;

namespace {

using Entries = std::vector<EntryId>;

/// The example's rows: "Now playing", 1 song, "Next", 3 songs, "From", 27 songs.
struct QueueFixture : test::WindowFixture {
    explicit QueueFixture(QSize size = {1100, 700})
        : WindowFixture(size) {
        open(songs);
        window.pages().go(Place::queue);
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
        say(QueueChanged{.queue = queue, .canUndo = true, .canRedo = false});
    }
    QueuePage& page() { return window.pages().queue(); }
    QueueModel& model() { return page().model(); }
    QueueView& view() { return page().view(); }
    QString at(int row) { return model().index(row).data().toString(); }
    void answer(const std::vector<TrackId>& asked) {
        for (int row = 0; row < model().rowCount(); ++row)
            static_cast<void>(at(row)); // asks for its song
        QueueSongsLoaded loaded{.request = 1, .asked = asked, .songs = {}};
        for (const auto& song : songs)
            if (std::ranges::find(asked, song.id) != asked.end())
                loaded.songs.push_back(song);
        say(loaded);
    }
    void choose(int first, int last) {
        view().selectionModel()->select(QItemSelection(model().index(first), model().index(last)),
                                        QItemSelectionModel::ClearAndSelect);
        view().selectionModel()->setCurrentIndex(model().index(first), QItemSelectionModel::NoUpdate);
    }
    EntryId addedEntry(std::size_t index) { return (*queue.lists.added)[index].id; }
    EntryId comingEntry(std::size_t index) { return queue.startedAhead(index).id; }
    QAbstractButton* button(const QWidget& where, const QString& name) {
        for (auto* one : where.findChildren<QAbstractButton*>())
            if (one->accessibleName() == name || one->text() == name)
                return one;
        return nullptr;
    }

    std::vector<Track> songs = test::exampleSongs(60);
    QueueState queue = test::exampleQueue(songs);
};

} // namespace

TEST_CASE("an empty queue says what to do") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.pages().go(Place::queue);
    const auto* empty = f.window.pages().queue().findChild<EmptyState*>();
    REQUIRE(empty);
    CHECK(empty->isVisible());
    CHECK(empty->sentence().contains("Play next"));
}

TEST_CASE("the queue shows what plays, what was put in and where the rest is from, each under its heading") {
    QueueFixture f;
    REQUIRE(f.model().rowCount() == 2 + 4 + 28);
    CHECK(f.at(0) == "Now playing");
    CHECK(f.at(2) == "Next: what you put in");
    CHECK(f.at(6) == "From: Local Music #1");
    CHECK(f.model().entryOf(0) == 0);
    CHECK(f.model().entryOf(1) == f.queue.current->id);
    CHECK(f.model().entryOf(3) == f.addedEntry(0));
    CHECK(f.model().entryOf(7) == f.comingEntry(0));
    CHECK(f.model().index(1).data(QueueModel::currentRole).toBool());
    CHECK_FALSE(f.model().flags(f.model().index(2)).testFlag(Qt::ItemIsSelectable));
}

TEST_CASE("a file in no library is called by its tags as soon as they are known, and is grey if it is no music") {
    QueueFixture f;
    REQUIRE(f.at(4) == "A fine recording");
    CHECK(f.model().index(4).data(QueueModel::artistRole) == "/home/listener/Downloads");
    DescribedFile file{
        .track = {.path = "/home/listener/Downloads/A fine recording.flac", .title = "Fine", .artist = "Somebody", .duration = 61s},
        .problem = {}};
    f.say(FilesDescribed{.request = 1, .files = {file}});
    CHECK(f.at(4) == "Fine");
    CHECK(f.model().index(4).data(QueueModel::artistRole) == "Somebody");
    CHECK(f.model().index(4).data(QueueModel::lengthRole) == "1:01");
    CHECK_FALSE(f.model().index(4).data(QueueModel::absentRole).toBool());
    REQUIRE(f.model().fileTrack(file.track.path));
    CHECK(f.model().fileTrack(file.track.path)->title == "Fine");
    file.problem = Message(MessageId::songNoMusic, {"A fine recording.flac"});
    f.say(FilesDescribed{.request = 2, .files = {file}});
    CHECK(f.model().index(4).data(QueueModel::absentRole).toBool());
}

TEST_CASE("Ctrl+U leads to what plays, however much of what played before is shown over it") {
    QueueFixture f;
    QueueEntries history;
    for (EntryId id = 1; id <= 200; ++id)
        history.push_back({.id = id, .song = f.songs[id % 60].id});
    f.queue.history = std::make_shared<const QueueEntries>(std::move(history));
    f.say(QueueChanged{.queue = f.queue});
    f.button(f.page(), "Show what played before")->click();
    CHECK(f.model().nowRow() == 201);
    f.view().scrollToTop();
    f.window.pages().go(Place::library);
    QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier);
    REQUIRE(f.window.pages().place() == Place::queue);
    CHECK(test::waitUntil([&] { return f.view().indexAt(QPoint(20, 4)).row() == 201; }));
}

TEST_CASE("in a wide window the queue lies beside the page, is remembered, and is the same queue; in a narrow one it is a page") {
    QTemporaryDir folder;
    const QString settings = folder.filePath("settings.ini");
    {
        test::WindowFixture f({1300, 700}, settings);
        const auto songs = test::exampleSongs(60);
        f.open(songs);
        f.window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&f.window));
        auto& panel = f.window.queuePanel();
        CHECK_FALSE(panel.isVisible());
        QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(panel.isVisible());
        CHECK(f.window.pages().place() == Place::library);
        f.say(QueueChanged{.queue = test::exampleQueue(songs)});
        CHECK(panel.pane().view().model() == &f.window.pages().queue().model());
        CHECK(panel.pane().view().model()->rowCount() == 34);
        QSignalSpy removals(&f.window.pages().queue(), &QueuePage::removeWanted);
        panel.pane().view().setCurrentIndex(panel.pane().view().model()->index(3, 0));
        panel.pane().view().removeChosen();
        CHECK(removals.size() == 1);
        f.window.pages().go(Place::queue);
        CHECK_FALSE(panel.isVisible()); // it is the page now
        f.window.pages().goBack();
        CHECK(panel.isVisible());
        f.window.resize(900, 700);
        QApplication::processEvents();
        CHECK_FALSE(panel.isVisible());
        QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        CHECK(f.window.pages().place() == Place::queue);
        QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
        f.window.resize(1300, 700);
        QApplication::processEvents();
        CHECK(panel.isVisible());
    }
    test::WindowFixture again({1300, 700}, settings);
    again.open(test::exampleSongs(10));
    CHECK(again.window.queuePanel().isVisible());
    Q_EMIT again.window.queuePanel().closeWanted();
    CHECK_FALSE(again.window.queuePanel().isVisible());
}

TEST_CASE("songs are asked for as their rows are seen, and only those") {
    test::WindowFixture f({1100, 540});
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    f.say(QueueChanged{.queue = test::exampleQueue(songs)});
    auto& model = f.window.pages().queue().model();
    QSignalSpy wanted(&model, &QueueModel::songsWanted);
    f.window.pages().go(Place::queue);
    REQUIRE(test::waitUntil([&] { return !wanted.isEmpty(); }));
    std::vector<TrackId> asked;
    for (const auto& one : wanted)
        for (const TrackId track : one[0].value<std::vector<TrackId>>())
            asked.push_back(track);
    CHECK(std::ranges::find(asked, songs[20].id) != asked.end());
    CHECK(std::ranges::find(asked, songs[47].id) == asked.end());
    f.say(QueueSongsLoaded{.request = 1, .asked = asked, .songs = {songs[20], songs[50]}});
    CHECK(model.index(1).data().toString() == QString::fromStdString(songs[20].title));
    CHECK(model.index(4).data() == "A fine recording");
    CHECK(model.index(5).data() == "A song that is gone");
    CHECK(model.index(5).data(QueueModel::absentRole).toBool());
    CHECK_FALSE(model.index(1).data(QueueModel::absentRole).toBool());
}

TEST_CASE("a queue of 200,000 songs asks for a page of them") {
    test::WindowFixture f;
    f.window.pages().go(Place::queue);
    QueueEntries many(200'000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = {.id = i + 1, .song = static_cast<std::int64_t>(i + 1), .artist = 0, .rank = 0};
    QueueState queue;
    queue.lists.started = std::make_shared<const QueueEntries>(std::move(many));
    auto& model = f.window.pages().queue().model();
    QSignalSpy wanted(&model, &QueueModel::songsWanted);
    f.say(QueueChanged{.queue = queue});
    CHECK(model.rowCount() == 200'001);
    f.window.pages().queue().view().scrollToBottom();
    REQUIRE(test::waitUntil([&] { return !wanted.isEmpty(); }));
    for (const auto& asked : wanted)
        CHECK(asked[0].value<std::vector<TrackId>>().size() < 100);
}

TEST_CASE("songs of a library that is offline are greyed until it is back") {
    QueueFixture f;
    f.answer({f.songs[20].id});
    auto libraries = test::exampleLibraries();
    libraries[0].offline = true;
    f.say(LibrariesChanged{libraries});
    CHECK(f.model().index(1).data(QueueModel::absentRole).toBool());
    f.say(LibrariesChanged{test::exampleLibraries()});
    CHECK_FALSE(f.model().index(1).data(QueueModel::absentRole).toBool());
    f.say(LibraryRemoved{1});
    CHECK(f.at(1) == "A song that is gone");
}

TEST_CASE("a double click and Return jump to an entry") {
    QueueFixture f;
    QSignalSpy jumps(&f.page(), &QueuePage::jumpWanted);
    QTest::mouseDClick(f.view().viewport(), Qt::LeftButton, {}, f.view().visualRect(f.model().index(8)).center());
    REQUIRE(jumps.size() == 1);
    CHECK(jumps[0][0].value<EntryId>() == f.comingEntry(1));
    f.choose(4, 4);
    QTest::keyClick(&f.view(), Qt::Key_Return);
    CHECK(jumps.last()[0].value<EntryId>() == f.addedEntry(1));
}

TEST_CASE("Delete takes out all that are chosen, with a way back, and the cursor stays at its place") {
    QueueFixture f;
    QSignalSpy removed(&f.page(), &QueuePage::removeWanted);
    f.view().setFocus();
    f.choose(3, 4);
    QTest::keyClick(&f.view(), Qt::Key_Delete);
    REQUIRE(removed.size() == 1);
    CHECK(removed[0][0].value<Entries>() == Entries{f.addedEntry(0), f.addedEntry(1)});
    auto* notices = f.window.findChild<MessageBar*>();
    CHECK(notices->message() == "2 songs taken out of the queue.");
    REQUIRE(f.button(*notices, "Undo"));
    CHECK(f.button(*notices, "Undo")->isVisible());
    f.queue.lists.added = std::make_shared<const QueueEntries>(QueueEntries{(*f.queue.lists.added)[2]});
    f.say(QueueChanged{.queue = f.queue, .canUndo = true});
    CHECK(f.view().currentIndex().row() == 3);
    CHECK(f.view().chosen() == Entries{f.addedEntry(0)}); // the next one takes the place of those that went
    f.button(*notices, "Undo")->click();
    CHECK(notices->message().isEmpty());
}

TEST_CASE("what is chosen stays chosen when the queue goes on, and so does the place that is seen") {
    QueueFixture f;
    f.choose(9, 10);
    f.view().verticalScrollBar()->setValue(120);
    f.queue.current = (*f.queue.lists.started)[3];
    f.queue.lists.place = 3;
    f.say(QueueChanged{.queue = f.queue});
    CHECK(f.view().chosen() == Entries{f.model().entryOf(8), f.model().entryOf(9)});
    CHECK(f.view().verticalScrollBar()->value() == 120);
}

TEST_CASE("a row that is dropped goes where the line was: among what was put in, or into the context") {
    QueueFixture f;
    const auto targetAt = [&](int row) {
        const auto target = f.model().targetBefore(row);
        return std::pair{target.part, target.before};
    };
    using Part = QueueTarget::Part;
    CHECK(targetAt(0) == std::pair{Part::added, f.addedEntry(0)});
    CHECK(targetAt(2) == std::pair{Part::added, f.addedEntry(0)});
    CHECK(targetAt(4) == std::pair{Part::added, f.addedEntry(1)});
    CHECK(targetAt(6) == std::pair{Part::added, EntryId{0}});
    CHECK(targetAt(7) == std::pair{Part::started, f.comingEntry(0)});
    CHECK(targetAt(f.model().rowCount()) == std::pair{Part::started, EntryId{0}});

    QSignalSpy moves(&f.page(), &QueuePage::moveWanted);
    const Entries dragged{f.comingEntry(3), f.comingEntry(4)};
    QMimeData data;
    data.setData("application/x-segue-entries", QByteArray(reinterpret_cast<const char*>(dragged.data()),
                                                           static_cast<qsizetype>(dragged.size() * sizeof(EntryId))));
    const QRect row = f.view().visualRect(f.model().index(4));
    const auto drop = [&](QPoint position) {
        QDragEnterEvent enter(position, Qt::MoveAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(f.view().viewport(), &enter); // Qt drops where something was dragged to
        QDropEvent event(position, Qt::MoveAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(f.view().viewport(), &event);
    };
    drop(row.center() - QPoint(0, 8)); // its upper half
    REQUIRE(moves.size() == 1);
    CHECK(moves[0][0].value<Entries>() == dragged);
    CHECK(moves[0][1].value<QueueTarget>().before == f.addedEntry(1));
    drop(row.center() + QPoint(0, 8));
    CHECK(moves[1][1].value<QueueTarget>().before == f.addedEntry(2));
}

TEST_CASE("songs that are dragged from a list follow the entry above which they are dropped") {
    QueueFixture f;
    QSignalSpy dropped(&f.page(), &QueuePage::songsDropped);
    const auto data = songsToDrag({11, 12}, {});
    const auto drop = [&](QPoint position) {
        QDragEnterEvent enter(position, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QApplication::sendEvent(f.view().viewport(), &enter);
        QDropEvent event(position, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QApplication::sendEvent(f.view().viewport(), &event);
    };
    const QRect row = f.view().visualRect(f.model().index(4));
    drop(row.center() + QPoint(0, 8));
    REQUIRE(dropped.size() == 1);
    CHECK(dropped[0][0].value<std::vector<TrackId>>() == std::vector<TrackId>{11, 12});
    CHECK(dropped[0][1].value<EntryId>() == f.addedEntry(1));
    drop(f.view().visualRect(f.model().index(3)).center() - QPoint(0, 8)); // past the heading: what plays
    CHECK(dropped[1][1].value<EntryId>() == f.queue.current->id);
}

TEST_CASE("Alt and an arrow key move what is chosen by one row") {
    QueueFixture f;
    QSignalSpy moves(&f.page(), &QueuePage::moveWanted);
    f.view().setFocus();
    f.choose(8, 8);
    QTest::keyClick(&f.view(), Qt::Key_Up, Qt::AltModifier);
    REQUIRE(moves.size() == 1);
    CHECK(moves[0][1].value<QueueTarget>().before == f.comingEntry(0));
    QTest::keyClick(&f.view(), Qt::Key_Down, Qt::AltModifier);
    CHECK(moves[1][1].value<QueueTarget>().before == f.comingEntry(3));
}

TEST_CASE("Ctrl+Z and Ctrl+Shift+Z undo and redo on the queue's page, Clear empties it") {
    QueueFixture f;
    QSignalSpy undo(&f.page(), &QueuePage::undoWanted), redo(&f.page(), &QueuePage::redoWanted);
    QSignalSpy clear(&f.page(), &QueuePage::clearWanted);
    f.view().setFocus();
    QTest::keyClick(&f.view(), Qt::Key_Z, Qt::ControlModifier);
    QTest::keyClick(&f.view(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    CHECK(undo.size() == 1);
    CHECK(redo.size() == 1);
    CHECK(f.button(f.page(), "Undo")->isEnabled());
    CHECK_FALSE(f.button(f.page(), "Redo")->isEnabled());
    f.button(f.page(), "Clear")->click();
    CHECK(clear.size() == 1);
    CHECK(f.window.findChild<MessageBar*>()->message() == "The queue is empty now.");
    QTest::keyClick(&f.view(), Qt::Key_Z, Qt::ControlModifier);
    CHECK(f.window.findChild<MessageBar*>()->message().isEmpty()); // it would undo something else now
}

TEST_CASE("the queue is saved as a playlist in the order in which it plays, without what is gone") {
    QueueFixture f;
    QObject::disconnect(&f.page(), &QueuePage::savePlaylistWanted, nullptr, nullptr); // else a dialog asks for a file's name
    QSignalSpy saved(&f.page(), &QueuePage::savePlaylistWanted);
    f.button(f.page(), QString::fromUtf8("Save as playlist…"))->click();
    const QueueSongsLoaded loaded{.request = f.bridge.lastRequest(), .asked = {}, .songs = f.songs};
    f.say(loaded);
    REQUIRE(saved.size() == 1);
    const auto songs = saved[0][1].value<std::vector<Track>>();
    REQUIRE(songs.size() == 1 + 2 + 27);
    CHECK(songs[0].id == f.songs[20].id);
    CHECK(songs[1].id == f.songs[3].id);
    CHECK(songs[2].path == "/home/listener/Downloads/A fine recording.flac");
    CHECK(songs[3].id == f.songs[21].id);
}

TEST_CASE("what played before is shown if it is wanted, and can be jumped back to") {
    QueueFixture f;
    f.button(f.page(), "Show what played before")->click();
    CHECK(f.at(0) == "Played before");
    CHECK(f.model().entryOf(1) == f.queue.history->front().id);
    CHECK(f.at(3) == "Now playing");
}

TEST_CASE("the menu of a row plays it, puts it next or takes it out") {
    QueueFixture f;
    f.choose(8, 9);
    QSignalSpy moves(&f.page(), &QueuePage::moveWanted);
    emit f.view().menuWanted({10, 10});
    auto* menu = f.window.findChild<SongMenu*>();
    REQUIRE(menu);
    QStringList names;
    for (auto* action : menu->actions())
        if (!action->isSeparator())
            names << action->text();
    CHECK(names.mid(0, 3) == QStringList{"Play 2 songs", "Play 2 songs next", "Add 2 songs to queue"});
    CHECK(names.contains("Add to playlist"));
    CHECK(names.last() == "Take 2 songs out (Delete)");
    menu->actions()[1]->trigger();
    REQUIRE(moves.size() == 1);
    CHECK(moves[0][0].value<Entries>() == Entries{f.comingEntry(1), f.comingEntry(2)});
    CHECK(moves[0][1].value<QueueTarget>().before == f.addedEntry(0));
}

TEST_CASE("Ctrl+U, the sidebar and the bar lead to the queue, and Ctrl+U back") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&f.window));
    QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier);
    CHECK(f.window.pages().place() == Place::queue);
    for (auto* button : f.window.findChildren<QAbstractButton*>())
        if (button->accessibleName() == "Queue")
            CHECK(button->isChecked());
    QTest::keyClick(&f.window, Qt::Key_U, Qt::ControlModifier);
    CHECK(f.window.pages().place() == Place::library);
    emit f.window.sidebar().queueWanted();
    CHECK(f.window.pages().place() == Place::queue);
}

TEST_CASE("play next and add to queue are told with a way back") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(40);
    f.open(songs);
    auto* notices = f.window.findChild<MessageBar*>();
    emit f.library().playNextWanted({queueSong(songs[0])}, playNextText(1, "One"));
    CHECK(notices->message() == QString::fromUtf8("“One” plays next."));
    emit f.library().addWanted({queueSong(songs[0])}, addedText(2, {}));
    CHECK(notices->message() == "2 songs are in the queue.");
    auto* undo = notices->findChild<QPushButton*>();
    CHECK(undo->text() == "Undo");
    undo->click();
    CHECK(notices->message().isEmpty()); // the one before was of the same matter
}

TEST_CASE("shuffle and repeat in the bar show what is, and ask for what comes next") {
    PlaybackBar bar;
    bar.show();
    QSignalSpy shuffles(&bar, &PlaybackBar::shuffleWanted), repeats(&bar, &PlaybackBar::repeatWanted);
    const auto button = [&](const char* name) -> QToolButton* {
        for (auto* one : bar.findChildren<QToolButton*>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        return nullptr;
    };
    REQUIRE(button("Shuffle: off"));
    button("Shuffle: off")->click();
    CHECK(shuffles.last()[0].toBool());
    bar.showModes(true, RepeatMode::all);
    REQUIRE(button("Shuffle: on"));
    REQUIRE(button("Repeat: all songs"));
    button("Repeat: all songs")->click();
    CHECK(repeats.last()[0].value<RepeatMode>() == RepeatMode::one);
    bar.showModes(true, RepeatMode::one);
    button("Repeat: this song")->click();
    CHECK(repeats.last()[0].value<RepeatMode>() == RepeatMode::off);
}

TEST_CASE("a preview says so, and offers the whole song and a way back") {
    PlaybackBar bar;
    bar.resize(1000, 80);
    bar.show();
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = test::exampleSongs(20)[1];
    const auto button = [&](const char* name) {
        QToolButton* found = nullptr;
        for (auto* one : bar.findChildren<QToolButton*>())
            if (one->accessibleName() == QLatin1String(name))
                found = one;
        return found;
    };
    bar.showStatus(status);
    CHECK_FALSE(button("Play whole song")->isVisible());
    status.item.length = 30s;
    bar.showStatus(status);
    QSignalSpy whole(&bar, &PlaybackBar::wholeWanted), end(&bar, &PlaybackBar::previewEndWanted);
    REQUIRE(button("Play whole song")->isVisible());
    button("Play whole song")->click();
    button("End the preview")->click();
    CHECK(whole.size() == 1);
    CHECK(end.size() == 1);
}

TEST_CASE("play begins with the queue where nothing is loaded and something is in it") {
    PlaybackBar bar;
    bar.setStartable(true);
    QSignalSpy toggles(&bar, &PlaybackBar::toggleWanted), starts(&bar, &PlaybackBar::startWanted);
    playback::PlaybackStatus status;
    status.hasNext = true;
    bar.showStatus(status);
    bar.toggle();
    CHECK(toggles.size() == 1);
    CHECK(starts.isEmpty());
}

TEST_CASE("the menu stops after the song that plays, and shows that it will") {
    QueueFixture f;
    QAction* stop = nullptr;
    for (auto* action : f.window.findChild<MainMenu*>()->actions())
        if (action->text() == "Stop after this song")
            stop = action;
    REQUIRE(stop);
    CHECK_FALSE(stop->isChecked());
    f.queue.stopAfter = f.queue.current->id;
    f.say(QueueChanged{.queue = f.queue});
    CHECK(stop->isChecked());
    f.answer({f.songs[20].id});
    CHECK(f.model().index(1).data(QueueModel::artistRole).toString().contains("stops after this song"));
}

TEST_CASE("how many songs are to come is read whole, in a narrow window in a line of its own") {
    for (const int width : {420, 1100}) {
        QueueFixture f({width, 700});
        const auto labels = f.page().findChildren<ElidedLabel*>();
        const auto count = std::ranges::find_if(labels, [](const ElidedLabel* one) { return one->fullText().contains("to come"); });
        REQUIRE(count != labels.end());
        QApplication::processEvents();
        CHECK((*count)->text() == (*count)->fullText());
    }
}
