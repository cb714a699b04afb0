// SPDX-License-Identifier: GPL-3.0-or-later
// A real import into the real engine, looked at in the window.
#include <catch2/catch.hpp>

#include "app/segue/session.h"
#include "engine/audio/audio_writer.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_fixture.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/songs/all_music.h"
#include "ui/songs/library_wires.h"
#include "ui/songs/song_pane.h"
#include "ui/songs/song_table_view.h"
#include "ui/spotify/import_dialog.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/spotify_strip.h"
#include "ui/spotify/spotify_view.h"
#include "ui/spotify/wanted_dialog.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

using namespace segue;
using namespace segue::ui;
using Catch::Contains;

namespace {

constexpr auto kLibrary = R"({
  "tracks": [
    {"artist": "The Ones", "album": "First", "track": "Rock Alpha", "uri": "spotify:track:aaaaaaaaaaaaaaaaaaaaaa"},
    {"artist": "The Ones", "album": "Another", "track": "Rock Beta", "uri": "spotify:track:bbbbbbbbbbbbbbbbbbbbbb"},
    {"artist": "Zzyzx", "album": "Far Away", "track": "Nowhere Here", "uri": "spotify:track:cccccccccccccccccccccc"}
  ],
  "albums": [{"artist": "Zzyzx", "album": "Far Away", "uri": "spotify:album:dddddddddddddddddddddd"}],
  "shows": [{"name": "Talk", "publisher": "P", "uri": "spotify:show:eeeeeeeeeeeeeeeeeeeeee"}]
})";
constexpr auto kPlaylists = R"({"playlists": [
  {"name": "Sunday", "items": [
    {"track": {"trackName": "Rock Alpha", "artistName": "The Ones", "albumName": "First", "trackUri": "spotify:track:aaaaaaaaaaaaaaaaaaaaaa"}},
    {"track": null, "episode": {"episodeName": "One", "showName": "Talk", "episodeUri": "spotify:episode:ffffffffffffffffffffff"}}]},
  {"name": "Nothing", "items": []}
]})";

/// The window with the real engine, two songs of The Ones in a library, and what Spotify sent, unpacked.
struct RealSpotify {
    RealSpotify()
        : settings(QString::fromStdString((folder / "settings.ini").string())) {
        std::filesystem::create_directories(folder / "music");
        std::filesystem::create_directories(folder / "data");
        test::writeScriptedBundle(folder / "bundle");
        song("rock1", "Rock Alpha", "First");
        song("rock2", "Rock Beta", "First");
        song("rock3", "Rock Gamma", "First");
        test::writeBytes(folder / "data/YourLibrary.json", kLibrary);
        test::writeBytes(folder / "data/Playlist1.json", kPlaylists);
        options.database = folder / "segue.db";
        options.modelFolder = folder / "bundle";
        options.analyzer = SCRIPTED_ANALYZER;
        options.window = {.version = "1.2.3", .cores = 2, .demoFolder = folder / "demo"};
        named.paths = {folder / "music"};
        session.emplace(settings, options, [](const QString& sentence) { UNSCOPED_INFO(sentence.toStdString()); });
        session->window().resize(1280, 800);
        session->show();
        session->begin(named);
        REQUIRE(test::waitUntil([this] {
            const auto& model = library().pane().model();
            int heard = 0;
            for (int row = 0; row < model.rowCount(); ++row)
                heard += model.track(row).state != AnalysisState::waiting ? 1 : 0;
            return heard == 3;
        }));
    }

    void song(const std::string& name, const std::string& title, const std::string& album) {
        audio::writeAudio(folder / ("music/" + name + ".wav"), test::tone(200, 0.2, 8000), 8000, 1,
                          {{"title", title}, {"artist", "The Ones"}, {"album", album}});
    }
    void import() {
        Q_EMIT section().importWanted(0);
        auto* dialog = window().findChild<ImportDialog*>();
        REQUIRE(dialog);
        dialog->begin(folder / "data");
        REQUIRE(test::waitUntil([this] {
            return page().source() == 1 && page().model().rowCount() == 3 && page().model().row(0).match != SpotifyMatch::none;
        }));
        REQUIRE(test::waitUntil([&] { return wordsOf(*dialog).contains("1 of the songs are in your music"); }));
        report = wordsOf(*dialog);
        delete dialog;
    }
    static QString wordsOf(QWidget& dialog) {
        QStringList words;
        for (auto* label : dialog.findChildren<QLabel*>())
            words << label->text();
        return words.join('\n');
    }
    MainWindow& window() { return session->window(); }
    LibraryPage& library() { return window().pages().library(); }
    SpotifyPage& page() { return window().pages().spotify(); }
    SpotifySection& section() { return window().sidebar().spotify(); }
    SpotifyMenu& menuOf(int row) {
        Q_EMIT page().view().menuWanted(row, QPoint(10, 10));
        REQUIRE(test::waitUntil([this] { return page().findChild<SpotifyMenu*>() != nullptr; }));
        return *page().findChild<SpotifyMenu*>();
    }
    static bool choose(QMenu& menu, const QString& start) {
        for (auto* action : menu.actions())
            if (action->text().startsWith(start)) {
                action->trigger();
                delete &menu;
                return true;
            }
        delete &menu;
        return false;
    }

    test::TemporaryFolder folder;
    ui::Settings settings;
    app::SessionOptions options;
    app::InstanceOrder named;
    QString report;
    std::optional<app::Session> session;
};

} // namespace

TEST_CASE("an import is shown as Spotify #1, with its lists, what was left out, and which songs are the listener's own") {
    RealSpotify real;
    real.import();
    CHECK_THAT(real.report.toStdString(),
               Contains("3 songs") && Contains("2 playlists") && Contains("1 album") && Contains("episode"));
    CHECK(real.section().model().row(0).name == "Spotify #1");
    CHECK_THAT(real.page().strip().words().toStdString(), Contains("3 songs"));
    auto& model = real.page().model();
    CHECK(model.row(0).title == "Rock Alpha");
    CHECK(spotifyBadge(model.row(0)) == "In my music");
    CHECK(spotifyBadge(model.row(1)) == "Probably in my music"); // on another album
    CHECK(spotifyBadge(model.row(2)).isEmpty());
    CHECK(model.row(0).tracks.size() == 1);
}

TEST_CASE("what the listener says of a row of an import holds, and can be taken back") {
    RealSpotify real;
    real.import();
    auto& model = real.page().model();
    REQUIRE(real.choose(real.menuOf(1), "This is the one"));
    REQUIRE(test::waitUntil([&] { return model.row(1).isConfirmed; }));
    CHECK(spotifyBadge(model.row(1)) == "In my music");
    REQUIRE(real.choose(real.menuOf(0), "Not this one"));
    REQUIRE(test::waitUntil([&] { return model.row(0).isUnlinked; }));
    CHECK(spotifyBadge(model.row(0)).isEmpty());
    CHECK_FALSE(real.choose(real.menuOf(0), "Play local file"));
    REQUIRE(real.choose(real.menuOf(0), "Match again"));
    REQUIRE(test::waitUntil([&] { return !model.row(0).isUnlinked; }));
    CHECK(spotifyBadge(model.row(0)) == "In my music");
}

TEST_CASE(
    "from a row of an import lead the listener's own file alone: into the list of what sounds like it, and into its library") {
    RealSpotify real;
    real.import();
    const TrackId own = real.page().model().row(0).tracks.front();
    REQUIRE(real.choose(real.menuOf(0), "Similar in my music"));
    REQUIRE(test::waitUntil([&] { return real.library().panel().model().rowCount() == 2; }));
    CHECK(real.window().pages().place() == MainPages::Place::library);
    for (int row = 0; row < 2; ++row)
        CHECK(real.library().panel().model().track(row).title.starts_with("Rock"));
    Q_EMIT real.section().chosen(1, 0);
    REQUIRE(test::waitUntil([&] { return real.page().model().rowCount() == 3; }));
    REQUIRE(real.choose(real.menuOf(0), "Show in library"));
    auto& pane = real.library().pane();
    CHECK(test::waitUntil([&] {
        const auto rows = pane.view().selectedRows();
        return rows.size() == 1 && pane.model().idOf(rows.front()) == own;
    }));
}

TEST_CASE("all music has no more songs after an import than before") {
    RealSpotify real;
    real.import();
    auto& all = real.window().libraries().allMusic();
    all.want();
    REQUIRE(test::waitUntil([&] { return all.isLoaded(); }));
    CHECK(all.songs().trackCount() == 3);
    for (const auto index : all.songs().libraryOrder())
        CHECK(all.songs().songs().row(index).library == 1);
}

TEST_CASE("the wanted list of an import holds what is not in the library, and is saved as a table") {
    RealSpotify real;
    real.import();
    Q_EMIT real.section().wantedListWanted(1);
    auto* dialog = real.window().findChild<WantedDialog*>();
    REQUIRE(dialog);
    auto* tree = dialog->findChild<QTreeWidget*>();
    REQUIRE(test::waitUntil([&] { return tree->topLevelItemCount() > 0; }));
    QStringList titles;
    for (int i = 0; i < tree->topLevelItemCount(); ++i)
        titles << tree->topLevelItem(i)->text(0);
    CHECK(titles.contains("Zzyzx – Far Away"));
    CHECK_FALSE(titles.contains("The Ones – First"));
    const auto file = real.folder / "wanted.csv";
    Q_EMIT dialog->exportWanted(1, file);
    REQUIRE(test::waitUntil([&] { return std::filesystem::exists(file) && std::filesystem::file_size(file) > 0; }));
    CHECK_THAT(test::readBytes(file), Contains("Nowhere Here") && Contains("Far Away"));
}

TEST_CASE("a source that is removed goes from the sidebar and the page, and all of it from the disk") {
    RealSpotify real;
    real.import();
    Q_EMIT real.section().removeWanted(1);
    auto* box = real.window().findChild<QMessageBox*>();
    REQUIRE(box);
    for (auto* button : box->findChildren<QPushButton*>())
        if (button->text() == "Remove")
            button->click();
    REQUIRE(test::waitUntil([&] { return real.section().model().rowCount() == 0; }));
    CHECK(real.page().source() == 0);
    real.session->window().close();
    real.session.reset();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(real.folder.path()))
        if (entry.is_regular_file() && !entry.path().string().starts_with((real.folder / "data").string())) {
            INFO(entry.path());
            CHECK(test::readBytes(entry.path()).find("Nowhere Here") == std::string::npos);
        }
}

TEST_CASE("a file that is no export is an import that failed, which says so") {
    RealSpotify real;
    test::writeBytes(real.folder / "other.json", "{\"hello\": 1}");
    Q_EMIT real.section().importWanted(0);
    auto* dialog = real.window().findChild<ImportDialog*>();
    REQUIRE(dialog);
    dialog->begin(real.folder / "other.json");
    REQUIRE(test::waitUntil([&] { return RealSpotify::wordsOf(*dialog).contains("Nothing was imported"); }));
    CHECK(RealSpotify::wordsOf(*dialog).contains("other.json"));
}
