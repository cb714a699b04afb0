// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/example_offers.h"
#include "tests/ui/window_fixture.h"
#include "ui/settings/offer_row.h"
#include "ui/settings/offers_card.h"
#include "ui/settings/settings_page.h"

#include <QFileDialog>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace segue;
using Place = ui::MainPages::Place;
using State = NetworkOffer::State;

namespace {

struct OffersFixture : test::WindowFixture {
    OffersFixture() {
        open(test::exampleSongs(20));
        window.pages().go(Place::settings);
        say(test::exampleOffers());
    }
    ui::OffersCard& card() { return window.pages().settings().offers(); }
    QString seen() {
        QStringList all;
        for (const auto* label : card().findChildren<QLabel*>())
            if (label->isVisible())
                all << label->text();
        return all.join('\n');
    }
    QPushButton* press(const QString& name) {
        for (auto* one : card().findChildren<QPushButton*>())
            if (one->isVisible() && one->accessibleName() == name)
                return one;
        return nullptr;
    }
    /// The first offer as it stands now.
    void sayFirst(State state, std::uint64_t received = 0, const Message& problem = {}) {
        auto event = test::exampleOffers();
        event.offers[0].state = state;
        event.offers[0].received = received;
        event.offers[0].problem = problem;
        say(event);
    }
    QProgressBar& bar() { return *card().findChild<QProgressBar*>(); }
};

} // namespace

TEST_CASE_METHOD(OffersFixture, "Get more is folded away until it is wanted, and says all before anything is fetched") {
    CHECK(seen().isEmpty());
    press("Get more networks")->click();
    CHECK_FALSE(press("Get more networks"));
    const auto words = seen().replace(QChar::Nbsp, QLatin1Char(' '));
    for (const char* known :
         {"musicnn", "efficientat-mn04", "artist-siamese", "67.1 %", "65.8 %", "Segue's network: 65.0 %", "0.309 of 1 (0.349)",
          "0.331", "29 times", "3.2 times", "0.7 times", "ISC, (c) 2019 Jordi Pons", "MIT, (c) 2022 Florian Schmid",
          "CC BY-NC-SA 4.0", "3.2 MB from raw.githubusercontent.com", "4.1 MB from github.com",
          "https://github.com/jordipons/musicnn", "was not measured", "Segue asks nobody for one until you press Get"}) {
        INFO(known);
        CHECK(words.contains(QString::fromUtf8(known)));
    }
    CHECK(press("Get musicnn, 3.2 MB"));
    CHECK(press("Get efficientat-mn04, 4.1 MB"));
    CHECK(words.contains("Cannot be fetched: it is published as HDF5, which Segue does not read"));
    CHECK(press("Open the page of artist-siamese"));
    for (const auto* one : card().findChildren<QPushButton*>())
        CHECK_FALSE((one->isVisible() && one->accessibleName().startsWith("Get artist")));
}

TEST_CASE_METHOD(OffersFixture, "Get, Cancel, Page and Add from a file ask for that") {
    std::vector<std::string> wanted;
    QObject::connect(&card(), &ui::OffersCard::getWanted, [&](const std::string& name) { wanted.push_back("get " + name); });
    QObject::connect(&card(), &ui::OffersCard::cancelWanted, [&](const std::string& name) { wanted.push_back("cancel " + name); });
    QObject::disconnect(&card(), &ui::OffersCard::pageWanted, nullptr, nullptr); // no browser here
    QObject::connect(&card(), &ui::OffersCard::pageWanted, [&](const QString& page) { wanted.push_back(page.toStdString()); });
    QObject::connect(&card(), &ui::OffersCard::addWanted,
                     [&](const std::filesystem::path& file) { wanted.push_back("add " + file.string()); });
    press("Get more networks")->click();
    press("Get efficientat-mn04, 4.1 MB")->click();
    sayFirst(State::fetching);
    press("Cancel fetching musicnn")->click();
    press("Open the page of artist-siamese")->click();
    press("Add a network from a file")->click();
    auto* dialog = card().findChild<QFileDialog*>();
    REQUIRE(dialog);
    Q_EMIT dialog->fileSelected("/home/listener/artist.npz");
    dialog->close();
    CHECK(wanted == std::vector<std::string>{"get efficientat-mn04", "cancel musicnn",
                                             "https://github.com/jongpillee/ismir2018-artist", "add /home/listener/artist.npz"});
}

TEST_CASE_METHOD(OffersFixture, "one that is on its way shows itself, how far it is, and how to end it") {
    sayFirst(State::fetching, 1'589'577);
    CHECK(seen().contains("1.6 of 3.2 MB"));
    CHECK(bar().isVisible());
    CHECK(bar().value() == bar().maximum() / 2);
    CHECK(press("Cancel fetching musicnn"));
    CHECK_FALSE(press("Get musicnn, 3.2 MB"));
    press("Cancel fetching musicnn")->setFocus();
    sayFirst(State::trying, 3'179'153);
    CHECK(seen().contains("Segue tries it"));
    CHECK_FALSE(press("Cancel fetching musicnn"));
    sayFirst(State::installed);
    CHECK(seen().contains("Installed"));
    CHECK_FALSE(bar().isVisible());
    CHECK_FALSE(press("Get musicnn, 3.2 MB"));
}

TEST_CASE_METHOD(OffersFixture, "a failure stands where Get was pressed, with what is there already") {
    press("Get more networks")->click();
    sayFirst(State::offered, 1'200'000, {MessageId::downloadUnreachable, {"github.com", "Host not found"}});
    CHECK(seen().contains("github.com cannot be reached, or went silent: Host not found."));
    CHECK(seen().contains("1.2 of 3.2 MB are there from another time; Get goes on from there."));
    CHECK(press("Get musicnn, 3.2 MB"));
    sayFirst(State::fetching, 1'200'000);
    CHECK_FALSE(seen().contains("cannot be reached"));
}

TEST_CASE_METHOD(OffersFixture, "without network there is nothing to press") {
    auto event = test::exampleOffers();
    event.mayFetch = false;
    say(event);
    press("Get more networks")->click();
    CHECK_FALSE(press("Get musicnn, 3.2 MB")->isEnabled());
    event.isAdding = true;
    say(event);
    CHECK_FALSE(press("Add a network from a file")->isEnabled());
}
