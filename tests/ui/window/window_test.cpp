// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/kit/empty_state.h"
#include "ui/kit/theme.h"
#include "ui/kit/toggle_switch.h"
#include "ui/window/main_menu.h"
#include "ui/window/message_bar.h"
#include "ui/window/progress_strip.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>

using namespace segue;
using namespace segue::ui;
using Place = MainPages::Place;

namespace {

constexpr QSize kNarrowSize{420, 700};

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QAbstractItemView*>(widget) ||
           qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
           qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
           qobject_cast<const QTextBrowser*>(widget);
}

/// Parts that Qt makes for itself inside its own widgets speak through those.
bool isQtsOwn(const QWidget* widget) {
    if (widget->objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QScrollBar*>(widget))
        return true;
    const auto* parent = widget->parentWidget();
    return qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
           qobject_cast<const QLineEdit*>(parent) || (parent && parent->inherits("QComboBoxPrivateContainer"));
}

} // namespace

TEST_CASE("without libraries the first screen offers a folder and the demo music") {
    test::WindowFixture f;
    CHECK(f.window.pages().place() == Place::nothing);
    f.say(LibrariesChanged{});
    CHECK(f.window.pages().place() == Place::welcome);
    f.say(LibrariesChanged{test::exampleLibraries()});
    CHECK(f.window.pages().place() == Place::library);
    f.say(LibrariesChanged{});
    CHECK(f.window.pages().place() == Place::welcome);
}

TEST_CASE("every control has an accessible name") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    int controls = 0;
    for (const auto* widget : f.window.findChildren<QWidget*>()) {
        if (!isControl(widget) || isQtsOwn(widget))
            continue;
        ++controls;
        CAPTURE(widget->metaObject()->className(), widget->objectName().toStdString(),
                widget->parentWidget()->metaObject()->className());
        CHECK_FALSE(widget->accessibleName().trimmed().isEmpty());
    }
    CHECK(controls > 30);
}

TEST_CASE("in a narrow window choosing a song brings the list, and Back returns to the songs") {
    test::WindowFixture f(kNarrowSize);
    f.open(test::exampleSongs(40));
    CHECK(f.pane().isVisible());
    CHECK_FALSE(f.panel().isVisible());
    f.click(3);
    REQUIRE(test::waitUntil([&] { return f.panel().isVisible(); }));
    CHECK_FALSE(f.pane().isVisible());
    SECTION("by its button") {
        for (auto* button : f.panel().findChildren<QAbstractButton*>())
            if (button->accessibleName().startsWith("Back"))
                button->click();
    }
    SECTION("by Escape") {
        f.window.activateWindow();
        QTest::keyClick(&f.window, Qt::Key_Escape);
    }
    CHECK(f.pane().isVisible());
    CHECK_FALSE(f.panel().isVisible());
}

TEST_CASE("a double click in a narrow window plays and stays with the songs") {
    test::WindowFixture f(kNarrowSize);
    f.open(test::exampleSongs(40));
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    f.click(3);
    QTest::mouseDClick(f.view().viewport(), Qt::LeftButton, {}, f.view().visualRect(f.view().model()->index(3, 1)).center());
    QTest::mouseRelease(f.view().viewport(), Qt::LeftButton, {}, f.view().visualRect(f.view().model()->index(3, 1)).center());
    CHECK(plays.size() == 1);
    CHECK(f.pane().isVisible());
    for (const auto* timer : f.library().findChildren<QTimer*>(Qt::FindDirectChildrenOnly))
        CHECK_FALSE(timer->isActive()); // nothing will take the songs away later
}

TEST_CASE("the window changes between wide and narrow as it is resized, and nothing is cut off") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    CHECK(f.panel().isVisible());
    const int wideSidebar = f.window.sidebar().width();
    f.window.resize(kNarrowSize);
    QApplication::processEvents();
    CHECK(f.window.size() == kNarrowSize);
    CHECK(f.window.sidebar().width() < wideSidebar / 2);
    CHECK_FALSE(f.panel().isVisible());
    CHECK(f.view().header()->length() == f.view().viewport()->width());
    f.window.resize(1100, 700);
    QApplication::processEvents();
    CHECK(f.panel().isVisible());
    CHECK_FALSE(f.view().isColumnHidden(static_cast<int>(SongColumn::album)));
    CHECK(f.view().header()->length() == f.view().viewport()->width());
}

TEST_CASE("sizes, columns and the last library are remembered by the next window") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    const int album = static_cast<int>(SongColumn::album);
    {
        test::WindowFixture f({1100, 700}, file);
        f.open(test::exampleSongs(40));
        f.window.resize(1180, 760);
        f.view().setColumnHidden(album, true);
        f.view().header()->setSortIndicator(static_cast<int>(SongColumn::artist), Qt::DescendingOrder);
        emit f.window.sidebar().libraryChosen(3);
        f.settings.setCount(9);
        f.window.close();
    }
    test::WindowFixture next({1100, 700}, file);
    next.window.resize(900, 650);
    test::WindowFixture again({1180, 760}, file);
    again.open(test::exampleSongs(40));
    CHECK(again.settings.count() == 9);
    CHECK(again.settings.lastLibrary() == 3);
    CHECK(again.library().library() == 3);
    CHECK(again.view().isColumnHidden(album));
    CHECK(again.view().header()->sortIndicatorSection() == static_cast<int>(SongColumn::artist));

    EngineBridge bridge;
    Settings settings(file);
    const MainWindow fresh(bridge, settings, {});
    CHECK(fresh.size() == QSize(1180, 760));
}

TEST_CASE("Delete in the sidebar asks before a library is removed") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    auto& list = f.window.sidebar().list();
    list.setCurrentIndex(list.model()->index(2, 0));
    QTest::keyClick(&list, Qt::Key_Delete);
    auto* box = f.window.findChild<QMessageBox*>();
    REQUIRE(box);
    CHECK(box->isVisible());
    CHECK(box->text().contains("Local Music #2"));
    CHECK(box->informativeText().contains("412 songs"));
    CHECK(box->defaultButton()->text() == "Keep");
    CHECK(list.model()->rowCount() == 4);
    box->close();
}

TEST_CASE("F2 renames a library in its row") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    auto& list = f.window.sidebar().list();
    list.setCurrentIndex(list.model()->index(1, 0));
    QSignalSpy renames(&f.window.sidebar(), &Sidebar::renameWanted);
    QTest::keyClick(&list, Qt::Key_F2);
    auto* field = list.findChild<QLineEdit*>();
    REQUIRE(field);
    field->setText("  Records ");
    QTest::keyClick(field, Qt::Key_Return);
    QApplication::processEvents();
    REQUIRE(renames.size() == 1);
    CHECK(renames[0][0].toLongLong() == 1);
    CHECK(renames[0][1] == "Records");
}

TEST_CASE("an offline library stays in the sidebar and says so") {
    test::WindowFixture f;
    f.open({});
    const auto row = f.window.sidebar().list().model()->index(2, 0);
    CHECK(row.data(SidebarModel::offlineRole).toBool());
    CHECK(row.data(Qt::ToolTipRole).toString().contains("not there now"));
}

TEST_CASE("a library without songs says what to do") {
    test::WindowFixture f;
    f.open({});
    auto* empty = f.pane().findChild<EmptyState*>();
    REQUIRE(empty->isVisible());
    CHECK(empty->sentence().contains("/home/listener/Music"));
    f.say(Progress{.stage = Progress::Stage::scanning, .running = true, .timeLeft = {}});
    CHECK(empty->title() == "Looking for songs");
    f.say(TracksChanged{test::exampleSongs(5)});
    CHECK_FALSE(empty->isVisible());
    CHECK(f.pane().model().rowCount() == 5);
}

TEST_CASE("Escape clears the filter, then leaves its field for the songs") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.activateWindow();
    f.pane().setFilter(QStringLiteral("paper"));
    f.pane().focusFilter();
    QTest::keyClick(&f.window, Qt::Key_Escape);
    CHECK(f.pane().filter().isEmpty());
    QTest::keyClick(&f.window, Qt::Key_Escape);
    CHECK(f.view().hasFocus());
}

TEST_CASE("Settings, About and details lie over the library, and Escape returns to it") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.activateWindow();
    for (const auto place : {Place::settings, Place::about}) {
        f.window.pages().go(place);
        QTest::keyClick(&f.window, Qt::Key_Escape);
        CHECK(f.window.pages().place() == Place::library);
    }
    QTest::keyClick(&f.window, Qt::Key_Comma, Qt::ControlModifier);
    CHECK(f.window.pages().place() == Place::settings);
    QComboBox* choice = nullptr;
    for (auto* one : f.window.findChildren<QComboBox*>())
        choice = one->isVisible() && one->count() > 1 ? one : choice;
    REQUIRE(choice);
    choice->showPopup(); // a list over the page: it goes first
    QTest::keyClick(choice->view(), Qt::Key_Escape);
    CHECK_FALSE(choice->view()->isVisible());
    CHECK(f.window.pages().place() == Place::settings);
    QTest::keyClick(&f.window, Qt::Key_F, Qt::ControlModifier);
    CHECK(f.window.pages().place() == Place::library);
    CHECK(f.pane().findChild<QLineEdit*>()->hasFocus());
}

TEST_CASE("progress is shown while something runs or is paused, with a button for the other") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    auto* strip = f.window.findChild<ProgressStrip*>();
    CHECK_FALSE(strip->isVisible());
    f.say(Progress{.stage = Progress::Stage::analysing,
                   .running = true,
                   .paused = false,
                   .done = 12,
                   .total = 40,
                   .failed = 2,
                   .songsPerSecond = 3.5,
                   .timeLeft = std::chrono::seconds{130}});
    CHECK(strip->isVisible());
    for (const char* part : {"12 of 40", "3.5 songs/s", "about 2 minutes left", "2 failed"})
        CHECK(strip->sentence().contains(part));
    QSignalSpy pauses(strip, &ProgressStrip::pauseWanted);
    strip->findChild<QAbstractButton*>()->click();
    CHECK(pauses.last()[0] == true);
    f.say(Progress{.stage = Progress::Stage::analysing, .running = false, .paused = true, .done = 12, .total = 40, .timeLeft = {}});
    CHECK(strip->isVisible());
    CHECK(strip->sentence().contains("Paused"));
    strip->findChild<QAbstractButton*>()->click();
    CHECK(pauses.last()[0] == false);
    f.say(Progress{});
    CHECK_FALSE(strip->isVisible());
}

TEST_CASE("a rest that nobody asked for says why, and can be ended anyway") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    auto* strip = f.window.findChild<ProgressStrip*>();
    QSignalSpy pauses(strip, &ProgressStrip::pauseWanted);
    const std::pair<PauseReason, const char*> reasons[] = {{PauseReason::battery, "Paused: on battery"},
                                                           {PauseReason::playback, "Paused while playing needs the computer"}};
    for (const auto& [reason, words] : reasons) {
        f.say(Progress{.stage = Progress::Stage::analysing, .paused = true, .pausedBy = reason, .done = 12, .total = 40});
        CHECK(strip->sentence().startsWith(words));
        auto* button = strip->findChild<QToolButton*>();
        CHECK(button->text() == QStringLiteral("Go on anyway"));
        button->click();
        CHECK(pauses.last()[0] == false);
    }
}

TEST_CASE("notices stand in the window, newest first, until they are closed") {
    test::WindowFixture f;
    f.open({});
    auto* bar = f.window.findChild<MessageBar*>();
    f.say(Notice{Notice::Level::warning, "One."});
    f.say(Notice{Notice::Level::error, "Two."});
    CHECK(bar->isVisible());
    CHECK(bar->message() == "Two.");
    bar->findChild<QAbstractButton*>()->click();
    CHECK(bar->message() == "One.");
    bar->findChild<QAbstractButton*>()->click();
    CHECK_FALSE(bar->isVisible());
}

TEST_CASE("the reading of whole songs can be switched off in the settings, which remember it") {
    test::WindowFixture f;
    CHECK(f.settings.outlines());
    QSignalSpy changes(&f.settings, &Settings::outlinesChanged);
    for (auto* one : f.window.findChildren<ToggleSwitch*>())
        if (one->accessibleName().contains("whole songs"))
            one->click();
    REQUIRE(changes.size() == 1);
    CHECK_FALSE(changes[0][0].toBool());
    CHECK_FALSE(Settings(f.folder.filePath("settings.ini")).outlines());
}

TEST_CASE("the strip tells calmly that waveforms are drawn") {
    test::WindowFixture f;
    f.open(test::exampleSongs(20));
    f.say(Progress{.stage = Progress::Stage::outlining, .running = true, .done = 3, .total = 20});
    auto* strip = f.window.findChild<ProgressStrip*>();
    CHECK(strip->isVisible());
    CHECK(strip->sentence().startsWith("Drawing waveforms"));
    CHECK_FALSE(strip->sentence().contains("failed"));
}

TEST_CASE("rows that got their outline change the table and ask for no new recommendations") {
    test::WindowFixture f;
    auto songs = test::exampleSongs(20);
    f.open(songs);
    f.click(3);
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    songs[5].features = SoundFeatures{.loudnessLufs = -9.F};
    f.say(TracksChanged{.tracks = {songs[5]}, .outlined = true});
    CHECK(f.pane().model().track(f.pane().model().rowOf(songs[5].id)).features);
    CHECK(queries.isEmpty());
}

TEST_CASE("Space plays and pauses from the songs, and presses a button that has the focus") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.activateWindow();
    QSignalSpy toggles(f.window.findChild<MainMenu*>(), &MainMenu::toggleWanted);
    f.view().setFocus();
    QTest::keyClick(&f.view(), Qt::Key_Space);
    CHECK(toggles.size() == 1);
    auto* previews = f.panel().findChild<ToggleSwitch*>();
    previews->setFocus();
    QTest::keyClick(previews, Qt::Key_Space);
    CHECK(toggles.size() == 1);
    CHECK_FALSE(f.settings.previews());
    auto* filter = f.pane().findChild<QLineEdit*>();
    filter->setFocus();
    QTest::keyClicks(filter, "a b");
    CHECK(filter->text() == "a b");
    CHECK(toggles.size() == 1);
}
