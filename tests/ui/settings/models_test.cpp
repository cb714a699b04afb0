// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/example_models.h"
#include "tests/ui/window_fixture.h"
#include "ui/settings/models_card.h"
#include "ui/settings/settings_page.h"
#include "ui/window/message_bar.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace segue;
using Place = ui::MainPages::Place;

namespace {

struct ModelsFixture : test::WindowFixture {
    ModelsFixture() {
        open(test::exampleSongs(20));
        window.pages().go(Place::settings);
    }
    ui::ModelsCard& card() { return window.pages().settings().models(); }
    /// What is seen of it; hidden parts left out.
    QString words() {
        QStringList all;
        for (const auto* label : card().findChildren<QLabel*>())
            if (label->isVisible())
                all << label->text();
        return all.join('\n');
    }
    QPushButton* button(const QString& name) {
        for (auto* one : card().findChildren<QPushButton*>())
            if (one->isVisible() && one->accessibleName() == name)
                return one;
        return nullptr;
    }
    /// Presses a button of the question that is open.
    void answer(const QString& word) {
        auto* box = card().findChild<QMessageBox*>();
        REQUIRE(box);
        for (auto* one : box->findChildren<QPushButton*>())
            if (one->text() == word)
                one->click();
        QApplication::processEvents();
    }
};

} // namespace

TEST_CASE_METHOD(ModelsFixture, "the installed networks stand in the settings with their figures, the one in use marked") {
    say(test::exampleModels());
    CHECK(words().contains("segue-net, version 2"));
    CHECK(words().contains("58 %"));
    CHECK(words().contains("In use"));
    CHECK(words().contains("came with Segue"));
    CHECK(words().contains("added by you"));
    CHECK(words().contains("weights.safetensors is missing."));
    CHECK(words().contains("Heard 800 songs"));
    CHECK_FALSE(button("Use segue-net, version 2"));
    CHECK_FALSE(button("Remove study-cnn, version 1"));
    CHECK_FALSE(button("Use broken"));
    CHECK_FALSE(words().contains("Listening again"));
}

TEST_CASE_METHOD(ModelsFixture, "a network without figures says that it was not measured") {
    auto models = test::exampleModels();
    models.installed = {
        {.id = "musicnn/1", .name = "musicnn", .version = 1, .folder = "/home/listener/m", .isOwn = true, .bytes = 3'100'000}};
    say(models);
    CHECK(words().contains("Names no genres, and was not measured"));
    CHECK_FALSE(words().contains("%"));
    CHECK(button("Use musicnn, version 1"));
}

TEST_CASE_METHOD(ModelsFixture, "Use, Stay, Remove and Remove what it heard ask for that") {
    say(test::exampleModels());
    std::vector<std::string> wanted;
    QObject::connect(&card(), &ui::ModelsCard::useWanted, [&](const std::string& id) { wanted.push_back("use " + id); });
    QObject::connect(&card(), &ui::ModelsCard::backWanted, [&] { wanted.push_back("stay"); });
    QObject::connect(&card(), &ui::ModelsCard::removeWanted,
                     [&](const std::filesystem::path& removed) { wanted.push_back("remove " + removed.string()); });
    QObject::connect(&card(), &ui::ModelsCard::forgetWanted, [&](const std::string& id) { wanted.push_back("forget " + id); });
    button("Use study-cnn, version 1")->click();
    button("Remove mine, version 3")->click();
    answer("Keep");
    CHECK(wanted == std::vector<std::string>{"use study-cnn/1"});
    button("Remove mine, version 3")->click();
    answer("Remove");
    button("Remove what segue-net, version 1 heard")->click();
    answer("Remove");
    auto models = test::exampleModels();
    models.listening = "study-cnn/1";
    models.canGoBack = true;
    say(models);
    button("Stay with segue-net, version 2")->click();
    CHECK(wanted == std::vector<std::string>{"use study-cnn/1", "remove /home/listener/.local/share/segue/models/mine 3",
                                             "forget segue-net/1", "stay"});
}

TEST_CASE_METHOD(ModelsFixture, "a change says how far it is, and offers no way back to a network that is gone") {
    auto models = test::exampleModels();
    models.listening = "study-cnn/1";
    models.canGoBack = true;
    say(models);
    say(ModelChangeProgress{.model = "study-cnn/1", .done = 120, .total = 800});
    CHECK(words().contains("Listening again with study-cnn, version 1: 120 of 800 songs"));
    CHECK(words().contains("Listening\n"));
    CHECK_FALSE(button("Use study-cnn, version 1"));
    models.canGoBack = false;
    say(models);
    CHECK_FALSE(button("Stay with segue-net, version 2"));
    models.inUse = "study-cnn/1";
    say(models);
    CHECK_FALSE(words().contains("Listening again"));
}

TEST_CASE_METHOD(ModelsFixture, "another network in use brings the songs and the list anew, its first mention does not") {
    QSignalSpy songs(&library(), &ui::LibraryPage::tracksWanted);
    QSignalSpy list(&panel(), &ui::RecommendationPanel::queryWanted);
    panel().setSeed(test::exampleSongs(20)[3]);
    list.clear();
    say(test::exampleModels());
    CHECK(songs.isEmpty());
    auto models = test::exampleModels();
    models.inUse = models.listening = "study-cnn/1";
    say(models);
    CHECK(songs.size() == 1);
    CHECK(list.size() == 1);
}

TEST_CASE_METHOD(ModelsFixture, "the focus stays where it was when the list of networks comes anew") {
    window.activateWindow();
    say(test::exampleModels());
    button("Use study-cnn, version 1")->setFocus();
    say(test::exampleModels());
    REQUIRE(button("Use study-cnn, version 1"));
    CHECK(button("Use study-cnn, version 1")->hasFocus());
    auto models = test::exampleModels();
    models.listening = "study-cnn/1"; // its button is gone
    say(models);
    CHECK(button("Add a network")->hasFocus());
}

TEST_CASE_METHOD(ModelsFixture, "while a network is tried no other can be added") {
    auto models = test::exampleModels();
    models.isChecking = true;
    say(models);
    CHECK_FALSE(button("Add a network")->isEnabled());
    say(test::exampleModels());
    CHECK(button("Add a network")->isEnabled());
}

TEST_CASE_METHOD(ModelsFixture, "names and reasons from a bundle are shown as they are, never as markup") {
    auto models = test::exampleModels();
    models.installed[1].name = "<h1>big</h1>";
    models.installed[3].problem = "<img src='file:///etc/passwd'>";
    say(models);
    for (const auto* label : card().findChildren<QLabel*>())
        if (label->text().contains('<'))
            CHECK(label->textFormat() == Qt::PlainText);
}
