// SPDX-License-Identifier: GPL-3.0-or-later
// The covers in the rows of a narrow window's song table.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/songs/row_covers.h"

#include <QImage>
#include <QScrollBar>

#include <algorithm>
#include <vector>

using namespace segue;
using namespace segue::ui;

namespace {

/// Albums of ten songs, each in its folder.
std::vector<Track> manyAlbums(int albums) {
    std::vector<Track> songs;
    for (int i = 0; i < albums * 10; ++i) {
        Track one;
        one.id = i + 1;
        one.library = 1;
        one.album = "Album " + std::to_string(i / 10);
        one.artist = one.albumArtist = "Artist";
        one.path = "/music/" + one.album + "/" + std::to_string(i) + ".mp3";
        one.title = "Song " + std::to_string(i);
        one.trackNumber = i % 10 + 1;
        one.hasCover = true;
        songs.push_back(std::move(one));
    }
    return songs;
}

struct RowsFixture : test::WindowFixture {
    explicit RowsFixture(QSize size = {420, 700})
        : test::WindowFixture(size) {
        QObject::connect(&view().covers(), &RowCovers::wanted, &window, [this](const CoverWish& wish, int pixels) {
            wishes.push_back(wish);
            side = pixels;
        });
    }
    void paint() { view().viewport()->grab(); }
    void answer(TrackId song, std::uint8_t red) {
        CoverSquare square{.side = 8, .pixels = {}};
        for (int i = 0; i < 8 * 8; ++i)
            for (const std::uint8_t value : {red, std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{255}})
                square.pixels.push_back(value);
        view().covers().take({.request = 1, .song = song, .pixels = side, .cover = std::move(square)});
    }
    /// The colour in the middle of the upper half of a row's cover, where no initials are.
    QColor coverOf(int row) {
        const QRect cell = view().visualRect(view().model()->index(row, static_cast<int>(SongColumn::title)));
        return view().viewport()->grab().toImage().pixelColor(cell.left() + 8 + 20, cell.center().y() - 14);
    }
    std::vector<CoverWish> wishes;
    int side = 0;
};

} // namespace

TEST_CASE("rows of a narrow window ask for the covers of the albums that are in sight, once each; those of a wide one for none") {
    RowsFixture f;
    f.open(manyAlbums(200));
    f.paint();
    REQUIRE_FALSE(f.wishes.empty());
    CHECK(f.wishes.size() <= 3); // of 2,000 songs a dozen are in sight
    CHECK(f.wishes.front().songs.size() == CoverWish::kMostSongs);
    CHECK(f.wishes.front().songs.front() == 1);
    CHECK(f.wishes.front().hasOwnFolder);
    const auto asked = f.wishes.size();
    f.paint();
    CHECK(f.wishes.size() == asked);
    f.view().verticalScrollBar()->setValue(f.view().verticalScrollBar()->maximum());
    f.paint();
    CHECK(f.wishes.size() > asked);
    CHECK(f.wishes.back().songs.front() > 1'900);
    CHECK(f.wishes.size() <= asked + 3);

    RowsFixture wide({1100, 700});
    wide.open(manyAlbums(200));
    wide.paint();
    CHECK(wide.wishes.empty());
}

TEST_CASE("a cover that comes is shown in all rows of its album, and in none of another one, which has a coloured tile") {
    RowsFixture f;
    f.open(manyAlbums(200));
    f.paint();
    const QColor before = f.coverOf(0);
    f.answer(1, 250);
    CHECK(f.coverOf(0).red() > 200);
    CHECK(f.coverOf(4).red() > 200);
    CHECK(f.coverOf(4).green() < 60);
    CHECK(before != f.coverOf(0));
    f.view().scrollTo(f.view().model()->index(9, static_cast<int>(SongColumn::title)), QAbstractItemView::PositionAtTop);
    CHECK(f.coverOf(9).red() > 200);
    CHECK(f.coverOf(10) != f.coverOf(9));
}

TEST_CASE("a song that is in no library has a coloured tile, and nothing is asked for it") {
    RowsFixture f;
    f.open({});
    auto songs = manyAlbums(1);
    songs.resize(1);
    songs.front().id = 0;
    songs.front().library = 0;
    f.pane().setPlaylistSongs(SongList(songs), {});
    f.paint();
    CHECK(f.wishes.empty());
    CHECK(f.coverOf(0) != f.view().viewport()->palette().color(QPalette::Base));
}

TEST_CASE("covers are asked for again when songs have changed, and shown as they were until then") {
    RowsFixture f;
    auto songs = manyAlbums(2);
    f.open(songs);
    f.paint();
    f.answer(1, 250);
    const auto asked = f.wishes.size();
    songs[3].title = "Another title";
    f.say(TracksChanged{{songs[3]}});
    CHECK(f.coverOf(0).red() > 200);
    CHECK(test::waitUntil([&] {
        f.paint();
        return f.wishes.size() > asked;
    }));
    CHECK(f.coverOf(0).red() > 200);
}
