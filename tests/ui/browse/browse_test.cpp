// SPDX-License-Identifier: GPL-3.0-or-later
// Albums, artists and genres in place of the table, and the songs of one of them in it.
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/browse/album_grid.h"
#include "ui/browse/album_model.h"
#include "ui/browse/album_strip.h"
#include "ui/browse/folder_view.h"
#include "ui/browse/group_header.h"
#include "ui/browse/name_list.h"
#include "ui/browse/tile_covers.h"
#include "ui/browse/view_switch.h"
#include "ui/kit/link_label.h"
#include "ui/songs/browse_desk.h"
#include "ui/songs/column_layouts.h"
#include "ui/words/browse_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

#include <ctime>
#include <fstream>
#include <unistd.h>

using namespace segue;
using namespace segue::ui;

namespace {

Track browseSong(TrackId id, const std::string& title, const std::string& artist, const std::string& album, int track) {
    Track one;
    one.id = id;
    one.library = 1;
    one.path = "/music/" + album + "/" + std::to_string(track) + ".mp3";
    one.title = title;
    one.artist = artist;
    one.album = album;
    one.trackNumber = track;
    one.genre = artist == "Queen" ? "Rock" : "Pop";
    one.duration = std::chrono::minutes(3);
    return one;
}

struct BrowseFixture : test::WindowFixture {
    BrowseFixture() { open(songs); }

    std::vector<Track> songs{browseSong(1, "One Vision", "Queen", "A Kind of Magic", 1),
                             browseSong(2, "Friends", "Queen", "A Kind of Magic", 4),
                             browseSong(3, "Innuendo", "Queen", "Innuendo", 1),
                             browseSong(4, "SOS", "ABBA", "ABBA", 3),
                             browseSong(5, "Mamma Mia", "ABBA", "ABBA", 1),
                             browseSong(6, "Alone", "The Zombies", "", 0)};
    BrowseDesk& browse() { return pane().browse(); }
    void show(BrowseView view) {
        QTest::mouseClick(browse().viewSwitch()->findChildren<QToolButton*>().at(static_cast<int>(view) + 1), Qt::LeftButton);
    }
    AlbumGrid& grid() { return *pane().findChild<AlbumGrid*>(); }
    NameList& names() { return *pane().findChild<NameList*>(); }
    static QStringList rowsOf(const QListView& list) {
        QStringList rows;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            rows += list.model()->index(row, 0).data().toString();
        return rows;
    }
    QStringList titles() {
        QStringList rows;
        for (int row = 0; row < pane().model().rowCount(); ++row)
            rows += QString::fromStdString(pane().model().track(row).title);
        return rows;
    }
    static void click(QListView& list, int row) {
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(row, 0)).center());
    }
    QLineEdit& filter() { return *pane().findChild<QLineEdit*>(); }
};

} // namespace

TEST_CASE("an album says how loud it is, from its softest to its loudest song") {
    std::vector<Track> album(3);
    album[0].features = SoundFeatures{.loudnessLufs = -14.2F};
    album[1].features = SoundFeatures{.loudnessLufs = -8.6F};
    const SongList songs(album); // the third is not heard yet
    CHECK(loudnessRangeText(songs, {0, 1, 2}) == "-14 to -9 LUFS");
    CHECK(loudnessRangeText(songs, {1, 2}) == "-9 LUFS");
    CHECK(loudnessRangeText(songs, {2}).isEmpty());
}

TEST_CASE_METHOD(BrowseFixture, "an open album names albums that sound like it, which lead there") {
    QSignalSpy asked(&browse(), &BrowseDesk::alikeWanted);
    browse().openAlbumOf(1);
    REQUIRE(asked.size() == 1);
    const auto query = asked[0][0].value<AlikeQuery>();
    CHECK(query.song == 1);
    CHECK(query.of == SeedsOf::album);
    browse().takeAlike({.request = 1, .query = query, .groups = {{.song = songs[3], .songs = 2, .similarity = 0.9F}}});
    QLabel* line = nullptr;
    for (auto* label : pane().findChildren<QLabel*>())
        if (label->text().startsWith("Sounds like"))
            line = label;
    REQUIRE(line);
    CHECK(line->isVisible());
    CHECK(line->text().contains("ABBA by ABBA"));
    Q_EMIT line->linkActivated("0");
    CHECK(pane().model().rowCount() == 2);
    CHECK(browse().context()->name == "ABBA");
    CHECK_FALSE(line->isVisible()); // until its own have come
}

TEST_CASE("albums are a grid in the library's order, and a click shows the songs of one by track, Esc the grid again") {
    BrowseFixture f;
    f.show(BrowseView::albums);
    CHECK(f.rowsOf(f.grid()) == QStringList{"A Kind of Magic", "Innuendo", "ABBA"}); // as the list came
    CHECK(f.grid().isVisible());
    CHECK_FALSE(f.view().isVisible());
    f.click(f.grid(), 2);
    CHECK(f.titles() == QStringList{"Mamma Mia", "SOS"});
    CHECK(f.view().isVisible());
    CHECK(f.browse().header()->isVisible());
    QSignalSpy played(&f.library(), &LibraryPage::playWanted);
    f.browse().header()->findChild<QPushButton*>()->click();
    REQUIRE(played.size() == 1);
    const auto context = played[0][2].value<QueueContext>();
    CHECK(context.kind == QueueContext::Kind::album);
    CHECK(context.name == "ABBA");
    CHECK(played[0][0].value<std::vector<QueueSong>>().size() == 2);
    CHECK(f.library().goBack());
    CHECK(f.grid().isVisible());
    CHECK_FALSE(f.browse().header()->isVisible());
    CHECK_FALSE(f.library().goBack());
}

TEST_CASE("artists and genres are listed by name, and hold their songs") {
    BrowseFixture f;
    f.show(BrowseView::artists);
    CHECK(f.rowsOf(f.names()) == QStringList{"ABBA", "Queen", "The Zombies"});
    CHECK(f.names().model()->index(1, 0).data(NameModel::factsRole).toString().contains("2"));
    f.click(f.names(), 1);
    CHECK(f.titles() == QStringList{"One Vision", "Friends", "Innuendo"});
    f.show(BrowseView::genres); // closes what is open
    CHECK(f.rowsOf(f.names()) == QStringList{"Pop", "Rock"});
    f.show(BrowseView::songs);
    CHECK(f.titles().size() == 6);
}

TEST_CASE("an open artist shows its albums above its songs, and an album that is opened there leads back to it") {
    BrowseFixture f;
    f.songs.push_back(browseSong(7, "Under Pressure (feat. Queen)", "David Bowie", "Best of Bowie", 1));
    f.say(TracksLoaded{f.bridge.lastRequest(), 1, f.songs});
    f.show(BrowseView::artists);
    auto& strip = *f.browse().albumStrip();
    CHECK_FALSE(strip.isVisible());
    f.filter().setText("queen");
    f.click(f.names(), 1);
    REQUIRE(f.titles() == QStringList{"One Vision", "Friends", "Innuendo", "Under Pressure (feat. Queen)"});
    CHECK(strip.isVisible());
    CHECK(f.rowsOf(strip) == QStringList{"A Kind of Magic", "Innuendo"}); // none that it is only a guest on
    f.filter().setText("vision");
    f.click(strip, 0);
    CHECK(f.filter().text().isEmpty());
    CHECK(f.titles() == QStringList{"One Vision", "Friends"});
    CHECK(f.browse().context()->kind == QueueContext::Kind::album);
    CHECK_FALSE(strip.isVisible());
    CHECK(f.view().hasFocus());
    CHECK(f.library().goBack());
    CHECK(f.browse().context()->kind == QueueContext::Kind::artist);
    CHECK(f.titles().size() == 4);
    CHECK(strip.isVisible());
    CHECK(strip.hasFocus());
    CHECK(strip.currentIndex().row() == 0); // at the one that was left
    CHECK(f.library().goBack());
    CHECK(f.names().isVisible());
    CHECK_FALSE(strip.isVisible());
    CHECK(f.filter().text() == "queen");
}

TEST_CASE("the albums of an artist are reached, walked and opened with the keyboard, and the artist's name leads back") {
    BrowseFixture f;
    f.show(BrowseView::artists);
    f.click(f.names(), 1);
    auto& strip = *f.browse().albumStrip();
    f.view().setFocus();
    for (int i = 0; i < 20 && !strip.hasFocus(); ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    REQUIRE(strip.hasFocus());
    QTest::keyClick(&strip, Qt::Key_Home);
    QTest::keyClick(&strip, Qt::Key_Right);
    CHECK(strip.currentIndex().row() == 1);
    QTest::keyClick(&strip, Qt::Key_Return);
    CHECK(f.titles() == QStringList{"Innuendo"});
    QTest::keyClick(f.browse().header()->findChild<LinkLabel*>(), Qt::Key_Return);
    CHECK(f.titles().size() == 3);
    CHECK(f.library().goBack());
    CHECK(f.names().isVisible());
}

TEST_CASE("what is opened in place of an artist's album leads back to the list, not to that artist") {
    BrowseFixture f;
    f.show(BrowseView::artists);
    f.click(f.names(), 1);
    f.click(*f.browse().albumStrip(), 0);
    f.browse().openAlbumOf(4);
    CHECK(f.browse().context()->name == "ABBA");
    CHECK(f.library().goBack());
    CHECK(f.names().isVisible());
}

TEST_CASE("an artist's albums take the height of one tile, however many they are, and leave room for the songs") {
    const auto count = GENERATE(1, 200);
    const auto width = GENERATE(420, 1100);
    test::WindowFixture f({width, 700});
    std::vector<Track> songs;
    for (int i = 0; i < count; ++i)
        songs.push_back(browseSong(i + 1, "Song", "Nina Simone", "Album " + std::to_string(i), 1));
    f.open(songs);
    auto& browse = f.pane().browse();
    browse.openArtistOf(songs.front());
    QApplication::processEvents();
    auto& strip = *browse.albumStrip();
    REQUIRE(strip.model()->rowCount() == count);
    CHECK(strip.isVisible());
    CHECK(strip.height() < 220);
    CHECK(f.view().height() > 120);
    CHECK((strip.horizontalScrollBar()->maximum() > 0) == (count == 200));
    CHECK(strip.verticalScrollBar()->maximum() == 0);
    if (count == 1)
        return;
    QWheelEvent wheel(QPointF(20, 20), strip.viewport()->mapToGlobal(QPointF(20, 20)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(strip.viewport(), &wheel);
    CHECK(strip.horizontalScrollBar()->value() > 0);
    QTest::keyClick(&strip, Qt::Key_Home);
    QTest::keyClick(&strip, Qt::Key_End);
    CHECK(strip.viewport()->rect().contains(strip.visualRect(strip.model()->index(count - 1, 0)).center()));
}

TEST_CASE("among very many songs the albums of an artist follow its songs") {
    test::WindowFixture f;
    std::vector<Track> songs;
    for (int i = 0; i < 12'000; ++i)
        songs.push_back(
            browseSong(i + 1, "Song", "Artist " + std::to_string(i / 30), "Album " + std::to_string(i / 10), i % 10 + 1));
    f.open(songs);
    auto& browse = f.pane().browse();
    browse.openArtistOf(songs[61]);
    CHECK(f.pane().model().rowCount() == 30);
    CHECK_FALSE(browse.albumStrip()->isVisible());
    CHECK(test::waitUntil([&] { return browse.albumStrip()->isVisible(); }));
    CHECK(browse.albumStrip()->model()->rowCount() == 3);
    browse.openArtistOf(songs[0]); // now they are known
    CHECK(browse.albumStrip()->isVisible());
}

TEST_CASE("an artist without albums has no line of them, and one whose albums go loses them") {
    BrowseFixture f;
    f.show(BrowseView::artists);
    f.click(f.names(), 2); // The Zombies
    CHECK_FALSE(f.browse().albumStrip()->isVisible());
    CHECK(f.library().goBack());
    f.click(f.names(), 1);
    f.say(TracksRemoved{{3}});
    auto& strip = *f.browse().albumStrip();
    CHECK(test::waitUntil([&] { return f.rowsOf(strip) == QStringList{"A Kind of Magic"}; }));
}

TEST_CASE("covers of an artist's albums are asked for in their size, and answers for the grid's size change none") {
    BrowseFixture f;
    std::vector<int> sizes;
    QObject::connect(&f.browse(), &BrowseDesk::thumbnailWanted, &f.window,
                     [&](const CoverWish&, int pixels) { sizes.push_back(pixels); });
    f.show(BrowseView::artists);
    f.click(f.names(), 1);
    f.browse().albumStrip()->viewport()->grab();
    REQUIRE(sizes.size() == 2);
    const auto before = f.browse().albumStrip()->viewport()->grab().toImage();
    ThumbnailLoaded cover{
        .request = 1, .song = 1, .pixels = sizes.front() + 30, .cover = {.side = 2, .pixels = std::vector<std::uint8_t>(16, 255)}};
    f.browse().takeThumbnail(cover);
    CHECK(f.browse().albumStrip()->viewport()->grab().toImage() == before);
    cover.pixels = sizes.front();
    f.browse().takeThumbnail(cover);
    CHECK(f.browse().albumStrip()->viewport()->grab().toImage() != before);
    CHECK(sizes.size() == 2);
}

TEST_CASE("folders are a tree as on the disk, and one is opened with all beneath it") {
    BrowseFixture f;
    for (auto& one : f.songs)
        one.path = "/home/listener/Music/" + one.artist + one.path.string();
    f.say(TracksLoaded{f.bridge.lastRequest(), 1, f.songs});
    f.show(BrowseView::folders);
    auto& tree = *f.pane().findChild<FolderView*>();
    REQUIRE(tree.model()->rowCount() == 3);
    const auto queen = tree.model()->index(1, 0);
    CHECK(queen.data().toString() == "Queen");
    tree.expandAll();
    const auto magic = tree.model()->index(0, 0, tree.model()->index(0, 0, queen));
    CHECK(magic.data().toString() == "A Kind of Magic");
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(magic).center());
    CHECK(f.titles() == QStringList{"One Vision", "Friends"});
    CHECK(f.library().goBack());
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(tree.model()->index(1, 0)).center());
    CHECK(f.titles().size() == 3);
}

TEST_CASE("a search decides which albums are shown, rests while one is open, and comes back with the grid") {
    BrowseFixture f;
    f.show(BrowseView::albums);
    f.filter().setText("innuendo");
    CHECK(f.rowsOf(f.grid()) == QStringList{"Innuendo"});
    f.filter().setText("queen friends");
    REQUIRE(f.rowsOf(f.grid()) == QStringList{"A Kind of Magic"});
    f.click(f.grid(), 0);
    CHECK(f.filter().text().isEmpty());
    CHECK(f.titles() == QStringList{"One Vision", "Friends"}); // the whole of it
    f.filter().setText("vision");
    CHECK(f.titles() == QStringList{"One Vision"});
    CHECK(f.library().goBack()); // first the filter goes
    CHECK(f.library().goBack());
    CHECK(f.filter().text() == "queen friends");
    CHECK(f.rowsOf(f.grid()).size() == 1);
    f.filter().setText("zzzz");
    CHECK_FALSE(f.grid().isVisible());
}

TEST_CASE("songs that come and go while an album is open are in it or leave it, and with the last one it closes") {
    BrowseFixture f;
    f.show(BrowseView::albums);
    f.click(f.grid(), 1);
    CHECK(f.titles() == QStringList{"Innuendo"});
    f.say(TracksChanged{{browseSong(7, "Headlong", "Queen", "Innuendo", 4)}});
    CHECK(test::waitUntil([&] { return f.titles() == QStringList{"Innuendo", "Headlong"}; }));
    f.say(TracksRemoved{{7}});
    CHECK(test::waitUntil([&] { return f.titles() == QStringList{"Innuendo"}; }));
    f.say(TracksRemoved{{3}});
    CHECK(test::waitUntil([&] { return !f.browse().isOpen(); }));
    CHECK(test::waitUntil([&] { return f.rowsOf(f.grid()) == QStringList{"A Kind of Magic", "ABBA"}; }));
}

TEST_CASE("each library is shown as it was last") {
    BrowseFixture f;
    f.show(BrowseView::artists);
    f.window.sidebar().libraryChosen(2);
    CHECK(f.browse().viewSwitch()->view() == BrowseView::songs);
    f.window.sidebar().libraryChosen(1);
    CHECK(f.browse().viewSwitch()->view() == BrowseView::artists);
    f.say(TracksLoaded{f.bridge.lastRequest(), 1, f.songs});
    CHECK(f.rowsOf(f.names()).size() == 3);
}

TEST_CASE("covers are asked for as they are painted, a few at once, the last painted first") {
    TileCovers covers;
    std::vector<TrackId> asked;
    QObject::connect(&covers, &TileCovers::wanted, [&](const CoverWish& wish, int) { asked.push_back(wish.songs.front()); });
    const auto cover = [&](TrackId browseSong, int pixels = 100) {
        return covers.cover(browseSong, pixels, [browseSong] { return CoverWish{.songs = {browseSong}}; });
    };
    for (TrackId browseSong = 1; browseSong <= 50; ++browseSong)
        CHECK(cover(browseSong).isNull());
    CHECK(asked == std::vector<TrackId>{1, 2, 3, 4, 5, 6, 7, 8});
    ThumbnailLoaded loaded{
        .request = 1, .song = 1, .pixels = 100, .cover = {.side = 2, .pixels = std::vector<std::uint8_t>(16, 200)}};
    covers.take(loaded);
    CHECK(cover(1).width() == 100); // made for its place, whatever came
    CHECK(asked.size() == 9);
    CHECK(asked.back() == 50);
    covers.take({.request = 1, .song = 2, .pixels = 100, .cover = {}});
    CHECK(cover(2).isNull()); // it has none, and is not asked for again
    CHECK(std::ranges::count(asked, TrackId{2}) == 1);
    covers.take({.request = 1, .song = 4711, .pixels = 100, .cover = {}}); // another's
}

TEST_CASE("a cover of another size, or of songs that changed, is asked for anew and shown as it was meanwhile") {
    TileCovers covers;
    int asked = 0;
    QObject::connect(&covers, &TileCovers::wanted, [&](const CoverWish&, int) { ++asked; });
    const auto width = [&](TrackId browseSong, int pixels) {
        return covers.cover(browseSong, pixels, [browseSong] { return CoverWish{.songs = {browseSong}}; }).width();
    };
    ThumbnailLoaded loaded{
        .request = 1, .song = 1, .pixels = 100, .cover = {.side = 2, .pixels = std::vector<std::uint8_t>(16, 200)}};
    CHECK(width(1, 100) == 0);
    covers.take(loaded);
    CHECK(width(1, 120) == 100);
    CHECK(asked == 2);
    loaded.pixels = 120;
    covers.take(loaded);
    CHECK(width(1, 120) == 120);
    CHECK(asked == 2);
    covers.doubt();
    CHECK(width(1, 120) == 120);
    CHECK(asked == 3);
    covers.take({.request = 1, .song = 1, .pixels = 120, .cover = {}}); // it is gone
    CHECK(width(1, 120) == 0);
    CHECK(asked == 3);
    covers.take(loaded); // and there again, as the look behind the answer found
    CHECK(width(1, 120) == 120);
}

TEST_CASE("a search that is not understood is explained beneath its field") {
    BrowseFixture f;
    f.filter().setText("artits:queen");
    CHECK(f.filter().accessibleDescription().contains("artist"));
    f.filter().setText("queem");
    CHECK(f.filter().accessibleDescription().contains("queem"));
    CHECK(f.pane().model().rowCount() == 3);
    f.filter().setText("artist:queen year:");
    CHECK(f.filter().accessibleDescription().isEmpty());
}

TEST_CASE("20,000 albums of 200,000 songs by 12,000 artists", "[.][benchmark]") {
    test::WindowFixture f({1280, 800});
    std::vector<Track> songs;
    for (TrackId id = 1; id <= 200'000; ++id) {
        const auto album = static_cast<int>(id - 1) / 10;
        songs.push_back(browseSong(id, "title " + std::to_string(id), "artist " + std::to_string(album * 12'000 / 20'000),
                                   "album " + std::to_string(album), static_cast<int>(id % 10) + 1));
    }
    f.open(songs);
    auto& browse = f.pane().browse();
    const auto press = [&](BrowseView view) {
        Q_EMIT browse.viewSwitch()->chosen(view);
        f.window.grab();
    };
    press(BrowseView::songs);
    BENCHMARK("to the songs and painted") { press(BrowseView::songs); };
    BENCHMARK("from the songs to the albums, painted") {
        press(BrowseView::songs);
        press(BrowseView::albums);
    };
    BENCHMARK("from the songs to the artists, painted") {
        press(BrowseView::songs);
        press(BrowseView::artists);
    };
    BENCHMARK("from the songs to the genres, painted") {
        press(BrowseView::songs);
        press(BrowseView::genres);
    };
    press(BrowseView::albums);
    auto& grid = *f.pane().findChild<AlbumGrid*>();
    int place = 0;
    BENCHMARK("a frame of scrolling albums") {
        grid.verticalScrollBar()->setValue(place = (place + 77) % grid.verticalScrollBar()->maximum());
        grid.viewport()->repaint();
    };
    auto& filter = *f.pane().findChild<QLineEdit*>();
    BENCHMARK("a keystroke in the search over albums") {
        filter.setText("album 19");
        filter.setText("album 199");
    };
}

TEST_CASE("20,000 albums with covers: first paint, frames of scrolling, memory", "[.][benchmark]") {
    const auto now = [] { // milliseconds of this thread, which is the window's: other programs do not count
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    const auto megabytes = [] { // of memory, resident
        std::ifstream facts("/proc/self/statm");
        long pages = 0;
        facts >> pages >> pages;
        return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
    };
    test::WindowFixture f({1920, 1080});
    std::vector<Track> songs;
    for (TrackId id = 1; id <= 200'000; ++id) {
        const auto album = static_cast<int>(id - 1) / 10;
        songs.push_back(browseSong(id, "title " + std::to_string(id), "artist " + std::to_string(album * 12'000 / 20'000),
                                   "album " + std::to_string(album), static_cast<int>(id % 10) + 1));
        songs.back().hasCover = true;
    }
    f.open(songs);
    auto& browse = f.pane().browse();
    CoverSquare square{.side = 160, .pixels = std::vector<std::uint8_t>(std::size_t{160} * 160 * 4, 200)};
    QObject::connect(&browse, &BrowseDesk::thumbnailWanted, &browse, [&](const CoverWish& wish, int pixels) {
        const auto first = wish.songs.front();
        QMetaObject::invokeMethod( // as the shelf answers, from elsewhere
            &browse,
            [&, first, pixels] {
                square.pixels[static_cast<std::size_t>(first) % square.pixels.size()] ^= 0xFFU;
                browse.takeThumbnail({.request = 1, .song = first, .pixels = pixels, .cover = square});
            },
            Qt::QueuedConnection);
    });
    const double before = megabytes();
    double start = now();
    Q_EMIT browse.viewSwitch()->chosen(BrowseView::albums);
    f.window.grab();
    WARN("to the albums, painted: " << now() - start << " ms");
    auto& grid = *f.pane().findChild<AlbumGrid*>();
    std::vector<double> frames, events;
    for (int frame = 0; frame < 500; ++frame) {
        start = now();
        grid.verticalScrollBar()->setValue(frame * 61);
        grid.viewport()->repaint();
        frames.push_back(now() - start);
        start = now();
        QApplication::processEvents(); // covers arrive
        events.push_back(now() - start);
    }
    for (auto* times : {&frames, &events})
        std::ranges::sort(*times);
    const auto part = [](const std::vector<double>& times, std::size_t share) { return times[times.size() * share / 1000]; };
    WARN("a frame of scrolling, " << grid.viewport()->width() << " x " << grid.viewport()->height() << ": median "
                                  << part(frames, 500) << ", of a hundred the longest " << part(frames, 990) << ", of all "
                                  << frames.back() << " ms; covers that arrive between two: median " << part(events, 500) << ", "
                                  << part(events, 990) << ", " << events.back() << " ms");
    WARN("memory: " << megabytes() - before << " MB more");
}

TEST_CASE("a layout of columns is saved under a name, shown again and removed") {
    QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    ColumnLayouts layouts(settings);
    layouts.save("For DJs & co.", "measured");
    layouts.save("Files/2", "files");
    CHECK(ColumnLayouts(settings).names() == QStringList{"For DJs & co.", "Files/2"});
    QByteArray shown = "nothing";
    QWidget window;
    QMenu menu;
    layouts.addTo(menu, &window, "now", [&](const QByteArray& layout) { shown = layout; });
    auto* entries = menu.findChild<QMenu*>("columnLayouts");
    REQUIRE(entries);
    const auto trigger = [](const QMenu& in, const QString& words) {
        for (auto* action : in.actions())
            if (action->text() == words)
                return action->trigger();
        FAIL(words.toStdString());
    };
    trigger(*entries, "Files/2");
    CHECK(shown == "files");
    trigger(*entries, "As at first");
    CHECK(shown.isEmpty());
    trigger(*entries->findChild<QMenu*>(), "For DJs && co.");
    CHECK(layouts.names() == QStringList{"Files/2"});
}
