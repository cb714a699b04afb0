// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/playlist_pictures.h"

#include "tests/ui/example_playlists.h"
#include "tests/ui/example_songs.h"
#include "ui/playlists/import_report.h"
#include "ui/playlists/rules_dialog.h"
#include "ui/sidebar/sidebar.h"
#include "ui/songs/all_music.h"
#include "ui/songs/find_panel.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_pane.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>

#include <functional>

namespace segue::test {

namespace {

void waitFor(const std::function<bool()>& isTrue) { static_cast<void>(QTest::qWaitFor(isTrue, 10'000)); }

/// Whether the editor of rules says how many songs they find.
bool saysSongs(const QWidget& dialog) {
    for (const auto* label : dialog.findChildren<QLabel*>())
        if (label->text().endsWith(QStringLiteral(" now.")))
            return true;
    return false;
}

} // namespace

void shootPlaylists(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const auto settle = [] {
        for (int i = 0; i < 8; ++i)
            QApplication::processEvents();
    };
    const auto say = [&](Event event) {
        bridge.listener()(std::move(event));
        settle();
    };
    auto libraries = exampleLibraries();
    libraries[0].name = "Local Music #1";
    say(LibrariesChanged{libraries});
    window.pages().go(ui::MainPages::Place::library);
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    say(examplePlaylists());
    auto& sidebar = window.sidebar();
    Q_EMIT sidebar.playlistChosen(2);
    say(examplePlaylist(bridge.lastRequest(), 2, songs));
    shoot("playlist", nullptr);
    Q_EMIT sidebar.playlistChosen(3);
    say(PlaylistLoaded{.request = bridge.lastRequest(), .playlist = 3, .songs = {}, .entries = {}});
    shoot("playlist-empty", nullptr);
    Q_EMIT sidebar.playlistChosen(5);
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, songs});
    shoot("playlist-rules", nullptr);
    Q_EMIT sidebar.editWanted(5);
    settle();
    if (auto* dialog = window.findChild<ui::RulesDialog*>()) {
        waitFor([&] { return saysSongs(*dialog); });
        shoot("playlist-rules-editor", dialog);
        delete dialog;
    }
    Q_EMIT sidebar.playlistChosen(6);
    say(examplePlaylist(bridge.lastRequest(), 6, songs));
    shoot("playlist-file", nullptr);
    PlaylistImported imported{.playlist = 4, .file = "/home/listener/summer.m3u", .lines = {}};
    for (int i = 0; i < 12; ++i)
        imported.lines.push_back({.written = "C:\\Music\\Summer\\" + std::to_string(i) + ".mp3",
                                  .title = songs[static_cast<std::size_t>(i)].title,
                                  .match = static_cast<LineMatch>(i % 7),
                                  .track = i % 7 < 4 ? i + 1 : 0});
    say(imported);
    shoot("playlist-imported", nullptr);
    ui::ImportReport report(imported, &window);
    report.setAttribute(Qt::WA_DeleteOnClose, false);
    report.show();
    settle();
    shoot("playlist-report", &report);
    report.hide();
    Q_EMIT sidebar.libraryChosen(kAllMusic);
    settle();
    auto* menu = new ui::SongMenu(
        {.hasAlbum = true, .hasArtist = true, .canTakeOut = true, .playlists = examplePlaylists().playlists}, &window);
    menu->popup(window.mapToGlobal(QPoint(260, 60)));
    shoot("menu-in-playlist", menu);
    menu->close();
    shoot("all-music", nullptr);
    window.finding().open();
    auto* field = window.finding().findChild<QLineEdit*>();
    field->clear();
    settle();
    shoot("find-empty", nullptr);
    const auto* found = window.finding().findChild<QListView*>()->model();
    field->setText(QStringLiteral("night"));
    waitFor([&] { return found->rowCount() > 0; });
    shoot("find", nullptr);
    field->setText(QStringLiteral("qwertz"));
    waitFor([&] { return found->rowCount() == 0; });
    shoot("find-nothing", nullptr);
    window.finding().hide();
    Q_EMIT sidebar.libraryChosen(1);
    settle();
}

} // namespace segue::test
