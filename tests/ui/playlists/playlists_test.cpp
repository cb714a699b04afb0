// SPDX-License-Identifier: GPL-3.0-or-later
// Playlists in the sidebar and on the page, all music, and the search over everything.
#include <catch2/catch.hpp>

#include "tests/ui/example_playlists.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/empty_state.h"
#include "ui/playlists/import_report.h"
#include "ui/playlists/rules_dialog.h"
#include "ui/songs/all_music.h"
#include "ui/songs/collection.h"
#include "ui/songs/everything_search.h"
#include "ui/songs/find_panel.h"
#include "ui/songs/library_wires.h"
#include "ui/songs/playlist_strip.h"
#include "ui/songs/song_menu.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <ctime>

using namespace segue;
using namespace segue::ui;

namespace {

struct PlaylistFixture : test::WindowFixture {
    PlaylistFixture() {
        open(songs);
        say(test::examplePlaylists());
    }

    QListView& libraries() { return window.sidebar().list(); }
    QListView& playlists() { return window.sidebar().playlists(); }
    static QStringList rowsOf(const QListView& list) {
        QStringList rows;
        for (int row = 0; row < list.model()->rowCount(); ++row)
            rows += list.model()->index(row, 0).data().toString();
        return rows;
    }
    void show(PlaylistId playlist) {
        Q_EMIT window.sidebar().playlistChosen(playlist);
        QApplication::processEvents();
    }
    void showWithSongs(PlaylistId playlist) {
        show(playlist);
        say(test::examplePlaylist(bridge.lastRequest(), playlist, songs));
    }
    QStringList titles() {
        QStringList all;
        for (int row = 0; row < pane().model().rowCount(); ++row)
            all += QString::fromStdString(pane().model().track(row).title);
        return all;
    }
    SongMenu& menuAt(int row) {
        Q_EMIT view().menuWanted(row, QPoint(10, 10));
        auto* menu = window.findChild<SongMenu*>();
        REQUIRE(menu);
        return *menu;
    }
    static QAction* actionOf(const QMenu& menu, const QString& words) {
        for (auto* action : menu.actions())
            if (action->text().contains(words))
                return action;
        return nullptr;
    }

    std::vector<Track> songs = test::exampleSongs(60);
};

} // namespace

TEST_CASE_METHOD(PlaylistFixture, "the sidebar lists all music, the libraries, and playlists in their folders") {
    CHECK(rowsOf(libraries()) == QStringList{"All music", "Local Music #1", "Local Music #2", "Demo music"});
    CHECK(rowsOf(playlists()) == QStringList{"Parties", "Anna's 40th", "Slow & late", "On the road", "Good and not heard lately"});
}

TEST_CASE_METHOD(PlaylistFixture, "a folder of playlists folds, and stays so") {
    auto& list = playlists();
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::keyClick(&list, Qt::Key_Left);
    CHECK(rowsOf(list) == QStringList{"Parties", "On the road", "Good and not heard lately"});
    QTest::keyClick(&list, Qt::Key_Right);
    CHECK(rowsOf(list).size() == 5);
}

TEST_CASE_METHOD(PlaylistFixture, "a library's playlist files lie beneath it") {
    auto& list = libraries();
    list.setCurrentIndex(list.model()->index(1, 0));
    QTest::keyClick(&list, Qt::Key_Right);
    CHECK(rowsOf(list) == QStringList{"All music", "Local Music #1", "mixtape", "old", "Local Music #2", "Demo music"});
    show(6);
    CHECK(playlistIn(library().library()) == 6);
    CHECK_FALSE(view().isChangeable());
}

TEST_CASE_METHOD(PlaylistFixture, "a library is moved by Alt and an arrow, and a row can be hidden") {
    auto& list = libraries();
    list.setCurrentIndex(list.model()->index(1, 0));
    QTest::keyClick(&list, Qt::Key_Down, Qt::AltModifier);
    CHECK(rowsOf(list) == QStringList{"All music", "Local Music #2", "Local Music #1", "Demo music"});
    QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
    CHECK(rowsOf(list) == QStringList{"All music", "Local Music #1", "Local Music #2", "Demo music"});
    test::openRowMenu(list, 3);
    auto* menu = window.sidebar().findChild<QMenu*>("libraryMenu");
    REQUIRE(menu);
    REQUIRE(actionOf(*menu, "Hide from the sidebar"));
    actionOf(*menu, "Hide from the sidebar")->trigger();
    menu->close();
    CHECK(rowsOf(list) == QStringList{"All music", "Local Music #1", "Local Music #2"});

    EngineBridge laterBridge;
    Settings laterSettings(folder.filePath("settings.ini"));
    MainWindow later(laterBridge, laterSettings, {});
    later.sidebar().setLibraries(test::exampleLibraries());
    CHECK(rowsOf(later.sidebar().list()) == QStringList{"All music", "Local Music #1", "Local Music #2"});
}

TEST_CASE_METHOD(PlaylistFixture, "playlists are moved before others and into folders") {
    auto& list = playlists();
    QSignalSpy moves(&window.sidebar(), &Sidebar::movePlaylistWanted);
    list.setCurrentIndex(list.model()->index(3, 0));
    QTest::keyClick(&list, Qt::Key_Down, Qt::AltModifier);
    REQUIRE(moves.size() == 1);
    CHECK(moves[0][0].value<PlaylistId>() == 4);
    CHECK(moves[0][1].value<PlaylistId>() == 0);
    CHECK(moves[0][2].value<PlaylistId>() == 0); // behind the last
    QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
    REQUIRE(moves.size() == 2);
    CHECK(moves[1][2].value<PlaylistId>() == 1); // before the folder
}

TEST_CASE_METHOD(PlaylistFixture, "a playlist keeps its order, a song that is there twice, and one that no library has") {
    showWithSongs(2);
    CHECK(pane().model().rowCount() == 5);
    CHECK(titles()[2] == "Far Away");
    CHECK(titles()[0] == titles()[3]);
    CHECK(pane().model().isMissing(2));
    CHECK(pane().strip().isVisible());
    QStringList said;
    for (auto* label : pane().strip().findChildren<QLabel*>())
        said += label->text();
    CHECK(said.join('|').contains("1 more than once"));
    CHECK(said.join('|').contains("1 not there"));
    CHECK(said.join('|').contains("From eight to midnight."));
}

TEST_CASE_METHOD(PlaylistFixture, "a song that changes changes wherever it stands in a playlist") {
    showWithSongs(2);
    Track changed = songs[20];
    changed.title = "Another name";
    say(TracksChanged{{changed, songs[40]}});
    CHECK(titles().count("Another name") == 2);
    CHECK(pane().model().rowCount() == 5); // songs that are not in it stay out
}

TEST_CASE_METHOD(PlaylistFixture, "Delete takes songs out of a playlist, Alt and an arrow moves them") {
    showWithSongs(2);
    QSignalSpy removed(&view(), &SongTableView::removeWanted);
    QSignalSpy moved(&view(), &SongTableView::moveWanted);
    click(1);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::AltModifier);
    REQUIRE(moved.size() == 1);
    CHECK(moved[0][0].value<std::vector<PlaylistEntryId>>() == std::vector<PlaylistEntryId>{102});
    CHECK(moved[0][1].value<PlaylistEntryId>() == 104);
    QTest::keyClick(&view(), Qt::Key_Delete);
    REQUIRE(removed.size() == 1);
    CHECK(removed[0][0].value<std::vector<PlaylistEntryId>>() == std::vector<PlaylistEntryId>{102});
    auto rest = test::examplePlaylist(0, 2, songs);
    rest.songs = SongList({rest.songs[0], rest.songs[2], rest.songs[3], rest.songs[4]});
    rest.entries = {101, 103, 104, 105};
    library().takePlaylist(rest);
    CHECK(view().selectedRows() == std::vector<int>{1}); // the next Delete takes the next song
}

TEST_CASE_METHOD(PlaylistFixture, "a playlist plays in its order, without what is not there") {
    showWithSongs(2);
    QSignalSpy played(&library(), &LibraryPage::playWanted);
    Q_EMIT view().playWanted(1);
    REQUIRE(played.size() == 1);
    const auto queued = played[0][0].value<std::vector<QueueSong>>();
    REQUIRE(queued.size() == 4);
    CHECK(queued[0].track == songs[20].id);
    CHECK(queued[2].track == songs[20].id);
    CHECK(played[0][1].toULongLong() == 1);
    const auto context = played[0][2].value<QueueContext>();
    CHECK(context.kind == QueueContext::Kind::playlist);
    CHECK(context.id == 2);
}

TEST_CASE_METHOD(PlaylistFixture, "an empty playlist says how songs get in") {
    show(3);
    say(PlaylistLoaded{.request = bridge.lastRequest(), .playlist = 3, .songs = {}, .entries = {}});
    auto* empty = pane().findChild<EmptyState*>();
    REQUIRE(empty->isVisible());
    CHECK(empty->title() == "No songs in this playlist yet");
}

TEST_CASE_METHOD(PlaylistFixture, "a song's menu adds it to a playlist, also of a folder") {
    QSignalSpy added(&library(), &LibraryPage::addToPlaylistWanted);
    auto& menu = menuAt(4);
    auto* lists = menu.findChild<QMenu*>("addToPlaylist");
    REQUIRE(lists);
    auto* inner = actionOf(*lists, "Parties");
    REQUIRE(inner);
    REQUIRE(inner->menu());
    auto* entry = actionOf(*inner->menu(), "Slow && late");
    REQUIRE(entry);
    entry->trigger();
    menu.close();
    REQUIRE(added.size() == 1);
    CHECK(added[0][0].value<PlaylistId>() == 3);
    CHECK(added[0][1].value<std::vector<TrackId>>() == std::vector<TrackId>{songs[4].id});
}

TEST_CASE_METHOD(PlaylistFixture, "rules are answered from all music, and live") {
    show(5);
    auto all = songs;
    for (Track& one : all) {
        one.rating = 0;
        one.lastPlayed = {};
        one.isMissing = false;
    }
    all[9].rating = 4;
    all[30].rating = 5;
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, all});
    REQUIRE(pane().model().rowCount() == 2);
    CHECK(pane().model().idOf(0) == all[30].id);
    CHECK(pane().model().idOf(1) == all[9].id);
    all[12].rating = 5;
    say(TracksChanged{{all[12]}});
    CHECK(test::waitUntil([&] { return pane().model().rowCount() == 3; }));
}

TEST_CASE_METHOD(PlaylistFixture,
                 "the editor of rules says how many songs they find, and what of a search it does not understand") {
    Q_EMIT window.sidebar().newPlaylistWanted(PlaylistKind::rules, 0);
    auto* dialog = window.findChild<RulesDialog*>();
    REQUIRE(dialog);
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, songs});
    auto* search = [&]() -> QLineEdit* {
        for (auto* field : dialog->findChildren<QLineEdit*>())
            if (field->accessibleName() == "Songs that match")
                return field;
        return nullptr;
    }();
    REQUIRE(search);
    const auto says = [&](const QString& words) {
        for (auto* label : dialog->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    };
    search->setText("track:1");
    CHECK(test::waitUntil([&] { return says("songs now.") || says("1 song now."); }));
    search->setText("rtaing:>3");
    CHECK(test::waitUntil([&] { return says("rating"); }));
    CHECK(dialog->rules().search == "rtaing:>3");
    dialog->reject();
}

TEST_CASE_METHOD(PlaylistFixture, "a playlist that is gone makes room for the library") {
    showWithSongs(2);
    auto rest = test::examplePlaylists();
    std::erase_if(rest.playlists, [](const Playlist& one) { return one.id == 2; });
    say(rest);
    CHECK(library().library() == 1);
    CHECK_FALSE(pane().strip().isVisible());
}

TEST_CASE_METHOD(PlaylistFixture, "libraries that change leave the playlist on the page") {
    showWithSongs(2);
    say(LibrariesChanged{test::exampleLibraries()});
    CHECK(playlistIn(library().library()) == 2);
    CHECK(pane().model().rowCount() == 5);
}

TEST_CASE_METHOD(PlaylistFixture, "an import tells what was found, and its report line by line") {
    PlaylistImported imported{.playlist = 8, .file = "/home/listener/summer.m3u", .lines = {}};
    imported.lines.push_back({.written = "C:\\Music\\a.mp3", .title = "A", .match = LineMatch::tail, .track = 3});
    imported.lines.push_back({.written = "http://radio.example/b", .title = "", .match = LineMatch::address, .track = 0});
    say(imported);
    QPushButton* button = nullptr;
    for (auto* one : window.findChildren<QPushButton*>())
        if (one->text() == "Show the report")
            button = one;
    REQUIRE(button);
    button->click();
    auto* report = window.findChild<ImportReport*>();
    REQUIRE(report);
    const auto* model = report->findChild<QTableView*>()->model();
    REQUIRE(model->rowCount() == 2);
    CHECK(model->index(0, 1).data().toString().contains("address"));
    CHECK(model->index(1, 1).data().toString().contains("end of its path"));
    report->close();
}

TEST_CASE_METHOD(PlaylistFixture, "all music shows the songs of all libraries, and says of which one is away") {
    Q_EMIT window.sidebar().libraryChosen(kAllMusic);
    auto all = songs;
    const auto others = test::exampleSongs(5, 2); // its folder is not there
    for (Track other : others) {
        other.id += 1000;
        all.push_back(other);
    }
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, all});
    CHECK(pane().model().rowCount() == 65);
    CHECK(pane().model().index(64, 1).data(SongTableModel::absentRole).toBool());
    CHECK_FALSE(pane().model().index(20, 1).data(SongTableModel::absentRole).toBool());
    say(LibraryRemoved{2});
    CHECK(pane().model().rowCount() == 60);
}

TEST_CASE_METHOD(PlaylistFixture, "songs that come into a library are in their place among all music when it is shown again") {
    Q_EMIT window.sidebar().libraryChosen(kAllMusic);
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, songs});
    Track fresh = songs[0];
    fresh.id = 5000;
    say(TracksChanged{{fresh}});
    Q_EMIT window.sidebar().libraryChosen(1);
    const auto before = bridge.lastRequest();
    Q_EMIT window.sidebar().libraryChosen(kAllMusic);
    CHECK(bridge.lastRequest() > before); // the list is asked for anew, in its order
}

TEST_CASE_METHOD(PlaylistFixture,
                 "Ctrl+Z takes back that a playlist was removed, from the sidebar and from the page one lands on") {
    QSignalSpy fromSidebar(&window.sidebar(), &Sidebar::undoWanted);
    QSignalSpy fromPage(&pane().strip(), &PlaylistStrip::undoWanted);
    playlists().setFocus();
    QTest::keyClick(&playlists(), Qt::Key_Z, Qt::ControlModifier);
    CHECK(fromSidebar.size() == 1);
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Z, Qt::ControlModifier);
    CHECK(fromPage.size() == 1);
}

TEST_CASE_METHOD(PlaylistFixture, "what is corrected or queued is what is chosen, not where the focus was") {
    click(1);
    const auto place = [&](int row) { return view().visualRect(view().model()->index(row, 1)).center(); };
    for (int i = 0; i < 2; ++i)
        QTest::mouseClick(view().viewport(), Qt::LeftButton, Qt::ControlModifier, place(3)); // chosen, and not any more
    REQUIRE(view().selectedRows() == std::vector<int>{1});
    CHECK(library().selectedTrack()->id == songs[1].id);
    CHECK(library().selectedTracks().size() == 1);
}

TEST_CASE_METHOD(PlaylistFixture, "the search over everything finds songs, albums, artists and playlists, and leads there") {
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    auto& panel = window.finding();
    REQUIRE(panel.isVisible());
    say(TracksLoaded{bridge.lastRequest(), kAllMusic, songs});
    auto* field = panel.findChild<QLineEdit*>();
    auto* list = panel.findChild<QListView*>();
    field->setText("road");
    CHECK(test::waitUntil([&] { return rowsOf(*list).contains("On the road"); }));
    QSignalSpy opened(&panel, &FindPanel::opened);
    field->setText(QString::fromStdString(songs[25].title));
    CHECK(test::waitUntil([&] { return rowsOf(*list).contains(QString::fromStdString(songs[25].title)); }));
    QTest::keyClick(field, Qt::Key_Return);
    REQUIRE(opened.size() == 1);
    CHECK_FALSE(panel.isVisible());
    CHECK(library().library() == kAllMusic);
    QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Escape);
    CHECK_FALSE(panel.isVisible());
    CHECK(library().library() == kAllMusic);
}

TEST_CASE("of many songs no letter waits until albums and artists are grouped: they are found as soon as they are") {
    test::WindowFixture f;
    std::vector<Track> all;
    for (TrackId id = 1; id <= 4 * static_cast<TrackId>(EverythingSearch::kFewSongs); ++id) {
        Track one;
        one.id = id;
        one.library = 1;
        one.path = "/music/" + std::to_string(id / 10) + "/" + std::to_string(id) + ".mp3";
        one.title = "song " + std::to_string(id);
        one.artist = "artist " + std::to_string(id / 20);
        one.album = "album " + std::to_string(id / 10);
        all.push_back(one);
    }
    const SongList songs(all);
    f.open({});
    SECTION("little by little") {
        SongTableModel table;
        table.setTracks(songs);
        EverythingSearch search(table);
        const auto early = search.find("album 77");
        CHECK_FALSE(early.isWhole);
        CHECK(early.allAlbums == 0);
        CHECK(early.allSongs == 0);
        int parts = 0;
        bool haveSongsComeFirst = false;
        while (search.prepareSome()) {
            if (++parts % 4 != 0)
                continue;
            const auto some = search.find("album 77");
            CHECK_FALSE(some.isWhole);
            haveSongsComeFirst = haveSongsComeFirst || (some.allSongs > 0 && some.allAlbums == 0);
        }
        CHECK(parts > 20); // each is short
        CHECK(haveSongsComeFirst);
        const auto found = search.find("album 77");
        CHECK(found.isWhole);
        CHECK(found.allSongs > 0);
        REQUIRE_FALSE(found.albums.empty());
        CHECK(found.albums.front().name == "album 77");
        CHECK_FALSE(search.prepareSome());
    }
    SECTION("in the panel") {
        QTest::keyClick(&f.window, Qt::Key_K, Qt::ControlModifier);
        auto& panel = f.window.finding();
        f.say(TracksLoaded{f.bridge.lastRequest(), kAllMusic, songs});
        panel.findChild<QLineEdit*>()->setText("album 77");
        auto* list = panel.findChild<QListView*>();
        const auto lists = [list](const char* name) {
            for (int row = 0; row < list->model()->rowCount(); ++row)
                if (list->model()->index(row, 0).data().toString() == QString::fromLatin1(name))
                    return true;
            return false;
        };
        CHECK(test::waitUntil([&] { return lists("album 77"); }));
        panel.findChild<QLineEdit*>()->setText("artist 199");
        CHECK(test::waitUntil([&] { return lists("artist 199"); }));
    }
}

TEST_CASE("all music of 200,000 songs: the search over everything, rules, and coming back", "[.][benchmark]") {
    test::WindowFixture f({1920, 1080});
    std::vector<Track> all;
    for (TrackId id = 1; id <= 200'000; ++id) {
        const auto album = (id - 1) / 10;
        Track one;
        one.id = id;
        one.library = 1;
        one.path = "/music/" + std::to_string(album) + "/" + std::to_string(id) + ".mp3";
        one.title = "title " + std::to_string(id);
        one.artist = "artist " + std::to_string(album * 12'000 / 20'000);
        one.album = "album " + std::to_string(album);
        one.trackNumber = static_cast<int>(id % 10) + 1;
        one.rating = static_cast<int>(id % 6);
        all.push_back(one);
    }
    const SongList songs(all);
    f.open({});
    f.say(test::examplePlaylists());
    const auto show = [&](LibraryId collection) {
        Q_EMIT f.window.sidebar().libraryChosen(collection);
        f.window.repaint();
    };
    show(kAllMusic);
    f.say(TracksLoaded{f.bridge.lastRequest(), kAllMusic, songs});
    EverythingSearch search(f.window.libraries().allMusic().songs());
    // As the panel does while the program is idle. The longest part in milliseconds of CPU: other programs do not count.
    const auto prepare = [&search] {
        double longest = 0.0;
        for (bool isMore = true; isMore;) {
            const auto begun = std::clock();
            isMore = search.prepareSome();
            longest = std::max(longest, 1'000.0 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
        }
        return longest;
    };
    WARN("preparing the search: its longest part " << prepare() << " ms");
    BENCHMARK("everything with a word") { return search.find("artist 77").allSongs; };
    BENCHMARK("everything with a typing error") { return search.find("albmu 199").allSongs; };
    BENCHMARK("grouping for the first word, in parts") {
        search.forget();
        return prepare();
    };
    double longest = 0.0;
    for (int i = 0; i < 20; ++i) {
        search.forget();
        longest = std::max(longest, prepare());
    }
    WARN("its longest part, of 20 times " << longest << " ms");
    BENCHMARK("everything with a word before that") {
        search.forget();
        return search.find("artist 77").allSongs;
    };
    BENCHMARK("a playlist of rules in place of all music, painted, and back") {
        Q_EMIT f.window.sidebar().playlistChosen(5);
        f.window.repaint();
        show(kAllMusic);
    };
}
