// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/similar/recommendation_view.h"
#include "ui/songs/song_menu.h"
#include "ui/window/main_menu.h"
#include "ui/window/progress_strip.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;

namespace {

QAction* actionOf(const QMenu& menu, const QString& start) {
    for (auto* action : menu.actions())
        if (action->text().startsWith(start))
            return action;
    return nullptr;
}

QFileDialog* dialogOf(test::WindowFixture& f) {
    QFileDialog* dialog = nullptr;
    REQUIRE(test::waitUntil([&] { return (dialog = f.window.findChild<QFileDialog*>()) != nullptr; }));
    return dialog;
}

} // namespace

TEST_CASE("the list can be saved as a playlist while there is one") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    auto* save = actionOf(*f.window.findChild<MainMenu*>(), "Save list");
    REQUIRE(save);
    CHECK_FALSE(save->isEnabled());
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    CHECK(save->isEnabled());
    SECTION("from the main menu") { save->trigger(); }
    SECTION("from a row's menu, which the table's has not") {
        auto* list = f.panel().findChild<RecommendationView*>();
        emit list->menuWanted(0, QPoint(10, 10));
        auto* menu = f.window.findChild<SongMenu*>();
        REQUIRE(menu);
        auto* entry = actionOf(*menu, "Save the list as a playlist");
        REQUIRE(entry);
        entry->trigger();
        menu->close();
        CHECK_FALSE(actionOf(SongMenu(SongMenuPlace{}, nullptr), "Save the list as a playlist"));
    }
    auto* dialog = dialogOf(f);
    CHECK(dialog->acceptMode() == QFileDialog::AcceptSave);
    CHECK(dialog->defaultSuffix() == "m3u8");
    dialog->close();
    f.click(6);
    RecommendationsReady none;
    none.request = f.bridge.lastRequest();
    none.seed = songs[6];
    f.say(none);
    CHECK_FALSE(save->isEnabled());
}

TEST_CASE("library exports and imports ask for a file") {
    test::WindowFixture f;
    f.open(test::exampleSongs(10));
    const auto& menu = *f.window.findChild<MainMenu*>();
    SECTION("out") {
        actionOf(menu, "Export library")->trigger();
        CHECK(dialogOf(f)->acceptMode() == QFileDialog::AcceptSave);
        CHECK(dialogOf(f)->defaultSuffix() == "segue");
    }
    SECTION("in") {
        actionOf(menu, "Import library")->trigger();
        CHECK(dialogOf(f)->fileMode() == QFileDialog::ExistingFile);
    }
}

TEST_CASE("an export or import that goes on can be cancelled where other work can be paused") {
    test::WindowFixture f;
    f.open(test::exampleSongs(10));
    auto* strip = f.window.findChild<ProgressStrip*>();
    auto* button = strip->findChild<QAbstractButton*>();
    QSignalSpy cancels(strip, &ProgressStrip::cancelWanted), pauses(strip, &ProgressStrip::pauseWanted);
    f.say(Progress{.stage = Progress::Stage::importing, .running = true, .timeLeft = {}});
    CHECK(strip->sentence().contains("checking"));
    f.say(Progress{.stage = Progress::Stage::importing, .running = true, .done = 500, .total = 2000, .timeLeft = {}});
    CHECK(strip->sentence().contains("25 %"));
    CHECK(button->text() == "Cancel");
    button->click();
    CHECK(cancels.size() == 1);
    CHECK(pauses.empty());
    f.say(Progress{.stage = Progress::Stage::analysing, .running = true, .done = 1, .total = 2, .timeLeft = {}});
    CHECK(button->text() == "Pause");
    button->click();
    CHECK(cancels.size() == 1);
    CHECK(pauses.size() == 1);
}
