// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/kit/toggle_switch.h"
#include "ui/songs/library_banner.h"
#include "ui/window/message_bar.h"
#include "ui/words/library_text.h"

#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;

namespace {

struct Fixture : test::WindowFixture {
    std::vector<Track> songs = test::exampleSongs(40);
    std::vector<Library> libraries = test::exampleLibraries();

    void show(Absence absence) {
        libraries[0].offline = absence != Absence::none;
        libraries[0].absence = absence;
        say(LibrariesChanged{libraries});
        say(TracksLoaded{bridge.lastRequest(), 1, songs});
    }
    LibraryBanner& banner() { return pane().banner(); }
    QPushButton* button(const QString& words) {
        for (auto* one : banner().findChildren<QPushButton*>())
            if (one->text() == words && one->isVisible())
                return one;
        return nullptr;
    }
    QStringList menuOf(int row) {
        auto& list = window.sidebar().list();
        test::openRowMenu(list, row + 1); // behind "All music"
        QStringList words;
        auto* menu = window.sidebar().findChild<QMenu*>("libraryMenu");
        REQUIRE(menu);
        for (const auto* action : menu->actions())
            words << action->text();
        menu->close();
        delete menu;
        return words;
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "over the songs of an offline library stands what happened and what to do; they stay listed, greyed") {
    show(Absence::gone);
    CHECK(banner().isVisible());
    CHECK(banner().sentence().contains("/home/listener/Music"));
    CHECK(banner().sentence().contains("1,284 songs"));
    CHECK(button("Look again"));
    CHECK(button("Locate folder…"));
    CHECK_FALSE(button("I emptied it"));
    CHECK(pane().model().rowCount() == 40);
    CHECK(view().model()->index(3, 0).data(SongTableModel::absentRole).toBool());
    show(Absence::none);
    CHECK_FALSE(banner().isVisible());
    CHECK_FALSE(view().model()->index(3, 0).data(SongTableModel::absentRole).toBool());
}

TEST_CASE_METHOD(Fixture, "a song of an offline library is not played; a click says that its folder is not there") {
    show(Absence::gone);
    QSignalSpy plays(&library(), &LibraryPage::playWanted);
    emit view().playWanted(3);
    CHECK(plays.empty());
    CHECK(window.findChild<MessageBar*>()->message().contains("/home/listener/Music, is not there now"));
    show(Absence::none);
    emit view().playWanted(3);
    CHECK(plays.size() == 1);
}

TEST_CASE_METHOD(Fixture, "missing songs are greyed, counted apart, left out of the queue, and say where their file was") {
    songs[5].isMissing = true;
    libraries[0].missingCount = 1;
    show(Absence::none);
    const auto row = view().model()->index(5, 1);
    CHECK(row.data(SongTableModel::absentRole).toBool());
    CHECK(row.data(Qt::ToolTipRole).toString().contains(QString::fromStdString(songs[5].path)));
    bool isCounted = false;
    for (const auto* label : pane().findChildren<QLabel*>())
        isCounted = isCounted || label->text() == "39 songs, 1 missing";
    CHECK(isCounted);
    QSignalSpy plays(&library(), &LibraryPage::playWanted);
    emit view().playWanted(5);
    CHECK(plays.empty());
    emit view().playWanted(7);
    REQUIRE(plays.size() == 1);
    const auto queued = plays[0][0].value<std::vector<QueueSong>>();
    CHECK(queued.size() == 39);
    CHECK(queued[plays[0][1].toULongLong()].track == songs[7].id);
}

TEST_CASE_METHOD(Fixture, "a folder that is suddenly empty asks, and each answer is passed on") {
    show(Absence::emptied);
    QSignalSpy answers(&banner(), &LibraryBanner::emptiedAnswered);
    CHECK(banner().sentence().contains("suddenly empty"));
    REQUIRE(button("Not mounted: wait"));
    REQUIRE(button("I emptied it"));
    button("Not mounted: wait")->click();
    button("I emptied it")->click();
    REQUIRE(answers.size() == 2);
    CHECK_FALSE(answers[0][1].toBool());
    CHECK(answers[1][1].toBool());
    show(Absence::unmounted); // the listener may still change their mind
    CHECK(button("I emptied it"));
    CHECK(button("Locate folder…"));
    CHECK_FALSE(button("Not mounted: wait"));
}

TEST_CASE_METHOD(Fixture, "in a narrow and low window the banner is not cut off") {
    window.resize(420, 560);
    show(Absence::emptied);
    QApplication::processEvents();
    for (const char* words : {"Not mounted: wait", "I emptied it"}) {
        const auto* one = button(words);
        REQUIRE(one);
        CHECK(one->height() >= one->sizeHint().height());
        CHECK(one->width() >= one->sizeHint().width());
    }
    for (const auto* label : banner().findChildren<QLabel*>())
        CHECK(label->height() >= label->heightForWidth(label->width()));
}

TEST_CASE_METHOD(Fixture, "the menu of a library offers to locate it, first where it is offline, and to forget its missing songs") {
    libraries[2].missingCount = 12;
    show(Absence::none);
    CHECK(menuOf(1).front() == "Locate folder…");
    CHECK(menuOf(2).contains("Forget missing songs (12)…"));
    CHECK_FALSE(menuOf(0).join(' ').contains("Forget missing"));
    emit window.sidebar().forgetMissingWanted(3);
    auto* box = window.findChild<QMessageBox*>();
    REQUIRE(box);
    CHECK(box->informativeText().contains("12 songs"));
    delete box;
    emit window.sidebar().locateWanted(2);
    auto* dialog = window.findChild<QFileDialog*>();
    REQUIRE(dialog);
    CHECK(dialog->fileMode() == QFileDialog::Directory);
    delete dialog;
}

TEST_CASE_METHOD(Fixture, "a folder that holds few of the songs is asked about") {
    show(Absence::gone);
    say(RelocationDoubtful{.library = 1, .root = "/media/other", .asked = 1000, .there = 3});
    auto* box = window.findChild<QMessageBox*>();
    REQUIRE(box);
    CHECK(box->informativeText().contains("only 3 of the 1,000 songs"));
    delete box;
}

TEST_CASE_METHOD(Fixture, "the sidebar says how changes are noticed, and Settings can switch that off") {
    libraries[0].watching = Watching::atOnce;
    libraries[2].watching = Watching::periodicNetwork;
    show(Absence::none);
    const auto tip = [&](int row) { return window.sidebar().list().model()->index(row + 1, 0).data(Qt::ToolTipRole).toString(); };
    CHECK(tip(0).contains("noticed at once"));
    CHECK(tip(2).contains("network folder"));
    CHECK(settings.watching());
    QSignalSpy changes(&settings, &Settings::watchingChanged);
    for (auto* toggle : window.findChildren<ToggleSwitch*>())
        if (toggle->accessibleName() == "Watch folders for changes")
            toggle->click();
    CHECK(changes.size() == 1);
    CHECK_FALSE(settings.watching());
}

TEST_CASE_METHOD(Fixture, "a library that was located shows its songs by their new paths") {
    show(Absence::none);
    QSignalSpy loads(&library(), &LibraryPage::tracksWanted);
    libraries[0].root = "/media/new";
    say(LibrariesChanged{libraries});
    CHECK(loads.size() == 1);
    say(LibrariesChanged{libraries});
    CHECK(loads.size() == 1);
}
