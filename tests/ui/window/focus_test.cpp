// SPDX-License-Identifier: GPL-3.0-or-later
// Where Tab leads, and whether it is seen.
#include <catch2/catch.hpp>

#include "tests/ui/example_models.h"
#include "tests/ui/window_fixture.h"
#include "ui/similar/recommendation_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QImage>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;
using Place = MainPages::Place;

namespace {

/// The widgets in the order in which a key leads to them, until it leads back to the first.
QList<QWidget*> walk(QWidget& window, bool forward) {
    QList<QWidget*> stops;
    for (int step = 0; step < 200; ++step) {
        QTest::keyClick(&window, forward ? Qt::Key_Tab : Qt::Key_Backtab, forward ? Qt::NoModifier : Qt::ShiftModifier);
        QWidget* focus = QApplication::focusWidget();
        if (!focus || (!stops.isEmpty() && focus == stops.first()))
            break;
        if (stops.contains(focus))
            return {}; // it goes round in a part of the window
        stops << focus;
    }
    return stops;
}

bool canBeReached(const QWidget* widget) {
    return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
}

struct FocusFixture : test::WindowFixture {
    explicit FocusFixture(QSize size = {1100, 700})
        : WindowFixture(size) {
        const auto songs = test::exampleSongs(60);
        open(songs);
        say(test::exampleModels()); // its rows are made anew each time
        say(test::exampleModels());
        click(4);
        say(test::exampleAnswer(bridge.lastRequest(), songs, 4, 5));
        window.activateWindow();
        REQUIRE(QTest::qWaitForWindowActive(&window));
    }
};

} // namespace

TEST_CASE("Tab leads through everything in the window and back to where it began, and so does Shift+Tab") {
    const auto place = GENERATE(Place::library, Place::settings, Place::problems, Place::about, Place::queue);
    const auto size = GENERATE(QSize(1100, 700), QSize(420, 700));
    FocusFixture f(size);
    f.window.pages().go(place);
    QApplication::processEvents();
    const auto forward = walk(f.window, true);
    const auto backward = walk(f.window, false);
    REQUIRE_FALSE(forward.isEmpty());
    CHECK(forward.size() == backward.size());
    CHECK(QSet<QWidget*>(forward.begin(), forward.end()) == QSet<QWidget*>(backward.begin(), backward.end()));
    for (auto* widget : f.window.findChildren<QWidget*>()) {
        if (!canBeReached(widget))
            continue;
        CAPTURE(widget->metaObject()->className(), widget->accessibleName().toStdString());
        CHECK(forward.contains(widget));
    }
}

TEST_CASE("Tab goes through the window as it is read: sidebar, songs, list, playback bar") {
    FocusFixture f;
    f.window.sidebar().list().setFocus();
    const auto stops = walk(f.window, true);
    const auto placeOf = [&](const QWidget* widget) { return stops.indexOf(widget); };
    QWidget* play = nullptr;
    for (auto* button : f.window.findChildren<QAbstractButton*>())
        if (button->accessibleName() == "Play")
            play = button;
    REQUIRE(play);
    CHECK(placeOf(f.pane().findChild<QLineEdit*>()) < placeOf(&f.view()));
    CHECK(placeOf(&f.view()) < placeOf(f.panel().findChild<RecommendationView*>()));
    CHECK(placeOf(f.panel().findChild<RecommendationView*>()) < placeOf(play));
}

TEST_CASE("the focus is seen on every list as soon as it has it, and chooses nothing") {
    FocusFixture f;
    QSignalSpy queries(&f.panel(), &RecommendationPanel::queryWanted);
    auto* list = f.panel().findChild<RecommendationView*>();
    for (QAbstractItemView* view : {static_cast<QAbstractItemView*>(list), static_cast<QAbstractItemView*>(&f.view())}) {
        view->selectionModel()->clear();
        f.window.pages().library().findSong();
        const QImage before = view->viewport()->grab().toImage();
        view->setFocus(Qt::TabFocusReason);
        QApplication::processEvents();
        CHECK(view->currentIndex().isValid());
        CHECK_FALSE(view->selectionModel()->hasSelection());
        CHECK(view->viewport()->grab().toImage() != before);
    }
    CHECK(queries.isEmpty());
}

TEST_CASE("a new window gives the focus to the songs") {
    test::WindowFixture f;
    f.window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&f.window));
    f.open(test::exampleSongs(40));
    CHECK(QApplication::focusWidget() == &f.view());
}

TEST_CASE("the sidebar's list takes the focus without leaving the page") {
    FocusFixture f;
    f.window.pages().go(Place::settings);
    f.window.sidebar().list().setFocus(Qt::TabFocusReason);
    QApplication::processEvents();
    CHECK(f.window.pages().place() == Place::settings);
    QTest::keyClick(&f.window.sidebar().list(), Qt::Key_Return);
    CHECK(f.window.pages().place() == Place::library);
}
