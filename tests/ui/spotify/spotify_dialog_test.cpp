// SPDX-License-Identifier: GPL-3.0-or-later
// The dialogs about Spotify, with what the engine says made by hand.
#include <catch2/catch.hpp>

#include "tests/ui/example_spotify.h"
#include "tests/ui/window_fixture.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/spotify/connect_dialog.h"
#include "ui/spotify/import_dialog.h"
#include "ui/spotify/spotify_dialogs.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/wanted_dialog.h"
#include "ui/window/main_menu.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace segue;
using namespace segue::ui;

namespace {

struct DialogFixture : test::WindowFixture {
    DialogFixture() { open(test::exampleSongs(20)); }

    SpotifySection& section() { return window.sidebar().spotify(); }
    SpotifyDialogs& dialogs() { return *window.findChild<SpotifyDialogs*>(); }
    static QPushButton* button(QWidget& dialog, const QString& start) {
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->isVisible() && one->text().startsWith(start))
                return one;
        return nullptr;
    }
    static QString wordsOf(QWidget& dialog) {
        QStringList words;
        for (auto* label : dialog.findChildren<QLabel*>())
            if (label->isVisible())
                words << label->text();
        return words.join('\n');
    }
    template <typename Dialog>
    Dialog& fromMenu(const QString& entry) {
        for (auto* action : window.findChild<MainMenu*>()->actions())
            if (action->menu() && action->text() == "Add Spotify")
                for (auto* one : action->menu()->actions())
                    if (one->text() == entry)
                        one->trigger();
        auto* dialog = window.findChild<Dialog*>();
        REQUIRE(dialog);
        return *dialog;
    }
};

QLineEdit& fieldOf(QWidget& dialog, const QString& name) {
    for (auto* field : dialog.findChildren<QLineEdit*>())
        if (field->accessibleName() == name)
            return *field;
    FAIL(name.toStdString());
    return *dialog.findChild<QLineEdit*>();
}

} // namespace

TEST_CASE_METHOD(DialogFixture, "the dialog of an import says how the data is had, and what of it is read") {
    auto& dialog = fromMenu<ImportDialog>("Import my data…");
    CHECK(wordsOf(dialog).contains("Download your data"));
    CHECK(wordsOf(dialog).contains("5 days"));
    CHECK(wordsOf(dialog).contains("Only YourLibrary.json"));
    QSignalSpy imports(&dialogs(), &SpotifyDialogs::importWanted);
    dialog.begin("/home/listener/my_spotify_data.zip");
    REQUIRE(imports.size() == 1);
    CHECK(imports[0][1].value<SpotifySourceId>() == 0);
}

TEST_CASE_METHOD(DialogFixture, "an import shows how far it is, and then what came, what was left out, and its page") {
    auto& dialog = fromMenu<ImportDialog>("Import my data…");
    dialog.begin("/home/listener/my_spotify_data.zip");
    auto source = test::exampleImport();
    source.state = SpotifyState::importing;
    source.done = 300;
    source.total = 900;
    say(SpotifyChanged{{source}});
    CHECK(dialog.findChild<QProgressBar*>()->value() == 300);
    CHECK(dialog.findChild<QProgressBar*>()->maximum() == 900);
    say(SpotifyChanged{{test::exampleImport()}});
    CHECK_FALSE(dialog.findChild<QProgressBar*>()->isVisible());
    CHECK(wordsOf(dialog).contains("271 songs, 5 albums, 3 playlists came. 118 of the songs are in your music."));
    CHECK(wordsOf(dialog).contains("12 episodes of podcasts"));
    CHECK(window.pages().place() == MainPages::Place::spotify);
    CHECK(window.pages().spotify().source() == 1);
}

TEST_CASE_METHOD(DialogFixture, "an import can be cancelled, and one that fails says why and takes another file") {
    auto& dialog = fromMenu<ImportDialog>("Import my data…");
    QSignalSpy imports(&dialogs(), &SpotifyDialogs::importWanted);
    QSignalSpy cancelled(&dialogs(), &SpotifyDialogs::cancelWanted);
    dialog.begin("/home/listener/wrong.zip");
    auto source = test::exampleImport();
    source.state = SpotifyState::importFailed;
    source.problem = Message("It is no archive.");
    source.songs = 0;
    say(SpotifyChanged{{source}});
    CHECK(wordsOf(dialog).contains("It is no archive."));
    REQUIRE(button(dialog, "Choose another"));
    button(dialog, "Choose another")->click();
    CHECK(wordsOf(dialog).contains("Download your data"));
    dialog.begin("/home/listener/right.zip");
    REQUIRE(imports.size() == 2);
    CHECK(imports[1][1].value<SpotifySourceId>() == 1); // the same source
    source.state = SpotifyState::importing;
    say(SpotifyChanged{{source}});
    button(dialog, "Cancel")->click();
    REQUIRE(cancelled.size() == 1);
    CHECK(cancelled[0][0].value<SpotifySourceId>() == 1);
}

TEST_CASE_METHOD(DialogFixture, "the dialog of an account says what Spotify takes for it and which address is to be registered") {
    auto& dialog = fromMenu<ConnectDialog>("Connect an account…");
    for (const char* fact : {"Premium", "five people", "six months", "app of your own", "client secret is not needed"}) {
        INFO(fact);
        CHECK(wordsOf(dialog).contains(QString::fromLatin1(fact)));
    }
    auto& redirect = fieldOf(dialog, "Redirect address to register");
    CHECK(redirect.text() == "http://127.0.0.1/callback");
    button(dialog, "Copy")->click();
    CHECK(QApplication::clipboard()->text() == "http://127.0.0.1/callback");
    dialog.findChild<QCheckBox*>()->setChecked(true);
    CHECK(redirect.text() == "http://127.0.0.1:8888/callback");
    auto* go = button(dialog, "Connect");
    REQUIRE(go);
    CHECK_FALSE(go->isEnabled());
    fieldOf(dialog, "Client id").setText("two words");
    CHECK_FALSE(go->isEnabled());
    fieldOf(dialog, "Client id").setText(" 0123456789abcdef0123456789abcdef ");
    QSignalSpy connects(&dialogs(), &SpotifyDialogs::connectWanted);
    go->click();
    REQUIRE(connects.size() == 1);
    const auto wanted = connects[0][0].value<SpotifyConnection>();
    CHECK(wanted.clientId == "0123456789abcdef0123456789abcdef");
    CHECK(wanted.port == 8888);
    CHECK(wanted.source == 0);
}

TEST_CASE_METHOD(
    DialogFixture,
    "while the browser is waited for its address can be copied, and what Spotify refuses leads back to the client id") {
    using namespace std::chrono;
    const auto now = floor<seconds>(system_clock::now());
    auto& dialog = fromMenu<ConnectDialog>("Connect an account…");
    fieldOf(dialog, "Client id").setText("0123456789abcdef0123456789abcdef");
    button(dialog, "Connect")->click();
    auto source = test::exampleAccount(SpotifyState::waitingForBrowser, now);
    say(SpotifyChanged{{source}});
    CHECK(wordsOf(dialog).contains("http://127.0.0.1/callback"));
    REQUIRE(button(dialog, "Copy the address"));
    button(dialog, "Copy the address")->click();
    CHECK(QApplication::clipboard()->text() == QString::fromStdString(source.address));
    say(SpotifyChanged{{test::exampleAccount(SpotifyState::clientRefused, now)}});
    CHECK(wordsOf(dialog).contains("does not accept the client id"));
    REQUIRE(button(dialog, "Connect"));
    QSignalSpy connects(&dialogs(), &SpotifyDialogs::connectWanted);
    button(dialog, "Connect")->click();
    REQUIRE(connects.size() == 1);
    CHECK(connects[0][0].value<SpotifyConnection>().source == 2); // the same one
    say(SpotifyChanged{{source}});
    say(SpotifyChanged{{test::exampleAccount(SpotifyState::syncing, now)}});
    CHECK_FALSE(dialog.isVisible());
    CHECK(window.pages().place() == MainPages::Place::spotify);
}

TEST_CASE_METHOD(DialogFixture, "signing in again brings the known client id, and waits until something comes of it") {
    using namespace std::chrono;
    const auto now = floor<seconds>(system_clock::now());
    say(SpotifyChanged{{test::exampleAccount(SpotifyState::signInAgain, now)}});
    Q_EMIT section().connectWanted(2);
    auto* dialog = window.findChild<ConnectDialog*>();
    REQUIRE(dialog);
    CHECK(fieldOf(*dialog, "Client id").text() == "0123456789abcdef0123456789abcdef");
    QSignalSpy cancelled(&dialogs(), &SpotifyDialogs::cancelWanted);
    button(*dialog, "Connect")->click();
    say(SpotifyChanged{{test::exampleAccount(SpotifyState::signInAgain, now)}}); // as it was
    CHECK(wordsOf(*dialog).contains("Connecting with Spotify"));
    auto failed = test::exampleAccount(SpotifyState::signInAgain, now);
    failed.problem = Message("Port 8888 is taken.");
    say(SpotifyChanged{{failed}});
    CHECK(wordsOf(*dialog).contains("Port 8888 is taken."));
    button(*dialog, "Connect")->click();
    button(*dialog, "Cancel")->click();
    REQUIRE(cancelled.size() == 1);
    CHECK(cancelled[0][0].value<SpotifySourceId>() == 2);
}

TEST_CASE_METHOD(DialogFixture,
                 "the wanted list shows albums with their songs, leads to Spotify alone, and is saved as a table or text") {
    say(SpotifyChanged{{test::exampleImport()}});
    Q_EMIT section().wantedListWanted(1);
    auto* dialog = window.findChild<WantedDialog*>();
    REQUIRE(dialog);
    CHECK_FALSE(button(*dialog, "Save as CSV")->isEnabled());
    say(SpotifyWantedLoaded{.request = bridge.lastRequest() - 1, .source = 1, .albums = {}});
    CHECK(wordsOf(*dialog).contains("Looking"));
    say(SpotifyWantedLoaded{.request = bridge.lastRequest(), .source = 1, .albums = test::exampleWanted()});
    auto* tree = dialog->findChild<QTreeWidget*>();
    REQUIRE(tree->topLevelItemCount() == 3);
    CHECK(tree->topLevelItem(0)->text(0) == "Low Tide Radio – Everything That Was Ever Said");
    CHECK(tree->topLevelItem(0)->text(1) == "the album, and 1 song");
    CHECK(tree->topLevelItem(1)->childCount() == 2);
    CHECK(wordsOf(*dialog).contains("3 songs, on 3 albums"));
    QSignalSpy opened(&dialogs(), &SpotifyDialogs::openWanted);
    tree->setCurrentItem(tree->topLevelItem(1));
    button(*dialog, "OPEN SPOTIFY")->click();
    REQUIRE(opened.size() == 1);
    CHECK(opened[0][1].toString().startsWith("https://open.spotify.com/album/"));
    tree->setCurrentItem(tree->topLevelItem(2));
    CHECK_FALSE(button(*dialog, "OPEN SPOTIFY")->isEnabled()); // no address was told
    QSignalSpy exports(&dialogs(), &SpotifyDialogs::exportWanted);
    button(*dialog, "Save as CSV")->click();
    auto* files = dialog->findChild<QFileDialog*>();
    REQUIRE(files);
    CHECK(files->defaultSuffix() == "csv");
    Q_EMIT files->fileSelected("/home/listener/wanted.csv");
    REQUIRE(exports.size() == 1);
    CHECK(exports[0][0].value<SpotifySourceId>() == 1);
    CHECK(exports[0][1].value<std::filesystem::path>() == "/home/listener/wanted.csv");
    say(SpotifyWantedLoaded{.request = bridge.lastRequest(), .source = 1, .albums = {}});
    CHECK(wordsOf(*dialog).contains("Nothing is wanted"));
}

TEST_CASE_METHOD(DialogFixture, "a source is removed only after the question was answered") {
    say(SpotifyChanged{{test::exampleImport()}});
    QSignalSpy removed(&dialogs(), &SpotifyDialogs::removeWanted);
    for (const auto& [answer, count] : {std::pair<const char*, int>{"Keep", 0}, {"Remove", 1}}) {
        Q_EMIT section().removeWanted(1);
        auto* box = window.findChild<QMessageBox*>();
        REQUIRE(box);
        for (auto* one : box->findChildren<QPushButton*>())
            if (one->text() == QLatin1String(answer))
                one->click();
        CHECK(removed.size() == count);
        delete window.findChild<QMessageBox*>();
    }
}
