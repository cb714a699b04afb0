// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spotify/player_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/spotify/player_bar.h"
#include "ui/spotify/player_dialog.h"
#include "ui/spotify/spotify_page.h"

#include <QEvent>
#include <QWidget>

#include <utility>

namespace segue::ui {

namespace {

const QString kSpotifyProgram = QStringLiteral("spotify:");
const QString kSpotifySite = QStringLiteral("https://open.spotify.com/");

} // namespace

PlayerWires::PlayerWires(EngineBridge& bridge, SpotifyPage& page)
    : QObject(&page)
    , m_bridge(bridge)
    , m_page(page) {
    auto& bar = page.player();
    connect(&bridge, &EngineBridge::spotifyPlayerChanged, this, [this](const SpotifyPlayerChanged& event) { take(event.player); });
    connect(&bridge, &EngineBridge::engineChanged, this, [this] {
        m_watched = 0;
        watch();
    });
    connect(&page, &SpotifyPage::placeChanged, this, &PlayerWires::watch);
    connect(&page, &SpotifyPage::playOnSpotifyWanted, this, &PlayerWires::play);
    connect(&page, &SpotifyPage::playerWanted, this, [this] { askToAllow(m_page.shownSource()); });
    connect(&bar, &PlayerBar::orderWanted, this,
            [this](const SpotifyOrder& order) { m_bridge.orderSpotifyPlayer(m_page.source(), order); });
    connect(&bar, &PlayerBar::actWanted, this, &PlayerWires::act);
    connect(&bar, &PlayerBar::openWanted, &page, &SpotifyPage::openWanted);
    connect(&bar, &PlayerBar::settingsWanted, this, [this] { askToAllow(m_page.shownSource()); });
    page.installEventFilter(this);
    page.window()->installEventFilter(this);
}

bool PlayerWires::eventFilter(QObject* watched, QEvent* event) {
    const bool changesSight =
        event->type() == QEvent::Show || event->type() == QEvent::Hide || event->type() == QEvent::WindowStateChange;
    if (changesSight)
        watch();
    return QObject::eventFilter(watched, event);
}

/// Only what is seen is looked at.
void PlayerWires::watch() {
    const auto& source = m_page.shownSource();
    const bool isSeen = m_page.isVisible() && !m_page.window()->isMinimized() && source.kind == SpotifyKind::account;
    const auto wanted = isSeen ? source.id : SpotifySourceId{0};
    if (std::exchange(m_watched, wanted) == wanted)
        return;
    if (wanted != 0 && m_page.player().player().source != wanted)
        m_page.showPlayer({.source = wanted}); // until it is known
    m_bridge.watchSpotifyPlayer(wanted);
}

void PlayerWires::take(const SpotifyPlayer& player) {
    if (player.source != m_page.source())
        return;
    m_page.showPlayer(player);
    if (m_dialog && m_dialog->source() == player.source)
        m_dialog->showAllowed(player.state != SpotifyPlayerState::off);
}

void PlayerWires::act(PlayerAct what) {
    const auto source = m_page.source();
    switch (what) {
    case PlayerAct::signIn:
        return Q_EMIT signInWanted(source);
    case PlayerAct::openSpotify:
        return Q_EMIT m_page.openWanted(kSpotifyProgram, kSpotifySite);
    case PlayerAct::tryAgain:
        return m_bridge.orderSpotifyPlayer(source, {.kind = SpotifyOrder::Kind::look});
    case PlayerAct::turnOff:
        return m_bridge.allowSpotifyPlayer(source, false);
    }
}

void PlayerWires::play(int row) {
    const auto what = m_page.playOf(row);
    if (!isNothing(what))
        m_bridge.orderSpotifyPlayer(m_page.source(), {.kind = SpotifyOrder::Kind::play, .play = what});
}

void PlayerWires::askToAllow(const SpotifySource& source) {
    if (source.kind != SpotifyKind::account || source.id == 0)
        return;
    delete m_dialog;
    m_dialog = new PlayerDialog(source, m_page.player().isAllowed(), m_page.window());
    connect(m_dialog, &PlayerDialog::allowWanted, &m_bridge, &EngineBridge::allowSpotifyPlayer);
    m_dialog->open();
}

} // namespace segue::ui
