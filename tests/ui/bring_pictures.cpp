// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bring_pictures.h"

#include "tests/ui/example_songs.h"
#include "ui/bring/bring_dialog.h"
#include "ui/correct/correction_dialog.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/window/main_menu.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QPushButton>

namespace segue::test {

namespace {

constexpr std::chrono::sys_seconds kThen{std::chrono::seconds{1'700'000'000}};

BringPlan examplePlan(const std::vector<Track>& songs) {
    BringPlan plan{.source = BringSource::strawberry, .file = "/home/me/strawberry.db", .songs = 1310, .found = 1284};
    plan.changed = 640;
    const auto part = [&](std::size_t count, std::int64_t before, std::int64_t after) {
        BringPart made{.songs = count, .examples = {}};
        for (std::size_t i = 0; i < 4; ++i)
            made.examples.push_back({.title = songs[7 * i].title, .artist = songs[7 * i].artist, .before = before, .after = after});
        return made;
    };
    plan.ratings = part(212, 0, 4);
    plan.plays = part(640, 3, 17);
    plan.lastPlayed = part(590, 0, 1'690'000'000);
    plan.added = part(1200, 1'750'000'000, 1'400'000'000);
    plan.playlists = {{.name = "Quiet", .lines = 42, .found = 40}, {.name = "Loud", .lines = 12, .found = 12, .isThere = true}};
    plan.strangers = {"Somebody – A song that is nowhere here", "/mnt/old/Other/01.mp3"};
    return plan;
}

void trigger(ui::MainWindow& window, const QString& start) {
    for (auto* action : window.findChild<ui::MainMenu*>()->actions())
        if (action->text().startsWith(start))
            action->trigger();
    QApplication::processEvents();
}

void press(QWidget& dialog, const QString& start) {
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->isVisible() && button->text().startsWith(start))
            return button->click();
}

std::vector<CorrectedSong> corrected(std::vector<Track> songs) {
    std::vector<CorrectedSong> all;
    for (auto& song : songs) {
        song.corrected = bitOf(TagField::title) | bitOf(TagField::year);
        all.push_back(
            {.track = song,
             .corrections = {{.field = TagField::title, .value = song.title, .was = "Unknown", .file = "Untitled (remastered)"},
                             {.field = TagField::year, .value = "1999", .was = "1900", .file = "1900"}}});
    }
    return all;
}

} // namespace

void shootBringing(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    };
    auto shown = songs;
    for (std::size_t i = 0; i < 30; i += 3)
        shown[i].corrected = bitOf(TagField::title);
    say(LibrariesChanged{exampleLibraries()});
    window.pages().go(ui::MainPages::Place::library);
    say(TracksLoaded{bridge.lastRequest(), 1, shown});
    shoot("corrected-songs", nullptr);
    trigger(window, QStringLiteral("Bring along"));
    auto* dialog = window.findChild<ui::BringDialog*>();
    say(SourcesFound{.sources = {{BringSource::strawberry, "/home/me/.local/share/strawberry/strawberry/strawberry.db"},
                                 {BringSource::rhythmbox, "/home/me/.local/share/rhythmbox/rhythmdb.xml"}},
                     .last = {.source = BringSource::lastFm, .file = "/home/me/scrobbles.csv", .at = kThen, .songs = 812}});
    shoot("bring-sources", dialog);
    press(*dialog, QStringLiteral("See what"));
    say(BringProgressed{.request = bridge.lastRequest(), .done = 30, .total = 100});
    shoot("bring-reading", dialog);
    say(BringPlanned{.request = bridge.lastRequest(), .plan = examplePlan(songs)});
    shoot("bring-plan", dialog);
    press(*dialog, QStringLiteral("Bring along"));
    say(BringDone{.request = bridge.lastRequest(), .plan = examplePlan(songs)});
    shoot("bring-done", dialog);
    delete dialog;
    window.pages().library().pane().view().chooseTrack(songs[4].id);
    trigger(window, QStringLiteral("Correct"));
    say(CorrectionsLoaded{.request = bridge.lastRequest(), .songs = corrected({songs[4]})});
    auto* editor = window.findChild<ui::CorrectionDialog*>();
    shoot("correct-one", editor);
    editor->showSongs(corrected({songs[4], songs[40], songs[80]}));
    shoot("correct-several", editor);
    delete editor;
}

} // namespace segue::test
