// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/spotify_pictures.h"

#include "tests/ui/example_songs.h"
#include "tests/ui/example_spotify.h"
#include "ui/sidebar/sidebar.h"
#include "ui/sidebar/sidebar_list.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/spotify/address_dialog.h"
#include "ui/spotify/connect_dialog.h"
#include "ui/spotify/import_dialog.h"
#include "ui/spotify/player_dialog.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/spotify_view.h"
#include "ui/spotify/wanted_dialog.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <chrono>

namespace segue::test {

namespace {

using namespace std::chrono;

/// The window, a bridge to it and a camera.
struct SpotifySet {
    ui::MainWindow& window;
    ui::EngineBridge& bridge;
    const std::vector<Track>& songs;
    const Shoot& shoot;

    void say(Event event) const {
        bridge.listener()(std::move(event));
        QApplication::processEvents();
    }
    ui::SpotifyPage& page() const { return window.pages().spotify(); }
    ui::SpotifySection& section() const { return window.sidebar().spotify(); }
    void show(SpotifySourceId source, SpotifyListId list, const std::vector<SpotifyRow>& rows) const {
        Q_EMIT section().chosen(source, list);
        QApplication::processEvents();
        if (!rows.empty())
            say(SpotifyListLoaded{bridge.lastRequest(), source, list, rows});
    }
    void press(QWidget& dialog, const QString& start) const {
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->isVisible() && button->text().startsWith(start)) {
                button->click();
                return QApplication::processEvents();
            }
    }
};

void shootLists(const SpotifySet& set) {
    set.say(SpotifyChanged{{exampleImport(), exampleAccount()}});
    set.show(1, 1, exampleLiked(set.songs, 240, false));
    auto& list = set.section().list();
    Q_EMIT list.foldWanted(set.section().model().row(0));
    set.page().view().setFocus();
    set.page().view().selectRow(2);
    set.shoot("spotify-imported", nullptr);
    set.show(1, 2, exampleAlbums(set.songs));
    set.shoot("spotify-albums", nullptr);
    for (const auto& [id, name] : {std::pair<SpotifyListId, const char*>{4, "spotify-list-empty"}, {5, "spotify-list-podcasts"}}) {
        set.show(1, id, {});
        set.shoot(name, nullptr);
    }
    set.show(2, 4, {});
    set.shoot("spotify-list-unavailable", nullptr);
    set.show(2, 1, exampleLiked(set.songs, 240, true));
    set.shoot("spotify-account", nullptr);
    for (auto* field : set.page().findChildren<QLineEdit*>()) {
        field->setText(QStringLiteral("tide radio"));
        set.shoot("spotify-filter", nullptr);
        field->setText(QStringLiteral("zzz"));
        set.shoot("spotify-filter-none", nullptr);
        field->clear();
    }
}

void shootMenus(const SpotifySet& set) {
    set.bridge.loadAllMusic();
    set.say(TracksLoaded{set.bridge.lastRequest(), kAllMusic, set.songs});
    const std::pair<int, const char*> menus[] = {
        {0, "spotify-menu-matched"}, {1, "spotify-menu-probable"}, {2, "spotify-menu-none"}, {3, "spotify-menu-several"}};
    for (const auto& [row, name] : menus) {
        const QPoint place = set.page().view().viewport()->mapToGlobal(QPoint(60, 60));
        Q_EMIT set.page().view().menuWanted(row, place);
        QApplication::processEvents();
        if (auto* menu = set.page().findChild<ui::SpotifyMenu*>()) {
            auto* which = menu->findChild<QMenu*>(QStringLiteral("spotifyCandidates"));
            if (which)
                which->popup(place);
            set.shoot(name, which ? static_cast<QWidget*>(which) : menu);
            delete menu;
        }
    }
    Q_EMIT set.section().menuWanted(0, set.window.mapToGlobal(QPoint(80, 200)));
    if (auto* menu = set.window.sidebar().findChild<QMenu*>(QStringLiteral("sidebarMenu"))) {
        set.shoot("spotify-menu-source", menu);
        delete menu;
    }
}

void shootStates(const SpotifySet& set) {
    const auto now = floor<seconds>(system_clock::now());
    const std::pair<SpotifyState, const char*> states[] = {
        {SpotifyState::waitingForBrowser, "spotify-waiting"}, {SpotifyState::denied, "spotify-denied"},
        {SpotifyState::connecting, "spotify-connecting"},     {SpotifyState::syncing, "spotify-syncing"},
        {SpotifyState::offline, "spotify-offline"},           {SpotifyState::rateLimited, "spotify-rate-limited"},
        {SpotifyState::quotaUsed, "spotify-quota-used"},      {SpotifyState::notOnUserList, "spotify-not-on-list"},
        {SpotifyState::appDisabled, "spotify-app-disabled"},  {SpotifyState::clientRefused, "spotify-client-refused"},
        {SpotifyState::signInAgain, "spotify-sign-in-again"}, {SpotifyState::signedOut, "spotify-signed-out"}};
    set.show(2, 1, exampleLiked(set.songs, 240, true));
    for (const auto& [state, name] : states) {
        set.say(SpotifyChanged{{exampleImport(), exampleAccount(state, now)}});
        set.shoot(name, nullptr);
    }
    auto account = exampleAccount();
    account.secret = SpotifySecret::sessionOnly;
    account.signInEnds = now + days{9};
    set.say(SpotifyChanged{{exampleImport(), account}});
    set.shoot("spotify-session-only", nullptr);
    auto source = exampleImport();
    source.state = SpotifyState::importing;
    source.done = 320;
    source.total = 900;
    set.show(1, 1, exampleLiked(set.songs, 240, false));
    set.say(SpotifyChanged{{source, exampleAccount()}});
    set.shoot("spotify-importing", nullptr);
    source.state = SpotifyState::importFailed;
    source.problem = Message("“my_spotify_data.zip” holds neither YourLibrary.json nor Playlist1.json.");
    set.say(SpotifyChanged{{source, exampleAccount()}});
    set.shoot("spotify-import-failed", nullptr);
    set.say(SpotifyChanged{{{.id = 1, .state = SpotifyState::importFailed, .problem = source.problem}}});
    set.shoot("spotify-import-failed-new", nullptr);
    set.say(SpotifyChanged{});
    set.shoot("spotify-none", nullptr);
}

void shootPlayer(const SpotifySet& set) {
    using State = SpotifyPlayerState;
    const auto now = floor<seconds>(system_clock::now());
    set.say(SpotifyChanged{{exampleImport(), exampleAccount()}});
    set.show(2, 1, exampleLiked(set.songs, 240, true));
    const std::pair<State, const char*> states[] = {
        {State::off, "spotify-player-off"},         {State::notGranted, "spotify-player-not-granted"},
        {State::unknown, "spotify-player-asking"},  {State::nothing, "spotify-player-nothing"},
        {State::noDevice, "spotify-player-none"},   {State::pickDevice, "spotify-player-pick"},
        {State::playing, "spotify-player-playing"}, {State::paused, "spotify-player-paused"},
        {State::premium, "spotify-player-premium"}, {State::offline, "spotify-player-offline"},
        {State::blocked, "spotify-player-blocked"}, {State::signInAgain, "spotify-player-sign-in"}};
    for (const auto& [state, name] : states) {
        set.say(SpotifyPlayerChanged{examplePlayer(state, now)});
        set.shoot(name, nullptr);
    }
    auto refused = examplePlayer(State::playing, now);
    refused.problem = Message(MessageId::spotifyPlayerNoControl, {"Kitchen"});
    set.say(SpotifyPlayerChanged{refused});
    set.shoot("spotify-player-refused", nullptr);
    Q_EMIT set.page().playerWanted();
    auto* dialog = set.window.findChild<ui::PlayerDialog*>();
    set.shoot("spotify-player-dialog", dialog);
    delete dialog;
    set.say(SpotifyPlayerChanged{examplePlayer(State::off, now)});
}

void shootDialogs(const SpotifySet& set) {
    Q_EMIT set.section().importWanted(0);
    auto* import = set.window.findChild<ui::ImportDialog*>();
    set.shoot("spotify-import-choose", import);
    import->begin("/home/listener/Downloads/my_spotify_data.zip");
    auto source = exampleImport();
    source.state = SpotifyState::importing;
    source.done = 320;
    source.total = 900;
    set.say(SpotifyChanged{{source}});
    set.shoot("spotify-import-running", import);
    set.say(SpotifyChanged{{exampleImport()}});
    set.shoot("spotify-import-done", import);
    delete import;
    Q_EMIT set.section().connectWanted(0);
    auto* connecting = set.window.findChild<ui::ConnectDialog*>();
    for (auto* field : connecting->findChildren<QLineEdit*>())
        if (field->accessibleName() == QLatin1String("Client id"))
            field->setText(QStringLiteral("0123456789abcdef0123456789abcdef"));
    set.shoot("spotify-connect", connecting);
    set.press(*connecting, QStringLiteral("Connect"));
    const auto now = floor<seconds>(system_clock::now());
    auto account = exampleAccount(SpotifyState::waitingForBrowser, now);
    account.lists.clear();
    account.songs = account.here = 0;
    set.say(SpotifyChanged{{exampleImport(), account}});
    set.shoot("spotify-connect-waiting", connecting);
    account.state = SpotifyState::clientRefused;
    set.say(SpotifyChanged{{exampleImport(), account}});
    set.shoot("spotify-connect-refused", connecting);
    delete connecting;
    set.say(SpotifyChanged{{exampleImport(), exampleAccount()}});
    Q_EMIT set.section().wantedListWanted(1);
    auto* wanted = set.window.findChild<ui::WantedDialog*>();
    set.say(SpotifyWantedLoaded{.request = set.bridge.lastRequest(), .source = 1, .albums = exampleWanted()});
    set.shoot("spotify-wanted", wanted);
    delete wanted;
    Q_EMIT set.section().removeWanted(2);
    auto* box = set.window.findChild<QMessageBox*>();
    set.shoot("spotify-remove", box);
    delete box;
    Q_EMIT set.page().openWanted({}, QStringLiteral("https://open.spotify.com/track/kkkkkkkkkkkkkkkkkkkkk2"));
    auto* address = set.window.findChild<ui::AddressDialog*>();
    set.shoot("spotify-address", address);
    delete address;
}

} // namespace

void shootSpotify(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const SpotifySet set{window, bridge, songs, shoot};
    set.say(LibrariesChanged{exampleLibraries()});
    set.say(TracksLoaded{bridge.lastRequest(), 1, songs});
    shootLists(set);
    shootMenus(set);
    shootStates(set);
    shootPlayer(set);
    shootDialogs(set);
}

} // namespace segue::test
