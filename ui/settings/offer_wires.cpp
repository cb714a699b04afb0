// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/offer_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/settings/offers_card.h"
#include "ui/settings/settings_page.h"

namespace segue::ui {

void wireOffers(EngineBridge& bridge, SettingsPage& page) {
    auto& card = page.offers();
    QObject::connect(&bridge, &EngineBridge::offersChanged, &card, &OffersCard::showOffers);
    QObject::connect(&bridge, &EngineBridge::modelsChanged, &card, [&bridge](const ModelsChanged& event) {
        if (!event.isChecking)
            bridge.listOffers(); // one may have been added or removed
    });
    QObject::connect(&card, &OffersCard::getWanted, &bridge, &EngineBridge::getOffer);
    QObject::connect(&card, &OffersCard::cancelWanted, &bridge, &EngineBridge::cancelOffer);
    QObject::connect(&card, &OffersCard::addWanted, &bridge, &EngineBridge::addPublished);
}

} // namespace segue::ui
