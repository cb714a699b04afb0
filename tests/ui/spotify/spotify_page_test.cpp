// SPDX-License-Identifier: GPL-3.0-or-later
// What is on Spotify in the sidebar and on its page, and that it stays apart from the listener's music.
#include <catch2/catch.hpp>

#include "tests/ui/example_playlists.h"
#include "tests/ui/example_spotify.h"
#include "tests/ui/window_fixture.h"
#include "ui/desktop/open_address.h"
#include "ui/kit/dropped_files.h"
#include "ui/kit/empty_state.h"
#include "ui/sidebar/sidebar_list.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/songs/all_music.h"
#include "ui/songs/everything_search.h"
#include "ui/songs/library_wires.h"
#include "ui/spotify/address_dialog.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/spotify_strip.h"
#include "ui/spotify/spotify_view.h"

#include <QAccessible>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QUrl>

using namespace segue;
using namespace segue::ui;
using Place = MainPages::Place;

namespace {

struct SpotifyFixture : test::WindowFixture {
    explicit SpotifyFixture(QSize size = {1280, 800}, const QString& settingsFile = {})
        : WindowFixture(size, settingsFile) {
        open(songs);
        say(SpotifyChanged{{test::exampleImport(), test::exampleAccount()}});
    }

    SpotifySection& section() { return window.sidebar().spotify(); }
    SpotifyPage& page() { return window.pages().spotify(); }
    SpotifyView& table() { return page().view(); }
    QStringList sidebarRows() {
        QStringList rows;
        for (int row = 0; row < section().model().rowCount(); ++row)
            rows << section().model().index(row).data().toString();
        return rows;
    }
    void choose(SpotifySourceId source, SpotifyListId list) {
        Q_EMIT section().chosen(source, list);
        QApplication::processEvents();
    }
    void answer(const std::vector<SpotifyRow>& rows) {
        say(SpotifyListLoaded{.request = bridge.lastRequest(), .source = page().source(), .list = page().list(), .rows = rows});
    }
    void showLiked(bool told = false) {
        choose(told ? 2 : 1, 1);
        answer(test::exampleLiked(songs, 30, told));
    }
    void loadAllMusic() {
        bridge.loadAllMusic();
        say(TracksLoaded{bridge.lastRequest(), kAllMusic, songs});
    }
    /// The texts of a row's menu, and the menu.
    QStringList menuOf(int row) {
        delete menu;
        Q_EMIT table().menuWanted(row, QPoint(10, 10));
        QApplication::processEvents();
        menu = page().findChild<SpotifyMenu*>();
        REQUIRE(menu);
        QStringList texts;
        for (const auto* action : menu->actions())
            if (!action->isSeparator())
                texts << action->text();
        return texts;
    }
    void choose(QMenu& from, const QString& start) {
        for (auto* action : from.actions())
            if (action->text().startsWith(start))
                return action->trigger();
        FAIL("no entry " << start.toStdString());
    }
    QPushButton* button(const QString& words) {
        for (auto* one : page().strip().findChildren<QPushButton*>())
            if (one->text() == words && one->isVisible())
                return one;
        return nullptr;
    }

    std::vector<Track> songs = test::exampleSongs(60);
    QPointer<SpotifyMenu> menu;
};

struct Environment {
    Environment(const char* variable, const QByteArray& value)
        : name(variable) {
        qputenv(name, value);
    }
    ~Environment() { qunsetenv(name); }
    const char* name;
};

} // namespace

TEST_CASE_METHOD(SpotifyFixture, "in a low window the sidebar scrolls, and nothing in it lies over anything else") {
    std::vector<Playlist> playlists;
    for (PlaylistId id = 1; id <= 6; ++id)
        playlists.push_back({.id = id, .name = "Playlist " + std::to_string(id)});
    say(PlaylistsChanged{.playlists = playlists});
    for (const QSize size : {QSize(700, 500), QSize(1000, 420)}) {
        window.resize(size);
        QApplication::processEvents();
        auto* scroll = window.sidebar().findChild<QScrollArea*>();
        REQUIRE(scroll);
        CHECK(scroll->widget()->width() <= window.sidebar().width());
        CHECK(scroll->widget()->height() > scroll->viewport()->height());
        QList<QRect> places;
        for (const auto* one : scroll->widget()->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
            if (!one->isVisible())
                continue;
            INFO(one->metaObject()->className() << ' ' << one->accessibleName().toStdString());
            for (const QRect& other : places)
                CHECK_FALSE(one->geometry().intersects(other));
            places << one->geometry();
        }
        CHECK(places.size() > 8);
    }
}

TEST_CASE_METHOD(SpotifyFixture, "the sidebar has a row for each source of Spotify, and its lists beneath it once it is unfolded") {
    CHECK(sidebarRows() == QStringList{"Spotify #1", "Spotify #2"});
    const auto& model = section().model();
    CHECK(model.index(0).data(SidebarModel::belowRole) == "my_spotify_data.zip");
    CHECK(model.index(1).data(SidebarModel::belowRole) == "Ann Example");
    CHECK(model.index(0).data(SidebarModel::countRole) == "271");
    section().list().setFocus();
    section().list().setCurrentIndex(model.index(1));
    QTest::keyClick(&section().list(), Qt::Key_Right);
    CHECK(sidebarRows() == QStringList{"Spotify #1", "Spotify #2", "Liked songs", "Albums", "Running",
                                       "Somebody else’s list with a name that goes on and on"});
    CHECK(model.index(5).data(SidebarModel::countRole) == "—"); // not known is no number
    CHECK(model.index(5).data(Qt::AccessibleTextRole).toString().endsWith("playlist on Spotify"));
    QTest::keyClick(&section().list(), Qt::Key_Left);
    CHECK(sidebarRows().size() == 2);
}

TEST_CASE("the order of sources, and which are hidden or unfolded, is remembered") {
    QTemporaryDir folder;
    const QString file = folder.filePath("settings.ini");
    {
        SpotifyFixture f({1280, 800}, file);
        auto& list = f.section().list();
        list.setCurrentIndex(f.section().model().index(1));
        QTest::keyClick(&list, Qt::Key_Up, Qt::AltModifier);
        REQUIRE(f.sidebarRows() == QStringList{"Spotify #2", "Spotify #1"});
        list.setCurrentIndex(f.section().model().index(0));
        QTest::keyClick(&list, Qt::Key_Right);
        Q_EMIT f.section().menuWanted(5, QPoint(10, 10));
        f.choose(*f.window.sidebar().findChild<QMenu*>("sidebarMenu"), "Hide");
        REQUIRE(f.sidebarRows().size() == 5);
    }
    SpotifyFixture again({1280, 800}, file);
    CHECK(again.sidebarRows().front() == "Spotify #2");
    CHECK(again.sidebarRows().size() == 5);
    CHECK_FALSE(again.sidebarRows().contains("Spotify #1"));
}

TEST_CASE_METHOD(SpotifyFixture, "a row of a source is imported again or synced, renamed, and removed after a question") {
    const auto entries = [&](int row) {
        delete window.sidebar().findChild<QMenu*>("sidebarMenu");
        Q_EMIT section().menuWanted(row, QPoint(10, 10));
        QStringList texts;
        for (const auto* action : window.sidebar().findChild<QMenu*>("sidebarMenu")->actions())
            texts << action->text();
        return texts;
    };
    CHECK(entries(0).contains("Import again…"));
    CHECK_FALSE(entries(0).contains("Sync now"));
    CHECK(entries(1).contains("Sync now"));
    CHECK(entries(1).contains("Sign in again…"));
    CHECK(entries(1).contains("Wanted list…"));
    CHECK(entries(-1).contains("Import my data…"));
    CHECK(entries(-1).contains("Connect an account…"));

    QSignalSpy renamed(&section(), &SpotifySection::renameWanted);
    section().list().edit(section().model().index(0));
    auto* field = section().list().findChild<QLineEdit*>("renameField");
    REQUIRE(field);
    field->setText("Ann’s");
    QTest::keyClick(field, Qt::Key_Return);
    QApplication::processEvents();
    REQUIRE(renamed.size() == 1);
    CHECK(renamed[0][0].value<SpotifySourceId>() == 1);
    CHECK(renamed[0][1] == "Ann’s");

    section().list().setCurrentIndex(section().model().index(0));
    QTest::keyClick(&section().list(), Qt::Key_Delete);
    auto* box = window.findChild<QMessageBox*>();
    REQUIRE(box);
    CHECK(box->text().contains("Spotify #1"));
    CHECK(box->informativeText().contains("cannot be undone"));
    CHECK(box->defaultButton()->text() == "Keep");
    delete box;
}

TEST_CASE_METHOD(SpotifyFixture, "choosing a source shows its liked songs under its name, and the row is marked") {
    choose(2, 0);
    CHECK(window.pages().place() == Place::spotify);
    CHECK(page().source() == 2);
    CHECK(page().list() == 1);
    CHECK(section().list().currentIndex().row() == 1);
    CHECK(section().list().selectionModel()->isSelected(section().list().currentIndex()));
    CHECK(window.sidebar().list().selectionModel()->selectedIndexes().isEmpty());
    answer(test::exampleLiked(songs, 30, true));
    CHECK(page().model().rowCount() == 30);
    CHECK(page().strip().words().startsWith("Up to date as of"));
    choose(2, 3);
    CHECK(page().list() == 3);
    CHECK(page().model().rowCount() == 0); // not the rows of another list
    choose(2, 0);
    CHECK(page().list() == 3); // as it was left
    QTest::keyClick(window.focusWidget() ? window.focusWidget() : &window, Qt::Key_Escape);
    CHECK(window.pages().place() == Place::library);
    CHECK(section().list().selectionModel()->selectedIndexes().isEmpty());
}

TEST_CASE_METHOD(SpotifyFixture,
                 "columns of which nothing is told are not there, and a narrow list puts the artist under the title") {
    showLiked(false);
    CHECK(table().isColumnHidden(static_cast<int>(SpotifyColumn::length)));
    CHECK(table().isColumnHidden(static_cast<int>(SpotifyColumn::added)));
    showLiked(true);
    CHECK_FALSE(table().isColumnHidden(static_cast<int>(SpotifyColumn::length)));
    CHECK(table().room() == SpotifyRoom::wide);
    window.resize(1100, 700);
    QApplication::processEvents();
    CHECK(table().room() == SpotifyRoom::medium);
    CHECK(table().isColumnHidden(static_cast<int>(SpotifyColumn::artist)));
    window.resize(420, 700);
    QApplication::processEvents();
    CHECK(table().room() == SpotifyRoom::narrow);
    int width = 0;
    for (int column = 0; column < kSpotifyColumns; ++column)
        width += table().isColumnHidden(column) ? 0 : table().columnWidth(column);
    CHECK(width <= table().viewport()->width());
}

TEST_CASE_METHOD(SpotifyFixture,
                 "a list is filtered by words without accents and sorted by a click; the third leads back to Spotify's order") {
    showLiked(true);
    QLineEdit* field = nullptr;
    for (auto* one : page().findChildren<QLineEdit*>())
        if (one->accessibleName() == "Filter this list")
            field = one;
    REQUIRE(field);
    const QString first = page().model().index(0, 0).data().toString();
    field->setText("sigrun far");
    for (int row = 0; row < page().model().rowCount(); ++row)
        CHECK(page().model().row(row).artist != "Sigrún Bjarnadóttir");
    field->setText("sigrun");
    REQUIRE(page().model().rowCount() > 0);
    for (int row = 0; row < page().model().rowCount(); ++row)
        CHECK(page().model().row(row).artist == "Sigrún Bjarnadóttir");
    field->setText("zzz");
    CHECK(page().empty().isVisible());
    CHECK(page().empty().title() == "Nothing in this list has these words");
    Q_EMIT page().empty().buttonClicked();
    CHECK(page().model().rowCount() == 30);

    auto* header = table().horizontalHeader();
    const auto click = [&] {
        const int x = header->sectionViewportPosition(static_cast<int>(SpotifyColumn::length)) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
    };
    click();
    for (int row = 1; row < 30; ++row)
        CHECK(page().model().row(row - 1).duration <= page().model().row(row).duration);
    click();
    for (int row = 1; row < 30; ++row)
        CHECK(page().model().row(row - 1).duration >= page().model().row(row).duration);
    click();
    CHECK(page().model().index(0, 0).data().toString() == first);
}

TEST_CASE_METHOD(SpotifyFixture, "Return and a double click play the listener's own file, or lead to Spotify where there is none") {
    showLiked();
    QSignalSpy played(&page(), &SpotifyPage::playWanted);
    QSignalSpy opened(&page(), &SpotifyPage::openWanted);
    table().setFocus();
    table().setCurrentIndex(page().model().index(0, 0)); // strong
    QTest::keyClick(&table(), Qt::Key_Return);
    CHECK(played.size() == 1);
    CHECK(opened.isEmpty());
    table().setCurrentIndex(page().model().index(2, 0)); // none
    QTest::keyClick(&table(), Qt::Key_Return);
    REQUIRE(opened.size() == 1);
    CHECK(opened[0][0].toString() == QString::fromStdString(page().model().row(2).uri));
    CHECK(opened[0][1].toString().startsWith("https://open.spotify.com/track/"));
    table().setCurrentIndex(page().model().index(3, 0)); // several: it is not known which
    QTest::keyClick(&table(), Qt::Key_Return);
    CHECK(opened.size() == 2);
    CHECK(played.size() == 1);
    table().setCurrentIndex(page().model().index(9, 0)); // without an address
    QTest::keyClick(&table(), Qt::Key_Return);
    CHECK(played.size() == 2);                           // it is matched
    table().setCurrentIndex(page().model().index(8, 0)); // a file that Spotify was told of
    QTest::keyClick(&table(), Qt::Key_Return);
    CHECK(opened.size() == 2);
    QTest::mouseDClick(table().viewport(), Qt::LeftButton, {}, table().visualRect(page().model().index(0, 0)).center());
    CHECK(played.size() == 3);
    const QRect link = table().visualRect(page().model().index(0, static_cast<int>(SpotifyColumn::link)));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, link.center());
    CHECK(opened.size() == 3);
    CHECK(played.size() == 3);
}

TEST_CASE_METHOD(SpotifyFixture,
                 "a row's menu offers the listener's own song only where it is one, and asks where it is not sure") {
    showLiked();
    loadAllMusic();
    const auto strong = menuOf(0);
    CHECK(strong.contains("Play local file"));
    CHECK(strong.contains("Similar in my music"));
    CHECK(strong.contains("Show in library"));
    CHECK(strong.contains("Open in Spotify"));
    CHECK(strong.contains("Not this one"));
    CHECK_FALSE(strong.contains("This is the one"));
    const auto probable = menuOf(1);
    CHECK(probable.contains("This is the one"));
    CHECK(probable.contains("Similar in my music"));
    const auto none = menuOf(2);
    CHECK(none == QStringList{"Open in Spotify", "Open in the browser", "Copy link (Ctrl+C)"});
    CHECK(menuOf(4).contains("Match again")); // confirmed
    CHECK(menuOf(5).contains("Match again")); // unlinked
    CHECK_FALSE(menuOf(5).contains("Play local file"));
    CHECK(menuOf(8).isEmpty()); // a file that Spotify was told of has no address

    QSignalSpy confirmed(&page(), &SpotifyPage::confirmWanted);
    const auto several = menuOf(3);
    CHECK_FALSE(several.contains("Play local file"));
    CHECK_FALSE(several.contains("Similar in my music"));
    auto* which = menu->findChild<QMenu*>("spotifyCandidates");
    REQUIRE(which);
    REQUIRE(which->actions().size() == 3);
    CHECK(which->actions()[0]->text().startsWith(QString::fromStdString(songs[0].title)));
    which->actions()[1]->trigger();
    REQUIRE(confirmed.size() == 1);
    CHECK(confirmed[0][0].value<SpotifyRowId>() == 4);
    CHECK(confirmed[0][1].value<TrackId>() == songs[1].id);
}

TEST_CASE_METHOD(SpotifyFixture,
                 "what leads from a row is the listener's own song: the list of what sounds like it, and its place") {
    showLiked();
    loadAllMusic();
    const TrackId own = page().model().row(0).tracks.front();
    menuOf(0);
    choose(*menu, "Similar");
    CHECK(window.pages().place() == Place::library);
    CHECK(panel().isSeed(songs[static_cast<std::size_t>(own - 1)]));
    choose(1, 1);
    answer(test::exampleLiked(songs, 30, false));
    menuOf(0);
    choose(*menu, "Show in library");
    CHECK(window.pages().place() == Place::library);
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    CHECK(library().selectedTrack()->id == own);
}

TEST_CASE_METHOD(SpotifyFixture,
                 "nothing of Spotify is in all music, in Ctrl+K, in the queue or in a playlist, and it cannot be put there") {
    say(test::examplePlaylists());
    showLiked();
    loadAllMusic();
    CHECK(window.libraries().allMusic().songs().trackCount() == songs.size());
    EverythingSearch search(window.libraries().allMusic().songs()); // Ctrl+K
    search.setPlaylists(test::examplePlaylists().playlists);
    CHECK_FALSE(search.find(QString::fromStdString(songs[0].title)).empty());
    for (const char* words : {"far", "strangers", "away", "liked", "running", "spotify"}) {
        const auto found = search.find(QString::fromLatin1(words)); // words that are nearly there are forgiven
        for (const auto* hits : {&found.songs, &found.albums, &found.artists, &found.playlists})
            for (const auto& hit : *hits) {
                INFO(words << ": " << hit.name.toStdString());
                CHECK_FALSE(hit.name.startsWith("Far "));
                CHECK_FALSE(hit.name.startsWith("Away"));
                CHECK(hit.name != "The Strangers");
                CHECK(hit.name != "Running");
                CHECK(hit.name != "Liked songs");
            }
    }
    table().selectAll();
    std::unique_ptr<QMimeData> dragged(page().model().mimeData(table().selectionModel()->selectedRows()));
    REQUIRE(dragged);
    CHECK(draggedSongs(*dragged).empty());
    CHECK(localFiles(*dragged).empty());
    CHECK(dragged->formats() == QStringList{"text/uri-list", "text/plain"});
    for (const QUrl& url : dragged->urls())
        CHECK(url.host() == "open.spotify.com");
    CHECK(dragged->urls().size() == 29); // all but the file that Spotify was told of
    for (const auto& text : menuOf(2)) {
        CHECK_FALSE(text.contains("queue", Qt::CaseInsensitive));
        CHECK_FALSE(text.contains("playlist", Qt::CaseInsensitive));
    }
}

TEST_CASE_METHOD(SpotifyFixture, "Ctrl+C copies the links of the chosen rows, and Ctrl+F leads into this list's own filter") {
    showLiked();
    table().setFocus();
    table().selectRow(2);
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    CHECK(QApplication::clipboard()->text() == "https://open.spotify.com/track/kkkkkkkkkkkkkkkkkkkkk2");
    QTest::keyClick(&table(), Qt::Key_F, Qt::ControlModifier);
    REQUIRE(window.focusWidget());
    CHECK(window.focusWidget()->accessibleName() == "Filter this list");
    CHECK(window.pages().place() == Place::spotify);
}

TEST_CASE_METHOD(SpotifyFixture, "a screen reader hears each row of Spotify whole") {
    showLiked(true);
    auto* rows = QAccessible::queryAccessibleInterface(&table());
    REQUIRE(rows);
    REQUIRE(rows->tableInterface());
    CHECK(rows->tableInterface()->rowCount() == 30);
    const auto* cell = rows->tableInterface()->cellAt(0, 0);
    REQUIRE(cell);
    const QString said = cell->text(QAccessible::Name);
    CHECK(said.startsWith(QString::fromStdString(page().model().row(0).title)));
    CHECK(said.contains(QString::fromStdString(page().model().row(0).artist)));
    CHECK(said.endsWith("In your music: the very same recording, by its ISRC."));
    for (auto* one : page().findChildren<QWidget*>())
        if (one->focusPolicy() & Qt::TabFocus && one->isVisible()) {
            const auto* face = QAccessible::queryAccessibleInterface(one);
            INFO(one->metaObject()->className() << " " << one->objectName().toStdString());
            CHECK((face && !face->text(QAccessible::Name).isEmpty()));
        }
}

TEST_CASE_METHOD(SpotifyFixture, "without any source the page says what can be done, and both ways begin there") {
    choose(1, 0);
    say(SpotifyChanged{});
    CHECK(sidebarRows().isEmpty());
    CHECK(page().source() == 0);
    REQUIRE(page().empty().isVisible());
    CHECK(page().empty().title() == "What you have on Spotify");
    CHECK(page().empty().sentence().contains("Nothing of it is mixed with your libraries"));
    QSignalSpy imports(&page(), &SpotifyPage::importWanted);
    QSignalSpy connects(&page(), &SpotifyPage::connectWanted);
    for (auto* button : page().empty().findChildren<QPushButton*>()) {
        REQUIRE(button->isVisible());
        button->click();
        for (auto* dialog : window.findChildren<QDialog*>())
            delete dialog;
    }
    CHECK(imports.size() == 1);
    CHECK(connects.size() == 1);
}

TEST_CASE_METHOD(SpotifyFixture, "a list that shows no rows says why") {
    const std::pair<SpotifyListId, const char*> states[] = {{4, "This playlist is empty"},
                                                            {5, "Only podcasts are in this playlist"}};
    for (const auto& [list, title] : states) {
        choose(1, list);
        CHECK(page().empty().isVisible());
        CHECK(page().empty().title() == QString::fromLatin1(title));
    }
    choose(2, 4);
    CHECK(page().empty().title() == "Spotify does not give this playlist to apps");
}

TEST_CASE_METHOD(SpotifyFixture, "the buttons over a list do what the state offers") {
    using namespace std::chrono;
    choose(2, 0);
    QSignalSpy acts(&page(), &SpotifyPage::actWanted);
    const auto say2 = [&](SpotifyState state) {
        say(SpotifyChanged{{test::exampleImport(), test::exampleAccount(state, floor<seconds>(system_clock::now()))}});
    };
    say2(SpotifyState::waitingForBrowser);
    REQUIRE(button("Copy address"));
    button("Copy address")->click();
    CHECK(QApplication::clipboard()->text().startsWith("https://accounts.spotify.com/authorize"));
    say2(SpotifyState::syncing);
    CHECK(button("Copy address") == nullptr);
    REQUIRE(button("Cancel"));
    button("Cancel")->click();
    say2(SpotifyState::offline);
    REQUIRE(button("Try again"));
    button("Try again")->click();
    CHECK(acts.size() == 3);
    CHECK(acts.back()[1].value<SpotifySourceId>() == 2);
    say2(SpotifyState::quotaUsed);
    CHECK(button("Try again") == nullptr);
}

TEST_CASE_METHOD(SpotifyFixture,
                 "after an import the same list is shown again though it goes by another number, and what is chosen stays") {
    showLiked();
    table().selectRow(4);
    const auto asked = bridge.lastRequest();
    say(SpotifyEdited{.source = 2});
    CHECK(bridge.lastRequest() == asked); // it is not on the page
    say(SpotifyEdited{.source = 1});
    REQUIRE(bridge.lastRequest() > asked);
    auto rows = test::exampleLiked(songs, 30, false);
    rows[4].isUnlinked = true;
    rows[4].match = SpotifyMatch::none;
    answer(rows);
    CHECK(table().chosenRows() == std::vector{4});
    CHECK(page().model().index(4, static_cast<int>(SpotifyColumn::match)).data().toString().isEmpty());
    choose(1, 3);
    auto source = test::exampleImport();
    for (auto& list : source.lists)
        list.id += 20;
    source.lists[2].name = "Sunday, renamed";
    say(SpotifyChanged{{source, test::exampleAccount()}});
    CHECK(page().list() == 23);
}

TEST_CASE_METHOD(SpotifyFixture, "an answer that belongs to an earlier request or another list is not shown") {
    showLiked();
    choose(1, 3);
    say(SpotifyListLoaded{
        .request = bridge.lastRequest() - 1, .source = 1, .list = 3, .rows = test::exampleLiked(songs, 5, false)});
    CHECK(page().model().rowCount() == 0);
    answer(test::exampleLiked(songs, 5, false));
    CHECK(page().model().rowCount() == 5);
}

TEST_CASE_METHOD(SpotifyFixture, "an address that nothing takes is shown to be copied") {
    showLiked();
    Q_EMIT page().openWanted("spotify:track:abc", "https://open.spotify.com/track/abc"); // the offscreen platform opens nothing
    auto* dialog = window.findChild<AddressDialog*>();
    REQUIRE(dialog);
    CHECK(dialog->findChild<QLineEdit*>()->text() == "https://open.spotify.com/track/abc");
    for (auto* button : dialog->findChildren<QPushButton*>())
        if (button->text() == "Copy")
            button->click();
    CHECK(QApplication::clipboard()->text() == "https://open.spotify.com/track/abc");
}

TEST_CASE("a program that the environment names gets addresses in place of the browser, and only such as may be opened") {
    QTemporaryDir folder;
    const QString script = folder.filePath("open.sh");
    const QString out = folder.filePath("opened");
    QFile file(script);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nprintf '%s\\n' \"$1\" > '" + out.toUtf8() + "'.$$ && mv '" + out.toUtf8() + "'.$$ '" + out.toUtf8() +
               "'\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (const char* name : {"SEGUE_OPEN_URL_COMMAND", "PLAYER_OPEN_URL_COMMAND"}) {
        const Environment command(name, script.toUtf8());
        for (const char* address : {"spotify:track:abc", "https://open.spotify.com/track/abc", "http://127.0.0.1:8888/callback"}) {
            QFile::remove(out);
            CHECK(openAddress(QString::fromLatin1(address)));
            REQUIRE(test::waitUntil([&] { return QFile::exists(out); }));
            QFile opened(out);
            REQUIRE(opened.open(QIODevice::ReadOnly));
            CHECK(opened.readAll() == QByteArray(address) + '\n');
        }
        for (const char* bad : {"file:///etc/passwd", "javascript:alert(1)", "http://elsewhere.example/", "", "-e"})
            CHECK_FALSE(openAddress(QString::fromLatin1(bad)));
    }
}
