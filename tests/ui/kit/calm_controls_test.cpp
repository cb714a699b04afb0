// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/kit/toggle_switch.h"
#include "ui/settings/settings_page.h"
#include "ui/window/main_menu.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QButtonGroup>
#include <QComboBox>
#include <QScreen>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

using namespace segue;
using namespace segue::ui;

namespace {

/// As the pointer does: what has WheelFocus gets the focus first.
void turn(QWidget& widget, int angle) {
    const QPointF middle(widget.width() / 2.0, widget.height() / 2.0);
    QWheelEvent wheel(middle, widget.mapToGlobal(middle), {}, QPoint(0, angle), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(&widget, &wheel);
}

std::vector<QWidget*> pages(test::WindowFixture& f) {
    std::vector<QWidget*> all;
    for (int i = 0; i < f.window.pages().count(); ++i)
        all.push_back(f.window.pages().widget(i));
    return all;
}

} // namespace

TEST_CASE("the wheel changes no value of a control on any page that has not been chosen") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    f.window.activateWindow();
    int tried = 0;
    for (QWidget* page : pages(f)) {
        f.window.pages().setCurrentWidget(page);
        QApplication::processEvents();
        for (auto* box : page->findChildren<QComboBox*>()) {
            ++tried;
            const int before = box->currentIndex();
            turn(*box, -120);
            turn(*box, 120);
            turn(*box, 120);
            CHECK(box->currentIndex() == before);
            CHECK_FALSE(box->focusPolicy() == Qt::WheelFocus);
        }
        for (auto* box : page->findChildren<QSpinBox*>()) {
            ++tried;
            const int before = box->value();
            turn(*box, -120);
            CHECK(box->value() == before);
        }
        for (auto* slider : page->findChildren<QAbstractSlider*>()) {
            if (qobject_cast<QScrollBar*>(slider))
                continue;
            ++tried;
            const int before = slider->value();
            turn(*slider, 120);
            turn(*slider, -120);
            turn(*slider, -120);
            CHECK(slider->value() == before);
        }
    }
    CHECK(tried >= 5);
}

TEST_CASE("a list that is opened shows all of its entries whole") {
    const auto size = GENERATE(QSize(1100, 700), QSize(420, 700));
    test::WindowFixture f(size);
    f.open(test::exampleSongs(40));
    int tried = 0;
    for (QWidget* page : pages(f)) {
        f.window.pages().setCurrentWidget(page);
        QApplication::processEvents();
        for (auto* box : page->findChildren<QComboBox*>()) {
            if (!box->isVisible())
                continue;
            ++tried;
            box->showPopup();
            QApplication::processEvents();
            const auto* view = box->view();
            const QRect room = view->viewport()->rect();
            for (int row = 0; row < box->count(); ++row) {
                const auto index = box->model()->index(row, box->modelColumn());
                const QRect place = view->visualRect(index);
                CAPTURE(box->accessibleName().toStdString(), box->itemText(row).toStdString());
                CHECK(room.top() <= place.top());
                CHECK(room.bottom() >= place.bottom());
                CHECK(room.width() >= view->fontMetrics().horizontalAdvance(box->itemText(row)));
            }
            CHECK(box->screen()->geometry().contains(view->window()->geometry()));
            box->hidePopup();
        }
    }
    CHECK(tried >= 2);
}

TEST_CASE("of buttons of which one is checked only that one is a stop for Tab") {
    test::WindowFixture f;
    f.open(test::exampleSongs(40));
    int groups = 0;
    for (auto* group : f.window.findChildren<QButtonGroup*>()) {
        ++groups;
        for (int round = 0; round < 2; ++round) {
            for (auto* button : group->buttons())
                CHECK(((button->focusPolicy() & Qt::TabFocus) != 0) == button->isChecked());
            group->buttons().first()->setChecked(true);
        }
    }
    CHECK(groups >= 3);
}

TEST_CASE("Space plays after a switch was clicked, and presses a switch that the keyboard led to") {
    test::WindowFixture f;
    f.open(test::exampleSongs(10));
    f.window.pages().go(MainPages::Place::settings);
    f.window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&f.window));
    auto* toggle = f.window.pages().settings().findChild<ToggleSwitch*>();
    REQUIRE(toggle);
    const bool before = toggle->isChecked();
    QSignalSpy plays(f.window.findChild<MainMenu*>(), &MainMenu::toggleWanted);
    QTest::mouseClick(toggle, Qt::LeftButton);
    CHECK(toggle->isChecked() != before);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    CHECK(plays.size() == 1);
    CHECK(toggle->isChecked() != before);
    f.window.pages().settings().setFocus();
    toggle->setFocus(Qt::TabFocusReason);
    QTest::keyClick(toggle, Qt::Key_Space);
    CHECK(plays.size() == 1);
    CHECK(toggle->isChecked() == before);
}
