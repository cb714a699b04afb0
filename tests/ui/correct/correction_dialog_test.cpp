// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/correct/correction_dialog.h"
#include "ui/songs/song_table_model.h"
#include "ui/window/main_menu.h"
#include "ui/window/message_bar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace segue;
using namespace segue::ui;

namespace {

CorrectedSong correctionDialogSong(TrackId id, std::string title, std::string album) {
    return {.track = {.id = id,
                      .library = 1,
                      .path = "/music/" + title,
                      .title = title,
                      .artist = "A, B",
                      .album = std::move(album),
                      .year = 1999,
                      .artists = "A\nB"},
            .corrections = {}};
}

struct CorrectionDialogFixture : test::WindowFixture {
    CorrectionDialog* dialog = nullptr;
    std::unique_ptr<QSignalSpy> corrected, reverted, kept;

    void edit(const std::vector<CorrectedSong>& songs) {
        open(test::exampleSongs(10));
        click(2);
        for (auto* action : window.findChild<MainMenu*>()->actions())
            if (action->text().startsWith(QStringLiteral("Correct")))
                action->trigger();
        say(CorrectionsLoaded{.request = bridge.lastRequest(), .songs = songs});
        dialog = window.findChild<CorrectionDialog*>();
        REQUIRE(dialog);
        corrected = std::make_unique<QSignalSpy>(dialog, &CorrectionDialog::correctWanted);
        reverted = std::make_unique<QSignalSpy>(dialog, &CorrectionDialog::revertWanted);
        kept = std::make_unique<QSignalSpy>(dialog, &CorrectionDialog::keepWanted);
    }
    void type(TagField field, const QString& words) {
        auto* line = dialog->line(field);
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, words);
    }
};

} // namespace

TEST_CASE_METHOD(CorrectionDialogFixture,
                 "only the lines that were written in are corrections, and several artists are told apart by semicolons") {
    edit({correctionDialogSong(7, "One", "X")});
    CHECK(dialog->line(TagField::title)->text() == "One");
    CHECK(dialog->line(TagField::artist)->text() == "A; B");
    type(TagField::title, QStringLiteral("Uno"));
    type(TagField::artist, QStringLiteral("C ;  D"));
    dialog->accept();
    REQUIRE(corrected->size() == 1);
    CHECK(corrected->at(0).at(0).value<std::vector<TrackId>>() == std::vector<TrackId>{7});
    const auto values = corrected->at(0).at(1).value<std::vector<FieldValue>>();
    REQUIRE(values.size() == 2);
    CHECK(values[0].value == "Uno");
    CHECK(values[1].value == "C\nD");
}

TEST_CASE_METHOD(CorrectionDialogFixture,
                 "where songs differ the line says so, and nothing is made the same unless it is written") {
    edit({correctionDialogSong(7, "One", "X"), correctionDialogSong(8, "Two", "X")});
    CHECK(dialog->line(TagField::title)->text().isEmpty());
    CHECK(dialog->line(TagField::title)->placeholderText() == "several values");
    CHECK(dialog->line(TagField::album)->text() == "X");
    type(TagField::year, QStringLiteral("20x01"));
    CHECK(dialog->line(TagField::year)->text() == "2001"); // no letters
    dialog->accept();
    REQUIRE(corrected->size() == 1);
    CHECK(corrected->at(0).at(0).value<std::vector<TrackId>>().size() == 2);
    CHECK(corrected->at(0).at(1).value<std::vector<FieldValue>>().size() == 1);
}

TEST_CASE_METHOD(CorrectionDialogFixture, "a corrected field can be reverted, and what a retagged file says is offered") {
    auto one = correctionDialogSong(7, "Uno", "X");
    one.track.corrected = bitOf(TagField::title);
    one.corrections = {{.field = TagField::title, .value = "Uno", .was = "One", .file = "One, better"}};
    edit({one});
    REQUIRE(dialog->revertButton(TagField::title)->isVisible());
    CHECK_FALSE(dialog->revertButton(TagField::album)->isVisible());
    QPushButton *take = nullptr, *leave = nullptr;
    for (auto* button : dialog->findChildren<QPushButton*>()) {
        take = button->isVisible() && button->text() == "Take it" ? button : take;
        leave = button->isVisible() && button->text() == "Leave it" ? button : leave;
    }
    REQUIRE(take);
    REQUIRE(leave);
    leave->click();
    REQUIRE(kept->size() == 1);
    CHECK(kept->at(0).at(1).value<TagFields>() == bitOf(TagField::title));
    take->click();
    CHECK(reverted->size() == 1);
    dialog->reject();
    CHECK(corrected->isEmpty());
}

TEST_CASE_METHOD(CorrectionDialogFixture, "what was corrected is told with a way to undo it, and marked in the table") {
    auto songs = test::exampleSongs(10);
    songs[2].corrected = bitOf(TagField::title) | bitOf(TagField::year);
    open(songs);
    const auto* model = view().model();
    CHECK(model->index(2, static_cast<int>(SongColumn::title)).data(SongTableModel::correctedRole).toBool());
    CHECK_FALSE(model->index(3, static_cast<int>(SongColumn::title)).data(SongTableModel::correctedRole).toBool());
    CHECK(model->index(2, static_cast<int>(SongColumn::title))
              .data(Qt::ToolTipRole)
              .toString()
              .contains(QStringLiteral("Corrected by you: title, year")));
    say(CorrectionsChanged{.songs = 2, .fields = bitOf(TagField::title), .canUndo = true});
    CHECK(window.findChild<MessageBar*>()->message().contains(QStringLiteral("Corrected: 2 songs")));
    bool hasUndo = false;
    for (auto* button : window.findChild<MessageBar*>()->findChildren<QPushButton*>())
        hasUndo = hasUndo || (button->isVisible() && button->text() == "Undo");
    CHECK(hasUndo);
}
