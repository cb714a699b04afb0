// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/details/details_page.h"
#include "ui/details/fact_list.h"
#include "ui/kit/rating_menu.h"
#include "ui/kit/star_rating.h"
#include "ui/songs/song_menu.h"
#include "ui/songs/song_table_model.h"
#include "ui/window/message_bar.h"
#include "ui/words/listening_text.h"

#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTreeView>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::sys_seconds kSomeDay{1'700'000'000s};

std::vector<Track> listenedSongs() {
    auto songs = test::exampleSongs(20);
    songs[0].rating = 3;
    songs[1].plays = 12;
    songs[2].added = songs[3].lastPlayed = kSomeDay;
    return songs;
}

int at(SongColumn column) { return static_cast<int>(column); }

/// What LibraryPage asked for.
struct Ratings {
    explicit Ratings(LibraryPage& page) {
        QObject::connect(&page, &LibraryPage::rateWanted, [this](TrackId track, int stars) { given.emplace_back(track, stars); });
    }
    std::vector<std::pair<TrackId, int>> given;
};

void clickStar(test::WindowFixture& f, int row, int star) {
    auto& view = f.view();
    const QRect cell = view.visualRect(view.model()->index(row, at(SongColumn::rating)));
    for (int x = cell.left(); x < cell.right(); ++x)
        if (SongTableDelegate::starAt(cell, {x, cell.center().y()}) == star)
            return QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {x + 3, cell.center().y()});
}

} // namespace

TEST_CASE("stars, plays and dates are written for people, and say nothing where there is nothing") {
    CHECK(starsText(3) == "★★★☆☆");
    CHECK(starsText(5) == "★★★★★");
    CHECK(starsText(0).isEmpty());
    CHECK(playsText(0) == "never");
    CHECK(playsText(1) == "once");
    CHECK(playsText(12) == "12 times");
    CHECK(dayText(kSomeDay) == QLocale().toString(QDateTime::fromSecsSinceEpoch(1'700'000'000).date(), QLocale::ShortFormat));
    CHECK(dayText({}).isEmpty());
    const Track untouched = test::exampleSongs(1).front();
    for (const auto column : {SongColumn::rating, SongColumn::plays, SongColumn::added, SongColumn::lastPlayed}) {
        CHECK(cellText(untouched, column).isEmpty());
        CHECK_FALSE(cellNumber(untouched, column));
        CHECK_FALSE(listeningSentence(untouched, column).isEmpty());
    }
    CHECK(listeningFacts(untouched).size() == 4);
    CHECK(listeningFacts({}).empty());
}

TEST_CASE("songs sort by stars, plays and dates; those without any stand last") {
    SongTableModel model;
    const auto songs = listenedSongs();
    model.setTracks(songs);
    const std::pair<SongColumn, std::size_t> first[] = {
        {SongColumn::rating, 0}, {SongColumn::plays, 1}, {SongColumn::added, 2}, {SongColumn::lastPlayed, 3}};
    for (const auto& [column, song] : first)
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(at(column), order);
            CHECK(model.track(0).id == songs[song].id);
        }
}

TEST_CASE("the rating is shown where the table has room, and wherever the listener wants it; the rest is hidden at first") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        test::WindowFixture f({1400, 700}, file);
        f.open(listenedSongs());
        CHECK(f.view().showsRatings());
        for (const auto column : {SongColumn::plays, SongColumn::added, SongColumn::lastPlayed})
            CHECK(f.view().isColumnHidden(at(column)));
        f.window.resize(900, 700);
        QApplication::processEvents();
        CHECK_FALSE(f.view().showsRatings());
        f.window.resize(500, 700);
        QApplication::processEvents();
        CHECK_FALSE(f.view().showsRatings());
        CHECK(f.view().header()->length() == f.view().viewport()->width());
        f.view().setColumnHidden(at(SongColumn::plays), false);
        f.window.resize(1400, 700);
        QApplication::processEvents();
        CHECK(f.view().showsRatings());
        f.window.close();
    }
    Settings(file).setLayout("songRatingChosen", "1"); // as the header's menu does
    test::WindowFixture again({900, 700}, file);
    again.open(listenedSongs());
    CHECK(again.view().showsRatings());
}

TEST_CASE("a layout from before there were ratings is taken over, and the new columns stay hidden") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        QStandardItemModel ten(0, 10);
        QTreeView old;
        old.setModel(&ten);
        old.hideColumn(at(SongColumn::album));
        Settings(file).setLayout("songTable", old.header()->saveState());
    }
    test::WindowFixture f({1000, 700}, file);
    f.open(listenedSongs());
    CHECK(f.view().isColumnHidden(at(SongColumn::album)));
    CHECK_FALSE(f.view().isColumnHidden(at(SongColumn::tempo)));
    for (const auto column : {SongColumn::rating, SongColumn::plays, SongColumn::added, SongColumn::lastPlayed})
        CHECK(f.view().isColumnHidden(at(column)));
}

TEST_CASE("a click on a star rates the song and chooses nothing; a click on the last one takes the stars away") {
    test::WindowFixture f({1400, 700});
    f.open(listenedSongs());
    const Ratings ratings(f.library());
    const QSignalSpy chosen(&f.pane(), &SongPane::trackChosen);
    clickStar(f, 4, 5);
    clickStar(f, 0, 3); // it has three
    clickStar(f, 0, 1);
    const auto& songs = f.pane().model();
    CHECK(ratings.given ==
          std::vector<std::pair<TrackId, int>>{{songs.track(4).id, 5}, {songs.track(0).id, 0}, {songs.track(0).id, 1}});
    CHECK(chosen.isEmpty());
    const auto* bar = f.window.findChild<MessageBar*>();
    CHECK(test::waitUntil([&] { return bar->message().contains(QString(1, QChar(u'\u2605'))); })); // with a way back
    CHECK_FALSE(bar->findChild<QPushButton*>()->isHidden());
    const QRect cell = f.view().visualRect(f.view().model()->index(4, at(SongColumn::rating)));
    QTest::mouseClick(f.view().viewport(), Qt::LeftButton, {}, {cell.right() - 1, cell.center().y()}); // beside the stars
    CHECK(ratings.given.size() == 3);
    CHECK(chosen.size() == 1);
}

TEST_CASE("keys rate the song at hand; where no stars are seen a sentence says so") {
    test::WindowFixture f({900, 700});
    f.open(listenedSongs());
    auto* messages = f.window.findChild<MessageBar*>();
    QTest::keyClick(&f.window, Qt::Key_4, Qt::ControlModifier);
    QApplication::processEvents();
    CHECK(messages->isVisible()); // nothing is chosen
    f.click(1);
    QTest::keyClick(&f.window, Qt::Key_4, Qt::ControlModifier);
    QApplication::processEvents();
    bool said = false;
    for (const auto* label : messages->findChildren<QLabel*>())
        said = said || label->text().contains("★★★★☆");
    CHECK(said);
}

TEST_CASE("a song's menu marks its stars and gives others") {
    auto* menu = new SongMenu(SongMenuPlace{}, nullptr);
    menu->setRating(2);
    auto* stars = menu->findChild<RatingMenu*>();
    REQUIRE(stars);
    int given = -1;
    QObject::connect(menu, &SongMenu::rated, [&given](int rating) { given = rating; });
    for (auto* action : stars->actions())
        CHECK(action->isChecked() == (action->data().toInt() == 2));
    stars->actions().back()->trigger();
    CHECK(given == 0);
    stars->actions().front()->trigger();
    CHECK(given == 5);
    delete menu;
    const SongMenu stranger({.isInLibrary = false}, nullptr);
    CHECK_FALSE(stranger.findChild<RatingMenu*>()->isEnabled());
}

TEST_CASE("a song's details say what the listener did with it, and follow a change") {
    test::WindowFixture f;
    auto songs = listenedSongs();
    f.open(songs);
    auto& page = f.window.pages().details();
    f.window.pages().showDetails(songs[0]);
    const auto says = [&page](const QString& what) {
        const auto labels = page.listening().findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text().contains(what); });
    };
    CHECK(says("★★★☆☆"));
    songs[0].rating = 5;
    songs[0].plays = 7;
    f.say(TracksChanged{.tracks = {songs[0]}, .outlined = true});
    CHECK(says("★★★★★"));
    CHECK(says("7 times"));
}

TEST_CASE("the place of a star is where it is painted") {
    const QRect room(10, 0, 120, 30);
    QImage image(140, 30, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QPalette palette;
    palette.setColor(QPalette::Link, Qt::black);
    paintStars(painter, room, 5, false, palette);
    painter.end();
    for (int star = 1; star <= 5; ++star) {
        const QPoint centre(room.left() + 15 * star - 8, 15);
        CHECK(starAt(room, centre) == star);
        CHECK(qGray(image.pixel(centre)) < 128);
    }
    CHECK(starAt(room, {120, 15}) == 0);
    CHECK(starAt(room, {5, 15}) == 0);
}
