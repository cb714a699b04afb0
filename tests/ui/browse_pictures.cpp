// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/browse_pictures.h"

#include "tests/ui/example_songs.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/library_page.h"
#include "ui/songs/song_pane.h"
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
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    auto& pane = window.pages().library().pane();
    auto& browse = pane.browse();
    int number = 0;
    QObject::connect(&browse, &ui::BrowseDesk::thumbnailWanted, &window, [&](const CoverWish& wish, int pixels) {
        ThumbnailLoaded cover{.request = 1, .song = wish.songs.front(), .pixels = pixels, .cover = {}};
        if (++number % 3 != 0)
            cover.cover = squareOf(number);
        QMetaObject::invokeMethod(
            &window, [&browse, cover] { browse.takeThumbnail(cover); }, Qt::QueuedConnection);
    });
    const auto show = [&](ui::BrowseView view, const char* name) {
        browse.viewSwitch()->setView(view);
        Q_EMIT browse.viewSwitch()->chosen(view);
        window.grab(); // asks for the covers
        for (int i = 0; i < 20; ++i)
            QApplication::processEvents();
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
    shoot("browse-artist", nullptr);
    browse.leave();
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
