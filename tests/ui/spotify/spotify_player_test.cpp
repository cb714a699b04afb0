// SPDX-License-Identifier: GPL-3.0-or-later
// Spotify's own player in the window: its bar, its sentences, and what Play on Spotify means.
#include <catch2/catch.hpp>

#include "tests/ui/example_spotify.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/calm_controls.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/toggle_switch.h"
#include "ui/sidebar/spotify_section.h"
#include "ui/spotify/player_bar.h"
#include "ui/spotify/player_dialog.h"
#include "ui/spotify/spotify_page.h"
#include "ui/spotify/spotify_view.h"
#include "ui/words/spotify_player_text.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using Stands = SpotifyPlayerState;
using OrderKind = SpotifyOrder::Kind;

namespace {

constexpr std::chrono::sys_seconds kPlayerNow{std::chrono::seconds{1'780'000'000}};

struct PlayerWindow : test::WindowFixture {
    explicit PlayerWindow(QSize size = {1280, 800})
        : WindowFixture(size) {
        qRegisterMetaType<SpotifyOrder>();
        open(songs);
        say(SpotifyChanged{{test::exampleImport(), test::exampleAccount()}});
        choose(2, 1);
        say(SpotifyListLoaded{
            .request = bridge.lastRequest(), .source = 2, .list = 1, .rows = test::exampleLiked(songs, 30, true)});
    }
    void choose(SpotifySourceId source, SpotifyListId list) {
        Q_EMIT window.sidebar().spotify().chosen(source, list);
        QApplication::processEvents();
    }
    void stand(const SpotifyPlayer& player) { say(SpotifyPlayerChanged{player}); }
    void stand(SpotifyPlayerState state) { stand(test::examplePlayer(state, kPlayerNow)); }
    SpotifyPage& page() { return window.pages().spotify(); }
    PlayerBar& bar() { return page().player(); }
    template <typename Widget>
    Widget& named(const QString& name) {
        for (auto* one : bar().findChildren<Widget*>())
            if (one->accessibleName() == name)
                return *one;
        throw std::runtime_error("no " + name.toStdString());
    }
    QStringList menuOf(int row) {
        delete menu;
        Q_EMIT page().view().menuWanted(row, QPoint(10, 10));
        QApplication::processEvents();
        menu = page().findChild<SpotifyMenu*>();
        QStringList texts;
        for (const auto* action : menu->actions())
            if (!action->isSeparator())
                texts << action->text();
        return texts;
    }

    std::vector<Track> songs = test::exampleSongs(60);
    QPointer<SpotifyMenu> menu;
};

SpotifyRow spotifySong(const std::string& id) { return {.uri = "spotify:track:" + id, .title = id}; }

} // namespace

TEST_CASE_METHOD(PlayerWindow, "there is no player before it is allowed, and nothing that would ask it") {
    CHECK_FALSE(bar().isVisible());
    CHECK_FALSE(menuOf(0).contains("Play on Spotify"));
    stand(Stands::off);
    CHECK_FALSE(bar().isVisible());
    auto* control = page().findChild<QPushButton*>();
    for (auto* button : page().findChildren<QPushButton*>())
        if (button->text() == "Player…")
            control = button;
    REQUIRE(control);
    CHECK(control->isVisible());
    choose(1, 1); // an export has none
    CHECK_FALSE(control->isVisible());
    choose(2, 1);
    control->click();
    auto* dialog = window.findChild<PlayerDialog*>();
    REQUIRE(dialog);
    auto* allowed = dialog->findChild<ToggleSwitch*>();
    CHECK_FALSE(allowed->isChecked());
    QString words;
    for (const auto* label : dialog->findChildren<QLabel*>())
        words += label->text();
    CHECK(words.contains("Premium"));
    CHECK(words.contains("every five seconds"));
    QSignalSpy wanted(dialog, &PlayerDialog::allowWanted);
    allowed->click();
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0][0].value<SpotifySourceId>() == 2);
    CHECK(wanted[0][1].toBool());
    stand(Stands::playing);
    CHECK(allowed->isChecked());
    delete dialog;
}

TEST_CASE_METHOD(PlayerWindow, "what plays is shown with artist, place, device and the way to Spotify") {
    stand(Stands::playing);
    REQUIRE(bar().isVisible());
    CHECK(bar().accessibleName().contains("Spotify plays, Copper Echo, Low Tide Radio"));
    CHECK(bar().accessibleName().contains("on Kitchen"));
    CHECK(bar().words().isEmpty());
    CHECK(named<QToolButton>("Pause on Spotify").isEnabled());
    CHECK(named<JumpSlider>("Place in what Spotify plays").value() >= 61);
    CHECK(named<ChoiceBox>("Spotify device").currentText() == "Kitchen");
    CHECK(named<JumpSlider>("Volume of the Spotify device").isVisible());
    QSignalSpy opened(&page(), &SpotifyPage::openWanted);
    Q_EMIT bar().openWanted("spotify:track:x", "https://open.spotify.com/track/x");
    CHECK(opened.size() == 1);
    auto player = test::examplePlayer(Stands::playing, kPlayerNow);
    player.device.hasVolume = false;
    player.mayGoBack = player.maySeek = false;
    stand(player);
    CHECK_FALSE(named<JumpSlider>("Volume of the Spotify device").isVisible());
    CHECK_FALSE(named<QToolButton>("Previous on Spotify").isEnabled());
    CHECK_FALSE(named<JumpSlider>("Place in what Spotify plays").isEnabled());
}

TEST_CASE_METHOD(PlayerWindow, "its buttons are orders to Spotify, and the playback bar and queue know nothing of it") {
    stand(Stands::playing);
    QSignalSpy orders(&bar(), &PlayerBar::orderWanted);
    const auto last = [&] { return orders.back()[0].value<SpotifyOrder>(); };
    named<QToolButton>("Pause on Spotify").click();
    CHECK(last().kind == OrderKind::pause);
    named<QToolButton>("Next on Spotify").click();
    CHECK(last().kind == OrderKind::next);
    named<QToolButton>("Previous on Spotify").click();
    CHECK(last().kind == OrderKind::previous);
    Q_EMIT named<JumpSlider>("Place in what Spotify plays").chosen(90);
    CHECK(last().kind == OrderKind::seek);
    CHECK(last().position == 90s);
    Q_EMIT named<JumpSlider>("Volume of the Spotify device").chosen(30);
    CHECK(last().volume == 30);
    stand(Stands::paused);
    named<QToolButton>("Play on Spotify").click();
    CHECK(last().kind == OrderKind::resume);
    auto& devices = named<ChoiceBox>("Spotify device");
    Q_EMIT devices.activated(devices.findText("Phone"));
    CHECK(last().kind == OrderKind::choose);
    CHECK(last().device == "phone2");
    Q_EMIT devices.activated(devices.count() - 1);
    CHECK(last().kind == OrderKind::listDevices);
}

TEST_CASE_METHOD(PlayerWindow,
                 "while an order is on its way nothing else can be pressed; a device that takes none cannot be chosen") {
    auto player = test::examplePlayer(Stands::playing, kPlayerNow);
    player.isAsking = true;
    stand(player);
    CHECK_FALSE(named<QToolButton>("Pause on Spotify").isEnabled());
    CHECK_FALSE(named<ChoiceBox>("Spotify device").isEnabled());
    player.isAsking = false;
    stand(player);
    auto& devices = named<ChoiceBox>("Spotify device");
    const int console = devices.findText("Console");
    REQUIRE(console >= 0);
    CHECK_FALSE(devices.model()->flags(devices.model()->index(console, 0)).testFlag(Qt::ItemIsEnabled));
    CHECK(devices.itemData(console, Qt::ToolTipRole).toString().contains("Spotify’s own app only"));
}

TEST_CASE("each state of the player has words and a way out, or something to press") {
    const auto acts = [](Stands state) { return playerActs(test::examplePlayer(state, kPlayerNow), kPlayerNow); };
    const auto words = [](Stands state) { return playerText(test::examplePlayer(state, kPlayerNow), kPlayerNow); };
    using enum PlayerAct;
    CHECK(acts(Stands::notGranted) == std::vector{signIn, turnOff});
    CHECK(words(Stands::notGranted).contains("Sign in again, and agree"));
    CHECK(acts(Stands::nothing) == std::vector{openSpotify, tryAgain});
    CHECK(acts(Stands::noDevice) == std::vector{openSpotify, tryAgain});
    CHECK(words(Stands::noDevice).contains("No Spotify app is open"));
    CHECK(words(Stands::pickDevice).contains("Choose"));
    CHECK(acts(Stands::premium) == std::vector{tryAgain, turnOff});
    CHECK(words(Stands::premium).contains("Premium"));
    CHECK(acts(Stands::offline) == std::vector{tryAgain});
    CHECK(words(Stands::offline).contains("Host not found"));
    CHECK(acts(Stands::signInAgain) == std::vector{signIn});
    CHECK(acts(Stands::blocked).empty());
    CHECK(words(Stands::blocked).contains("used up"));
    CHECK(acts(Stands::playing).empty());
    CHECK(words(Stands::playing).isEmpty());
    CHECK(acts(Stands::paused).empty());
    auto player = test::examplePlayer(Stands::blocked, kPlayerNow);
    player.until = kPlayerNow + 9s;
    CHECK(playerText(player, kPlayerNow).contains("9 s"));
    player.until = kPlayerNow;
    CHECK(playerActs(player, kPlayerNow) == std::vector{tryAgain});
    player = test::examplePlayer(Stands::playing, kPlayerNow);
    player.problem = Message(MessageId::spotifyPlayerNoControl, {"Kitchen"});
    CHECK(playerText(player, kPlayerNow).contains("“Kitchen” takes no orders"));
    player.problem = {};
    player.isOwnHeard = true;
    CHECK(playerText(player, kPlayerNow).contains("did not pause"));
    player.isOwnHeard = player.looksByItself = false;
    CHECK(playerText(player, kPlayerNow).contains("may be old"));
    CHECK(playerActs(player, kPlayerNow) == std::vector{tryAgain});
    player = test::examplePlayer(Stands::pickDevice, kPlayerNow);
    player.waitsForDevice = true;
    player.problem = Message(MessageId::spotifyPlayerNoDevice);
    CHECK(playerText(player, kPlayerNow).contains("Choose where to play it"));
}

TEST_CASE("what plays without a name, as podcast or as advertisement is said so") {
    CHECK(heardTitle({.kind = SpotifyHeard::Kind::advertisement}) == "Advertisement");
    CHECK(heardTitle({.kind = SpotifyHeard::Kind::other}) == "Something that Spotify does not name");
    CHECK(heardUnder({.kind = SpotifyHeard::Kind::episode, .title = "One", .artist = "Talk"}) == "Podcast · Talk");
    CHECK(deviceName({}) == "Device without a name");
    CHECK_FALSE(deviceReason({.name = "Car"}).isEmpty()); // it has no id
    CHECK(deviceReason({.id = "x", .name = "Car"}).isEmpty());
}

TEST_CASE("Play on Spotify means the playlist from a song on, the songs that follow elsewhere, the chosen ones, or an album") {
    const SpotifyList playlist{.kind = SpotifyListKind::playlist, .uri = "spotify:playlist:p"};
    const SpotifyList liked{.kind = SpotifyListKind::liked};
    std::vector<SpotifyRow> rows{spotifySong("a"), spotifySong("b"), spotifySong("c"), spotifySong("d")};
    rows[2].availability = SpotifyAvailability::unavailable;
    CHECK(spotifyPlayOf(playlist, rows, {1}) == SpotifyPlay{.context = "spotify:playlist:p", .uris = {"spotify:track:b"}});
    CHECK(spotifyPlayOf(liked, rows, {1}) == SpotifyPlay{.context = {}, .uris = {"spotify:track:b", "spotify:track:d"}});
    CHECK(spotifyPlayOf(playlist, rows, {0, 2, 3}) == SpotifyPlay{.context = {}, .uris = {"spotify:track:a", "spotify:track:d"}});
    CHECK(isNothing(spotifyPlayOf(liked, rows, {2})));
    CHECK(isNothing(spotifyPlayOf(liked, rows, {})));
    CHECK(isNothing(spotifyPlayOf(liked, rows, {9})));
    const std::vector<SpotifyRow> album{{.uri = "spotify:album:x", .album = "X"}};
    CHECK(spotifyPlayOf({.kind = SpotifyListKind::albums}, album, {0}) == SpotifyPlay{.context = "spotify:album:x", .uris = {}});
    const std::vector<SpotifyRow> many(500, spotifySong("z"));
    CHECK(spotifyPlayOf(liked, many, {0}).uris.size() == 100);
}

TEST_CASE_METHOD(PlayerWindow, "a row that Spotify can play offers it, and several are played together") {
    stand(Stands::paused);
    CHECK(menuOf(0).front() == "Play on Spotify");
    QSignalSpy wanted(&page(), &SpotifyPage::playOnSpotifyWanted);
    menu->actions().front()->trigger();
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0][0].toInt() == 0);
    CHECK(page().playOf(0).uris.size() > 10);
    CHECK_FALSE(menuOf(7).contains("Play on Spotify")); // not in this country
    CHECK_FALSE(menuOf(8).contains("Play on Spotify")); // a file of the listener's own
    page().view().selectionModel()->select(QItemSelection(page().model().index(0, 0), page().model().index(2, 0)),
                                           QItemSelectionModel::Select | QItemSelectionModel::Rows);
    CHECK(menuOf(1).front() == "Play 3 on Spotify");
    CHECK(page().playOf(1).uris.size() == 3);
}

TEST_CASE_METHOD(PlayerWindow, "news of another account's player, and a source that goes, leave no player shown") {
    stand(Stands::playing);
    auto other = test::examplePlayer(Stands::paused, kPlayerNow);
    other.source = 5;
    stand(other);
    CHECK(bar().player().state == Stands::playing);
    choose(1, 1);
    CHECK_FALSE(bar().isVisible());
    choose(2, 1);
    stand(Stands::playing);
    say(SpotifyChanged{{test::exampleImport()}});
    CHECK_FALSE(bar().isVisible());
}

TEST_CASE("in a narrow window the player stands one part beneath the other") {
    PlayerWindow narrow({420, 760});
    narrow.stand(Stands::playing);
    CHECK(narrow.bar().width() <= 420);
    CHECK(narrow.bar().height() > 110);
    CHECK(narrow.named<QToolButton>("Pause on Spotify").isVisible());
}
