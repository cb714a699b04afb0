// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/bring/bring_dialog.h"
#include "ui/window/main_menu.h"
#include "ui/window/message_bar.h"

#include <QCheckBox>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace segue;
using namespace segue::ui;

namespace {

struct BringDialogFixture : test::WindowFixture {
    BringDialog* dialog = nullptr;
    std::unique_ptr<QSignalSpy> planned, brought, undone;

    void openDialog() {
        for (auto* action : window.findChild<MainMenu*>()->actions())
            if (action->text().startsWith(QStringLiteral("Bring along")))
                action->trigger();
        dialog = window.findChild<BringDialog*>();
        REQUIRE(dialog);
        planned = std::make_unique<QSignalSpy>(dialog, &BringDialog::planWanted);
        brought = std::make_unique<QSignalSpy>(dialog, &BringDialog::bringWanted);
        undone = std::make_unique<QSignalSpy>(dialog, &BringDialog::undoWanted);
        say(SourcesFound{
            .sources = {{BringSource::strawberry, "/home/me/strawberry.db"}, {BringSource::rhythmbox, "/home/me/r.xml"}}});
    }
    QPushButton* button(const QString& start) {
        for (auto* one : dialog->findChildren<QPushButton*>())
            if (one->text().startsWith(start) && one->isVisible())
                return one;
        return nullptr;
    }
    BringPlan plan() const {
        BringPlan plan{.source = BringSource::strawberry, .file = "/home/me/strawberry.db", .songs = 20, .found = 12};
        plan.changed = 3;
        plan.ratings = {.songs = 3, .examples = {{.title = "One <b>", .artist = "A", .before = 0, .after = 4}}};
        plan.strangers = {"B – Two"};
        plan.playlists = {{.name = "Quiet", .lines = 9, .found = 8}};
        return plan;
    }
};

} // namespace

TEST_CASE_METHOD(BringDialogFixture,
                 "bringing along goes from what was found over what it would do to done, and can be undone there") {
    open(test::exampleSongs(10));
    openDialog();
    auto* sources = dialog->findChild<QListWidget*>();
    REQUIRE(sources->count() == 3); // the files' tags, too
    CHECK(sources->item(0)->text() == "Strawberry: /home/me/strawberry.db");
    CHECK(dialog->step() == BringDialog::Step::sources);
    dialog->findChildren<QCheckBox*>().at(1)->setChecked(false); // plays
    button("See what")->click();
    REQUIRE(planned->size() == 1);
    CHECK(planned->at(0).at(0).value<BringSource>() == BringSource::strawberry);
    CHECK_FALSE(planned->at(0).at(2).value<BringOptions>().plays);
    CHECK(dialog->step() == BringDialog::Step::plan);
    CHECK_FALSE(button("Bring along")->isEnabled()); // it is not told yet
    say(BringPlanned{.request = bridge.lastRequest() - 1, .plan = plan()});
    CHECK_FALSE(button("Bring along")->isEnabled()); // a stale answer
    say(BringPlanned{.request = bridge.lastRequest(), .plan = plan()});
    auto* changes = dialog->findChild<QTreeWidget*>();
    REQUIRE(changes->topLevelItemCount() == 3);
    CHECK(changes->topLevelItem(0)->child(0)->text(0).remove(QChar(0x2068)).remove(QChar(0x2069)) ==
          QStringLiteral("A – One <b>: none → ★★★★☆"));
    CHECK(changes->topLevelItem(0)->child(1)->text(0) == QStringLiteral("… and 2 more"));
    REQUIRE(button("Bring along"));
    CHECK(button("Bring along")->isEnabled());
    CHECK(brought->isEmpty());
    button("Bring along")->click();
    CHECK(brought->size() == 1);
    say(BringDone{.request = bridge.lastRequest(), .plan = plan()});
    CHECK(dialog->step() == BringDialog::Step::done);
    CHECK_FALSE(button("Bring along"));
    button("Undo")->click();
    CHECK(undone->size() == 1);
    say(BringUndone{.was = {.source = BringSource::strawberry, .songs = 3}});
    CHECK_FALSE(button("Undo"));
}

TEST_CASE_METHOD(BringDialogFixture, "a file that cannot be read is told in the dialog, and nothing can be brought along from it") {
    open(test::exampleSongs(10));
    openDialog();
    button("See what")->click();
    say(BringPlanned{
        .request = bridge.lastRequest(), .plan = {}, .problem = {MessageId::bringLocked, {"strawberry.db", "Strawberry"}}});
    bool isTold = false;
    for (auto* label : dialog->findChildren<QLabel*>())
        isTold = isTold ||
                 label->text() ==
                     QStringLiteral("strawberry.db is locked, since Strawberry is writing to it. Close Strawberry and try again.");
    CHECK(isTold);
    CHECK_FALSE(button("Bring along")->isEnabled());
    button("Back")->click();
    CHECK(dialog->step() == BringDialog::Step::sources);
    CHECK(button("See what")->isEnabled());
}

TEST_CASE_METHOD(BringDialogFixture, "closing the dialog while it reads cancels that") {
    open(test::exampleSongs(10));
    openDialog();
    QSignalSpy cancelled(dialog, &BringDialog::cancelWanted);
    button("See what")->click();
    dialog->reject();
    CHECK(cancelled.size() == 1);
}

TEST_CASE_METHOD(BringDialogFixture, "what was brought last can be undone later, from the first step") {
    open(test::exampleSongs(10));
    openDialog();
    CHECK_FALSE(button("Undo that"));
    say(SourcesFound{.sources = {},
                     .last = {.source = BringSource::rhythmbox,
                              .file = "/r.xml",
                              .at = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}},
                              .songs = 12}});
    REQUIRE(button("Undo that"));
    button("Undo that")->click();
    CHECK(undone->size() == 1);
}

TEST_CASE_METHOD(BringDialogFixture, "who opens the first library is told which other players' files there are") {
    say(LibrariesChanged{});
    open(test::exampleSongs(10));
    say(SourcesFound{.sources = {{BringSource::strawberry, "/home/me/strawberry.db"}}});
    CHECK(window.findChild<MessageBar*>()->message().contains(QStringLiteral("Strawberry")));
}
