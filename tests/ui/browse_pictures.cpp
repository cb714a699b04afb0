// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/browse_pictures.h"

#include "tests/ui/example_songs.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/window/main_pages.h"

#include <QApplication>

namespace segue::test {

namespace {

/// A plain picture of two colours.
CoverSquare squareOf(int number) {
    constexpr int kSide = 96;
    CoverSquare cover{.side = kSide, .pixels = {}};
    for (int y = 0; y < kSide; ++y)
        for (int x = 0; x < kSide; ++x) {
            const bool isInside = (x - 48) * (x - 48) + (y - 48) * (y - 48) < 900;
            for (const int value :
                 {isInside ? 220 : 40 + number * 37 % 180, isInside ? 90 + number * 11 % 120 : 60, number * 53 % 200, 255})
                cover.pixels.push_back(static_cast<std::uint8_t>(value));
        }
    return cover;
}

} // namespace

void shootBrowsing(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    };
    say(LibrariesChanged{exampleLibraries()});
    window.pages().go(ui::MainPages::Place::library);
    const RequestId request = bridge.lastRequest();
    say(TracksLoaded{request, 1, songs});
    auto& pane = window.pages().library().pane();
    auto& browse = pane.browse();
    int number = 0;
    const auto answer = [&](const CoverWish& wish, int pixels) {
        ThumbnailLoaded cover{.request = 1, .song = wish.songs.front(), .pixels = pixels, .cover = {}};
        if (++number % 3 != 0)
            cover.cover = squareOf(number);
        QMetaObject::invokeMethod(
            &window,
            [&pane, cover] {
                pane.browse().takeThumbnail(cover);
                pane.view().covers().take(cover);
            },
            Qt::QueuedConnection);
    };
    QObject::connect(&browse, &ui::BrowseDesk::thumbnailWanted, &window, answer);
    QObject::connect(&pane.view().covers(), &ui::RowCovers::wanted, &window, answer);
    const auto settle = [&window] {
        window.grab(); // asks for the covers
        for (int i = 0; i < 20; ++i)
            QApplication::processEvents();
    };
    const auto show = [&](ui::BrowseView view, const char* name) {
        browse.viewSwitch()->setView(view);
        Q_EMIT browse.viewSwitch()->chosen(view);
        settle();
        shoot(name, nullptr);
    };
    show(ui::BrowseView::albums, "browse-albums");
    browse.openAlbumOf(songs[30].id);
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
    shoot("browse-album", nullptr);
    browse.leave();
    show(ui::BrowseView::artists, "browse-artists");
    browse.openArtistOf(songs[300]);
    settle();
    shoot("browse-artist", nullptr);
    browse.leave();
    auto many = songs;
    for (std::size_t i = 0; i < 200; ++i) {
        many[i].artist = many[i].albumArtist = "Nina Simone";
        many[i].artists.clear();
        many[i].album = "Album of a long name " + std::to_string(i / 3);
    }
    say(TracksLoaded{request, 1, many});
    browse.openArtistOf(many[0]);
    settle();
    shoot("browse-artist-many", nullptr);
    browse.leave();
    say(TracksLoaded{request, 1, songs});
    show(ui::BrowseView::genres, "browse-genres");
    show(ui::BrowseView::folders, "browse-folders");
    show(ui::BrowseView::songs, "browse-songs");
    pane.setFilter(QStringLiteral("artits:night yaer:1999"));
    shoot("browse-search", nullptr);
    pane.setFilter(QStringLiteral("lamtern year:2000..2010"));
    shoot("browse-forgiven", nullptr);
    pane.setFilter({});
}

} // namespace segue::test
