// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/scrobble_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/scrobble_card.h"
#include "ui/settings/settings.h"
#include "ui/settings/settings_page.h"

namespace segue::ui {

void wireScrobbling(EngineBridge& bridge, Settings& settings, SettingsPage& page) {
    auto* card = &page.scrobbling();
    QObject::connect(&bridge, &EngineBridge::engineChanged, card, [&bridge, &settings](bool present) {
        if (!present)
            return;
        bridge.setScrobbleServer(settings.scrobbleServer());
        bridge.setScrobbleLoves(settings.scrobbleLoves());
        bridge.tellScrobbling();
    });
    QObject::connect(&bridge, &EngineBridge::scrobblingChanged, card, [card, &settings](ScrobblingChanged event) {
        // Servers say whose a token is when it is given, not at every start.
        if (!event.user.empty())
            settings.setScrobbleUser(QString::fromStdString(event.user));
        event.user = settings.scrobbleUser().toStdString();
        card->showState(event);
    });
    QObject::connect(card, &ScrobbleCard::serverChosen, &bridge, &EngineBridge::setScrobbleServer);
    QObject::connect(card, &ScrobbleCard::lovesChosen, &bridge, &EngineBridge::setScrobbleLoves);
    QObject::connect(card, &ScrobbleCard::tokenGiven, &bridge, [&bridge, &settings](const auto& token) {
        settings.setScrobbleUser({});
        bridge.setScrobbleToken(token);
    });
    QObject::connect(card, &ScrobbleCard::keepWanted, &bridge, &EngineBridge::keepScrobbleTokenInFile);
    QObject::connect(card, &ScrobbleCard::retryWanted, &bridge, &EngineBridge::tryScrobblingNow);
}

} // namespace segue::ui
