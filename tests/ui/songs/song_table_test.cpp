// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/songs/song_table_model.h"
#include "ui/words/format.h"
#include "ui/words/message_text.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTreeView>

#include <algorithm>
#include <set>

using namespace segue;
using namespace segue::ui;

namespace {

QStringList column(const SongTableModel& model, SongColumn which) {
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, static_cast<int>(which)).data().toString();
    return texts;
}

Track song(TrackId id, std::string title, std::string artist = "A", std::string album = "X", int number = 0) {
    Track track;
    track.id = id;
    track.library = 1;
    track.title = std::move(title);
    track.artist = std::move(artist);
    track.album = std::move(album);
    track.trackNumber = number;
    return track;
}

void sortBy(SongTableModel& model, SongColumn which, Qt::SortOrder order = Qt::AscendingOrder) {
    model.sort(static_cast<int>(which), order);
}

} // namespace

TEST_CASE("the table keeps Qt's rules for models through loading, sorting, filtering and changes") {
    SongTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto songs = test::exampleSongs(300);
    const std::vector<Track> later(songs.begin() + 250, songs.end());
    songs.resize(250);
    model.setTracks(songs);
    sortBy(model, SongColumn::title, Qt::DescendingOrder);
    model.setFilter("night");
    model.applyChanges(later);
    model.removeTracks({1, 2, 3, 260});
    model.setFilter("");
    sortBy(model, SongColumn::number);
    CHECK(model.rowCount() == 296);
}

TEST_CASE("titles sort as people read them: case and accents aside, numbers by value") {
    SongTableModel model;
    model.setTracks(
        {song(1, "Track 10"), song(2, "élan"), song(3, "Track 2"), song(4, "Zebra"), song(5, "apple"), song(6, "Eland")});
    sortBy(model, SongColumn::title);
    CHECK(column(model, SongColumn::title) == QStringList{"apple", "élan", "Eland", "Track 2", "Track 10", "Zebra"});
    sortBy(model, SongColumn::title, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::title) == QStringList{"Zebra", "Track 10", "Track 2", "Eland", "élan", "apple"});
}

TEST_CASE("a title of any length and script has its place, and those that people hold for the same stay in order") {
    SongTableModel model;
    const std::string endless(5000, 'm');
    model.setTracks({song(1, endless + "b"), song(2, "É"), song(3, "e\u0301"), song(4, "夜"), song(5, endless + "a"), song(6, "E"),
                     song(7, "e"), song(8, std::string("\xFF\xFE broken")), song(9, "!")});
    sortBy(model, SongColumn::title);
    std::vector<TrackId> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.push_back(model.track(row).id);
    CHECK(ids.front() == 9);
    const auto place = [&](TrackId id) { return std::find(ids.begin(), ids.end(), id) - ids.begin(); };
    CHECK(place(6) < place(7)); // E, e: as they came
    CHECK(place(7) < place(2));
    CHECK(place(2) + 1 == place(3)); // written in two ways, and as they came
    CHECK(place(5) < place(1));
    CHECK(place(1) < place(4));
}

TEST_CASE("sorting by number gives the library's own order back") {
    SongTableModel model;
    const auto songs = test::exampleSongs(100);
    model.setTracks(songs);
    const auto before = column(model, SongColumn::title);
    sortBy(model, SongColumn::length);
    CHECK(column(model, SongColumn::title) != before);
    sortBy(model, SongColumn::number);
    CHECK(column(model, SongColumn::title) == before);
}

TEST_CASE("songs without a tag stand last whichever way the column is sorted") {
    SongTableModel model;
    model.setTracks({song(1, "a", ""), song(2, "b", "Zoe"), song(3, "c", "Abe")});
    sortBy(model, SongColumn::artist);
    CHECK(column(model, SongColumn::title) == QStringList{"c", "b", "a"});
    sortBy(model, SongColumn::artist, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::title) == QStringList{"b", "c", "a"});
}

TEST_CASE("tempo, key and loudness are sorted as what they are, and what is not known stands last either way") {
    SongTableModel model;
    std::vector<Track> songs{song(1, "none"), song(2, "C minor"), song(3, "B major"), song(4, "C major"), song(5, "no key")};
    songs[1].features = SoundFeatures{.tempoBpm = 98.6F, .key = 12, .keyStrength = 0.5F, .loudnessLufs = -8.F};
    songs[2].features = SoundFeatures{.tempoBpm = 101.F, .key = 11, .keyStrength = 0.5F, .loudnessLufs = -23.F};
    songs[3].features = SoundFeatures{.tempoBpm = 9.F, .key = 0, .keyStrength = 0.5F, .loudnessLufs = -14.25F};
    songs[4].features = SoundFeatures{.tempoBpm = 0.F, .key = -1, .loudnessLufs = -70.F};
    model.setTracks(songs);
    sortBy(model, SongColumn::key);
    CHECK(column(model, SongColumn::title) == QStringList{"C major", "C minor", "B major", "none", "no key"});
    CHECK(column(model, SongColumn::key) == QStringList{"C major", "C minor", "B major", "", ""});
    sortBy(model, SongColumn::key, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::title) == QStringList{"B major", "C minor", "C major", "none", "no key"});
    sortBy(model, SongColumn::tempo);
    CHECK(column(model, SongColumn::tempo) == QStringList{"9", "99", "101", "", ""});
    sortBy(model, SongColumn::tempo, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::tempo) == QStringList{"101", "99", "9", "", ""});
    sortBy(model, SongColumn::loudness);
    CHECK(column(model, SongColumn::title) == QStringList{"no key", "B major", "C major", "C minor", "none"});
    sortBy(model, SongColumn::loudness, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::title) == QStringList{"C minor", "C major", "B major", "no key", "none"});
    CHECK(model.index(0, static_cast<int>(SongColumn::loudness)).data().toString().contains("8.0"));
}

TEST_CASE("what is measured stands at the right and says what it is; songs that wait say so") {
    SongTableModel model;
    std::vector<Track> songs{song(1, "measured"), song(2, "waiting")};
    songs[0].state = AnalysisState::done;
    songs[0].features = SoundFeatures{.tempoBpm = 98.6F, .key = 21, .keyStrength = 0.5F, .loudnessLufs = -8.F};
    model.setTracks(songs);
    for (const auto which : {SongColumn::tempo, SongColumn::loudness}) {
        const auto cell = model.index(0, static_cast<int>(which));
        CHECK((cell.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight) != 0);
        CHECK_FALSE(model.headerData(static_cast<int>(which), Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
    const auto tip = [&](int row, SongColumn which) {
        return model.index(row, static_cast<int>(which)).data(Qt::ToolTipRole).toString();
    };
    CHECK(tip(0, SongColumn::tempo).contains("98.6"));
    CHECK(tip(0, SongColumn::key).contains("A minor"));
    CHECK(tip(0, SongColumn::loudness).contains("LUFS"));
    CHECK(tip(1, SongColumn::tempo).contains("waiting"));
}

TEST_CASE("the columns of what is measured are hidden until they are asked for, and then remembered") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    const int tempo = static_cast<int>(SongColumn::tempo);
    {
        test::WindowFixture f({1100, 700}, file);
        f.open(test::exampleSongs(20));
        for (const auto which : {SongColumn::tempo, SongColumn::key, SongColumn::loudness})
            CHECK(f.view().isColumnHidden(static_cast<int>(which)));
        f.view().setColumnHidden(tempo, false);
        f.window.resize(500, 700); // narrow: fewer columns, and the wide layout's come back
        QApplication::processEvents();
        CHECK(f.view().isColumnHidden(tempo));
        f.window.resize(1100, 700);
        QApplication::processEvents();
        CHECK_FALSE(f.view().isColumnHidden(tempo));
        f.window.close();
    }
    test::WindowFixture again({1100, 700}, file);
    again.open(test::exampleSongs(20));
    CHECK_FALSE(again.view().isColumnHidden(tempo));
    CHECK(again.view().isColumnHidden(static_cast<int>(SongColumn::key)));
}

TEST_CASE("a layout from before there were these columns is taken over, and they stay hidden") {
    const QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        QStandardItemModel seven(0, 7);
        QTreeView old;
        old.setModel(&seven);
        old.header()->moveSection(1, 2);
        old.hideColumn(4);
        Settings(file).setLayout("songColumns", old.header()->saveState());
    }
    test::WindowFixture f({1100, 700}, file);
    f.open(test::exampleSongs(20));
    for (const auto which : {SongColumn::tempo, SongColumn::key, SongColumn::loudness})
        CHECK(f.view().isColumnHidden(static_cast<int>(which)));
    CHECK(f.view().isColumnHidden(static_cast<int>(SongColumn::genre)));
    CHECK(f.view().header()->visualIndex(1) == 2);
    CHECK(f.view().header()->count() == kSongColumns);
    f.view().setColumnHidden(static_cast<int>(SongColumn::key), false);
    CHECK(f.view().columnWidth(static_cast<int>(SongColumn::key)) > 0);
}

TEST_CASE("every word of the filter has to be found, in any field, whatever its case and accents") {
    SongTableModel model;
    model.setTracks(
        {song(1, "Jóga", "Björk", "Homogenic"), song(2, "Joga Bonito", "Someone"), song(3, "Hunter", "Björk", "Homogenic")});
    model.setFilter("bjork JOGA");
    CHECK(column(model, SongColumn::title) == QStringList{"Jóga"});
    model.setFilter("homog");
    CHECK(model.rowCount() == 2);
    model.setFilter("  ");
    CHECK(model.rowCount() == 3);
}

TEST_CASE("in 50,000 rows the filter finds exactly the songs that hold the word, in the order of the sort") {
    SongTableModel model;
    const auto songs = test::exampleSongs(50'000);
    model.setTracks(songs);
    sortBy(model, SongColumn::length);
    model.setFilter("lantern");
    std::multiset<std::chrono::milliseconds> expected;
    for (const auto& track : songs) {
        const QString all = text(track.title + "\n" + track.artist + "\n" + track.album);
        if (all.contains("lantern", Qt::CaseInsensitive))
            expected.insert(track.duration);
    }
    REQUIRE(static_cast<std::size_t>(model.rowCount()) == expected.size());
    REQUIRE(model.rowCount() > 1000);
    std::vector<std::chrono::milliseconds> shown;
    for (int row = 0; row < model.rowCount(); ++row)
        shown.push_back(model.track(row).duration);
    CHECK(std::equal(shown.begin(), shown.end(), expected.begin()));
}

TEST_CASE("words are found where they stand, in any script, and nowhere else") {
    SongTableModel model;
    model.setTracks({song(1, "Straße", "Ночь"), song(2, "Ночной", "シャツ"), song(3, "half", "moon", "ends"),
                     song(4, "line\nbreak", "x"), song(5, "各", "한국", "ＦＵＬＬ")});
    const auto finds = [&](const char* words) {
        model.setFilter(QString::fromUtf8(words));
        return column(model, SongColumn::title);
    };
    CHECK(finds("straß") == QStringList{"Straße"});
    CHECK(finds("ночь") == QStringList{"Straße"});
    CHECK(finds("НОЧ").size() == 2);
    CHECK(finds("full") == QStringList{"各"});
    CHECK(finds("한") == QStringList{"各"});
    CHECK(finds("halfmoon").isEmpty());
    CHECK(finds("moon half ends") == QStringList{"half"});
    CHECK(finds("line break").size() == 1);
    CHECK(finds("a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd ee ff gg hh").isEmpty());
}

TEST_CASE("songs that come later stand where they would if all had come at once, however the table is sorted") {
    SongList all = test::exampleSongs(600);
    all.sortLikeLibrary();
    const auto songs = all.all();
    for (const auto which :
         {SongColumn::number, SongColumn::title, SongColumn::artist, SongColumn::heardGenre, SongColumn::length}) {
        for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            SongTableModel whole, growing;
            whole.setTracks(songs);
            sortBy(whole, which, order);
            std::vector<Track> first, later;
            for (std::size_t i = 0; i < songs.size(); ++i)
                (i % 3 == 0 ? later : first).push_back(songs[i]);
            std::reverse(later.begin(), later.end());
            growing.setTracks(first);
            sortBy(growing, which, order);
            growing.applyChanges({later.begin(), later.begin() + 77});
            growing.applyChanges({later.begin() + 70, later.end()}); // some are known by now
            REQUIRE(growing.rowCount() == whole.rowCount());
            for (int row = 0; row < whole.rowCount(); ++row)
                REQUIRE(growing.track(row).id == whole.track(row).id);
            for (int row = 0; row < whole.rowCount(); ++row)
                REQUIRE(growing.rowOf(growing.track(row).id) == row);
        }
    }
}

TEST_CASE("a song that changes so that the filter finds it appears in its place") {
    SongTableModel model;
    model.setTracks({song(1, "a", "moon"), song(2, "b", "sun"), song(3, "c", "moon")});
    model.setFilter("moon");
    model.applyChanges({song(2, "b", "Moon"), song(2, "b", "Moon")});
    CHECK(column(model, SongColumn::title) == QStringList{"a", "b", "c"});
    model.removeTracks({1, 4711});
    CHECK(column(model, SongColumn::title) == QStringList{"b", "c"});
    CHECK(model.rowOf(3) == 1);
    CHECK(model.rowOf(1) == -1);
    CHECK(model.trackCount() == 2);
}

TEST_CASE("scrolling asks for the rows in sight and for no others") {
    struct CountingModel : SongTableModel {
        QVariant data(const QModelIndex& index, int role) const override {
            rows.insert(index.row());
            return SongTableModel::data(index, role);
        }
        mutable std::set<int> rows;
    };
    const QTemporaryDir folder;
    Settings settings(folder.filePath("settings.ini"));
    CountingModel model;
    SongTableView view(model, settings);
    view.resize(700, 600);
    view.show();
    view.setTracks(test::exampleSongs(20'000));
    QApplication::processEvents();
    const auto inSight = static_cast<std::size_t>(view.viewport()->height() / view.rowHeight(0) + 2);
    CHECK(model.rows.size() <= inSight);
    for (const int place : {9'000, 9'001, 123, 19'999}) {
        model.rows.clear();
        view.scrollTo(model.index(place, 0), QAbstractItemView::PositionAtTop);
        view.viewport()->repaint();
        CHECK(model.rows.count(place) == 1);
        CHECK(model.rows.size() <= inSight);
    }
    model.rows.clear();
    view.applyChanges(test::exampleSongs(20'000));
    view.sortByColumn(static_cast<int>(SongColumn::title), Qt::DescendingOrder);
    view.viewport()->repaint();
    CHECK(model.rows.size() <= 2 * inSight);
}

TEST_CASE("a filter keystroke and a sort of 50,000 rows", "[.][benchmark]") {
    test::WindowFixture f;
    f.open(test::exampleSongs(50'000));
    auto& model = const_cast<SongTableModel&>(f.pane().model());
    BENCHMARK("filter by one more letter") {
        f.view().setFilter("l");
        f.view().setFilter("la");
        return model.rowCount();
    };
    f.view().setFilter("");
    BENCHMARK("sort by title, then by number") {
        sortBy(model, SongColumn::title);
        sortBy(model, SongColumn::number);
        return 0;
    };
    BENCHMARK("load") {
        f.view().setTracks(test::exampleSongs(50'000));
        return 0;
    };
    BENCHMARK("make the songs, to be taken from the line above") { return test::exampleSongs(50'000).size(); };
}

TEST_CASE("songs that arrive later stand where they belong, and those chosen and seen stay") {
    test::WindowFixture f;
    auto songs = test::exampleSongs(400);
    auto later = std::vector<Track>(songs.begin() + 100, songs.begin() + 180);
    songs.erase(songs.begin() + 100, songs.begin() + 180);
    f.open(songs);
    f.click(3);
    const TrackId chosen = f.pane().model().track(3).id;
    f.view().scrollTo(f.view().model()->index(250, 0), QAbstractItemView::PositionAtTop);
    const TrackId top = f.pane().model().track(f.view().indexAt({0, 0}).row()).id;
    QSignalSpy seeds(&f.panel(), &RecommendationPanel::queryWanted);

    f.say(TracksChanged{later});

    CHECK(f.pane().model().rowCount() == 400);
    CHECK(f.pane().model().track(f.view().currentIndex().row()).id == chosen);
    CHECK(f.pane().model().track(f.view().indexAt({0, 0}).row()).id == top);
    CHECK(seeds.isEmpty());
    const int row = f.pane().model().rowOf(later.front().id);
    CHECK(f.pane().model().track(row).artist == f.pane().model().track(row - 1).artist);
}

TEST_CASE("a changed song shows what is new about it, and its row does not move") {
    SongTableModel model;
    auto songs = test::exampleSongs(40);
    model.setTracks(songs);
    sortBy(model, SongColumn::heardGenre);
    Track& waiting = songs[15];
    REQUIRE(waiting.state == AnalysisState::waiting);
    const int row = model.rowOf(waiting.id);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    waiting.state = AnalysisState::done;
    waiting.heardGenre = "Folk";
    model.applyChanges({waiting});
    CHECK(model.rowOf(waiting.id) == row);
    CHECK(model.index(row, static_cast<int>(SongColumn::heardGenre)).data() == "Folk");
    CHECK(resets.isEmpty());
}

TEST_CASE("sorting by number gives a song whose tags have changed the place that loading anew would give it") {
    SongTableModel model;
    model.setTracks({song(1, "a", "Alpha"), song(2, "b", "Beta"), song(3, "c", "Delta"), song(4, "d", "Echo")});
    model.applyChanges({song(1, "a", "Zulu")});
    CHECK(column(model, SongColumn::artist) == QStringList{"Zulu", "Beta", "Delta", "Echo"}); // where it was
    sortBy(model, SongColumn::title);
    sortBy(model, SongColumn::number);
    CHECK(column(model, SongColumn::artist) == QStringList{"Beta", "Delta", "Echo", "Zulu"});
}

TEST_CASE("a new song has its right place among songs of which many have changed since the table was sorted") {
    SongTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    std::vector<Track> songs, retagged;
    for (int i = 0; i < 20; ++i)
        songs.push_back(song(i + 1, std::string(1, static_cast<char>('a' + i)), std::string(1, static_cast<char>('a' + i))));
    const bool byNumber = GENERATE(true, false);
    const auto order = GENERATE(Qt::AscendingOrder, Qt::DescendingOrder);
    model.setTracks(songs);
    sortBy(model, byNumber ? SongColumn::number : SongColumn::title, order);
    for (std::size_t i = 5; i < 15; ++i)
        retagged.push_back(song(songs[i].id, "z", "z"));
    model.applyChanges(retagged);
    model.applyChanges({song(100, "cc", "cc"), song(101, "rr", "rr")});
    const int step = order == Qt::AscendingOrder ? 1 : -1;
    CHECK(model.rowOf(100) == model.rowOf(3) + step);
    CHECK(model.rowOf(101) == model.rowOf(18) + step);
    CHECK(model.rowOf(10) == model.rowOf(9) + step); // the changed ones are where they were
    sortBy(model, SongColumn::number);
    CHECK(model.rowOf(20) == 11);
    CHECK(model.rowOf(6) == 12);
    CHECK(model.rowOf(15) == 21);
}

TEST_CASE("songs that are analysed while the table is sorted by a tag take no new song's place away") {
    SongTableModel model;
    std::vector<Track> songs = {song(1, "a"), song(2, "c"), song(3, "e")};
    model.setTracks(songs);
    sortBy(model, SongColumn::title);
    for (Track& one : songs)
        one.state = AnalysisState::done, one.heardGenre = "Folk";
    model.applyChanges(songs);
    model.applyChanges({song(4, "b"), song(5, "d")});
    CHECK(column(model, SongColumn::title) == QStringList{"a", "b", "c", "d", "e"});
}

TEST_CASE("a failed song says why in its tooltip") {
    SongTableModel model;
    auto songs = test::exampleSongs(40);
    model.setTracks(songs);
    const auto cell = model.index(9, static_cast<int>(SongColumn::heardGenre));
    CHECK(cell.data() == "failed");
    CHECK(cell.data(Qt::ToolTipRole).toString() == sentence(songs[9].problem));
    CHECK(model.index(9, static_cast<int>(SongColumn::title)).data(Qt::ToolTipRole) == sentence(songs[9].problem));
    const auto waiting = model.index(15, static_cast<int>(SongColumn::heardGenre));
    CHECK(waiting.data() == "waiting");
    CHECK(waiting.data(Qt::ToolTipRole).toString().contains("waiting"));
}

TEST_CASE("a double click and Return play the table from there, in the order shown") {
    test::WindowFixture f;
    f.open(test::exampleSongs(60));
    sortBy(const_cast<SongTableModel&>(f.pane().model()), SongColumn::title);
    QSignalSpy plays(&f.library(), &LibraryPage::playWanted);
    const QPoint place = f.view().visualRect(f.view().model()->index(5, 1)).center();
    QTest::mouseDClick(f.view().viewport(), Qt::LeftButton, {}, place);
    REQUIRE(plays.size() == 1);
    f.click(7);
    QTest::keyClick(&f.view(), Qt::Key_Return);
    REQUIRE(plays.size() == 2);
    const auto songs = plays[1][0].value<std::vector<QueueSong>>();
    const auto index = plays[1][1].value<std::size_t>();
    CHECK(songs.size() == 60);
    CHECK(songs[index].track == f.pane().model().track(7).id);
    CHECK(songs[index].artist == artistKey(f.pane().model().track(7).artist));
    CHECK(songs[index + 1].track == f.pane().model().track(8).id);
    const auto context = plays[1][2].value<QueueContext>();
    CHECK(context.kind == QueueContext::Kind::library);
    CHECK(context.id == 1);
}

TEST_CASE("letters typed over the table go to the filter, Escape clears it") {
    test::WindowFixture f;
    f.open(test::exampleSongs(200));
    f.window.activateWindow();
    f.pane().focusTable();
    QTest::keyClicks(&f.view(), "z");
    QApplication::processEvents();
    CHECK(f.pane().model().filtered());
    f.library().goBack();
    CHECK_FALSE(f.pane().model().filtered());
    CHECK(f.pane().model().rowCount() == 200);
}

TEST_CASE("titles can be read when more columns are shown than there is room for: the table scrolls") {
    test::WindowFixture f({1100, 700});
    f.open(test::exampleSongs(20));
    const auto title = static_cast<int>(SongColumn::title);
    const auto room = [&] { return f.view().viewport()->width() - f.view().header()->length(); };
    REQUIRE(room() >= 0); // that of the scroll bar is kept free, so that columns stay when it comes
    for (const auto which : {SongColumn::album, SongColumn::genre, SongColumn::tempo, SongColumn::key, SongColumn::loudness,
                             SongColumn::plays, SongColumn::added, SongColumn::lastPlayed})
        f.view().setColumnHidden(static_cast<int>(which), false);
    CHECK(f.view().columnWidth(title) > 100);
    CHECK(room() < 0);
    QCoreApplication::processEvents();
    CHECK(f.view().horizontalScrollBar()->maximum() > 0);
    for (const auto which :
         {SongColumn::tempo, SongColumn::key, SongColumn::loudness, SongColumn::plays, SongColumn::added, SongColumn::lastPlayed})
        f.view().setColumnHidden(static_cast<int>(which), true);
    CHECK(room() == 0);
}

TEST_CASE("a song's track, disc and year are columns, which sort by number with the unknown last") {
    SongTableModel model;
    std::vector<Track> songs{song(1, "ten", "A", "X", 10), song(2, "two", "A", "X", 2), song(3, "none")};
    songs[0].year = 2001;
    songs[1].year = 1999;
    songs[1].discNumber = 2;
    model.setTracks(songs);
    CHECK(model.headerData(static_cast<int>(SongColumn::track), Qt::Horizontal, Qt::DisplayRole).toString() == "Track");
    sortBy(model, SongColumn::track);
    CHECK(column(model, SongColumn::track) == QStringList{"2", "10", ""});
    sortBy(model, SongColumn::year);
    CHECK(column(model, SongColumn::year) == QStringList{"1999", "2001", ""});
    CHECK(column(model, SongColumn::disc) == QStringList{"2", "", ""});
    sortBy(model, SongColumn::year, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::year) == QStringList{"2001", "1999", ""});
}

TEST_CASE("album artist, format, bit rate and path are columns, each in its own order") {
    SongTableModel model;
    std::vector<Track> songs{song(1, "one", "A", "X"), song(2, "two", "A", "X"), song(3, "three")};
    songs[0].format = "MP3";
    songs[0].bitRateKbps = 320;
    songs[0].path = "/music/b/10.mp3";
    songs[1].format = "FLAC";
    songs[1].bitRateKbps = 91;
    songs[1].path = "/music/b/9.flac";
    songs[1].albumArtist = "Various Artists";
    songs[2].path = "/music/a/z.ogg";
    model.setTracks(songs);
    CHECK(model.headerData(static_cast<int>(SongColumn::bitRate), Qt::Horizontal, Qt::DisplayRole).toString() == "kbit/s");
    sortBy(model, SongColumn::bitRate);
    CHECK(column(model, SongColumn::bitRate) == QStringList{"91", "320", ""});
    sortBy(model, SongColumn::format);
    CHECK(column(model, SongColumn::format) == QStringList{"FLAC", "MP3", ""});
    sortBy(model, SongColumn::path);
    CHECK(column(model, SongColumn::path) == QStringList{"/music/a/z.ogg", "/music/b/9.flac", "/music/b/10.mp3"});
    sortBy(model, SongColumn::path, Qt::DescendingOrder);
    CHECK(column(model, SongColumn::title) == QStringList{"one", "two", "three"});
    sortBy(model, SongColumn::albumArtist);
    CHECK(column(model, SongColumn::albumArtist).front() == "Various Artists");
    const auto index = model.index(0, static_cast<int>(SongColumn::path));
    CHECK(model.data(index, Qt::ToolTipRole).toString().contains("/music/b/9.flac"));
    songs[0].path = "/music/a/0.mp3"; // it moved
    model.applyChanges({songs[0]});
    sortBy(model, SongColumn::path);
    CHECK(column(model, SongColumn::path).front() == "/music/a/0.mp3");
}

TEST_CASE("columns of the record and of the file are hidden until they are wanted") {
    test::WindowFixture f({1300, 700});
    f.open(test::exampleSongs(20));
    for (const auto which : {SongColumn::track, SongColumn::disc, SongColumn::year, SongColumn::albumArtist, SongColumn::format,
                             SongColumn::bitRate, SongColumn::path})
        CHECK(f.view().isColumnHidden(static_cast<int>(which)));
    CHECK_FALSE(f.view().isColumnHidden(static_cast<int>(SongColumn::album)));
}
