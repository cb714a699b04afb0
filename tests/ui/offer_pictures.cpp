// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/offer_pictures.h"

#include "tests/ui/example_models.h"
#include "tests/ui/example_offers.h"
#include "tests/ui/example_songs.h"
#include "ui/settings/offers_card.h"
#include "ui/settings/settings_page.h"
#include "ui/window/main_pages.h"

#include <QApplication>
#include <QScrollArea>
#include <QScrollBar>

namespace segue::test {

void shootOffers(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot) {
    const auto say = [&bridge](Event event) {
        bridge.listener()(std::move(event));
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    };
    say(LibrariesChanged{exampleLibraries()});
    say(TracksLoaded{bridge.lastRequest(), 1, songs});
    window.pages().go(ui::MainPages::Place::settings);
    auto& page = window.pages().settings();
    auto& card = page.offers();
    auto* scroll = page.findChild<QScrollArea*>();
    const auto shootCard = [&](const char* name, int further = 0) {
        QApplication::processEvents();
        scroll->verticalScrollBar()->setValue(card.mapTo(scroll->widget(), QPoint()).y() - 60 + further);
        shoot(name, nullptr);
    };
    say(exampleModels());
    auto offers = exampleOffers();
    say(offers);
    shootCard("offers-folded", -200);
    card.unfold();
    shootCard("offers");
    shootCard("offers-end", 420);
    auto& musicnn = offers.offers[0];
    auto& efficientAt = offers.offers[1];
    musicnn.state = NetworkOffer::State::fetching;
    musicnn.received = 1'310'720;
    efficientAt.state = NetworkOffer::State::waiting;
    say(offers);
    shootCard("offers-progress");
    musicnn.state = NetworkOffer::State::trying;
    musicnn.received = musicnn.bytes;
    say(offers);
    shootCard("offers-trial");
    musicnn.state = NetworkOffer::State::installed;
    efficientAt.state = NetworkOffer::State::offered;
    efficientAt.received = 1'200'000;
    efficientAt.problem = {MessageId::downloadUnreachable, {"github.com", "Host github.com not found"}};
    say(offers);
    shootCard("offers-failed");
}

} // namespace segue::test
