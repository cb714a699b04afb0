// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/example_models.h"
#include "tests/ui/window_fixture.h"
#include "ui/settings/models_card.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/together_dialog.h"
#include "ui/window/message_bar.h"
#include "ui/words/network_text.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

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

TEST_CASE_METHOD(ModelsFixture, "a network without figures says that it names no genres") {
    auto models = test::exampleModels();
    models.installed = {
        {.id = "musicnn/1", .name = "musicnn", .version = 1, .folder = "/home/listener/m", .isOwn = true, .bytes = 3'100'000}};
    say(models);
    CHECK(words().contains("Names no genres"));
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

namespace {

/// The dialog in which networks are put together.
struct TogetherFixture : ModelsFixture {
    ui::TogetherDialog* dialog = nullptr;

    void openWith(const ModelsChanged& models) {
        say(models);
        button("Use networks together")->click();
        dialog = card().findChild<ui::TogetherDialog*>();
        REQUIRE(dialog);
        QApplication::processEvents();
    }
    template <typename Kind>
    Kind* named(const QString& name) {
        for (auto* one : dialog->findChildren<Kind*>())
            if (one->accessibleName() == name)
                return one;
        FAIL(name.toStdString());
        return nullptr;
    }
    QString said() {
        QStringList all;
        for (const auto* label : dialog->findChildren<QLabel*>())
            all << label->text();
        return all.join('\n');
    }
};

} // namespace

TEST_CASE_METHOD(TogetherFixture, "songs that cannot be heard do not count as yet to hear") {
    auto models = test::exampleGuests();
    models.kept = {{.id = "musicnn/1", .title = "musicnn, version 1", .recordings = 39'000, .bytes = 1, .failed = 900}};
    openWith(models);
    CHECK(said().contains("for 100 songs"));
    models.kept[0].failed = 1'000;
    CHECK(ui::songsToHear(models.installed.back(), models) == 0);
}

TEST_CASE_METHOD(TogetherFixture, "several networks are chosen with their weights, and what listening costs is said first") {
    openWith(test::exampleGuests());
    auto* use = named<QPushButton>("Use together");
    CHECK(named<QCheckBox>("segue-net, version 2")->isChecked()); // the one in use
    CHECK_FALSE(use->isEnabled());
    CHECK(said().contains("Choose two or more."));
    CHECK(said().contains("Has heard all your songs"));
    CHECK(said().contains("About 6 seconds a song (estimated), about 3 days for 40,000 songs"));
    CHECK(said().contains("is not known before it has listened"));
    CHECK(named<QSpinBox>("Weight of musicnn, version 1")->isHidden());
    named<QCheckBox>("musicnn, version 1")->click();
    CHECK(use->isEnabled());
    CHECK_FALSE(named<QSpinBox>("Weight of musicnn, version 1")->isHidden());
    CHECK(said().contains("50 %"));
    CHECK(said().contains("Listening takes about 3 days on this computer"));
    named<QSpinBox>("Weight of musicnn, version 1")->setValue(30);
    CHECK(said().contains("75 %"));
    named<QLineEdit>("Name")->setText("segue-net");
    CHECK_FALSE(use->isEnabled());
    CHECK(said().contains("Choose another name"));
    named<QLineEdit>("Name")->setText("My mix/1");
    CHECK_FALSE(use->isEnabled());
    CHECK(said().contains("A name has no /"));
    named<QLineEdit>("Name")->setText(" Both ");
    std::string name;
    std::vector<NetworkShare> parts;
    QObject::connect(&card(), &ui::ModelsCard::togetherWanted,
                     [&](const std::string& wanted, const std::vector<NetworkShare>& all) {
                         name = wanted;
                         parts = all;
                     });
    use->click();
    CHECK(name == "Both");
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].id == "segue-net/2");
    CHECK(parts[1].id == "musicnn/1");
    CHECK(parts[1].weight == Approx(3.0));
}

TEST_CASE_METHOD(TogetherFixture, "networks that are together are shown with their shares, and can be changed") {
    auto models = test::exampleTogether();
    models.inUse = models.listening = "Both/1";
    openWith(models);
    CHECK(words().contains("Together: segue-net, version 2 (75 %) + musicnn, version 1 (25 %)"));
    CHECK(named<QLineEdit>("Name")->text() == "Both");
    CHECK(named<QCheckBox>("musicnn, version 1")->isChecked());
    CHECK(named<QSpinBox>("Weight of segue-net, version 2")->value() == 30);
    CHECK(said().contains("nothing has to be heard again"));
    named<QCheckBox>("artist-siamese, version 1")->click();
    CHECK(said().contains("Listening takes about 2 hours"));
    dialog->reject();
}

TEST_CASE_METHOD(TogetherFixture, "a change to several networks together says how far each of them is") {
    say(test::exampleTogether());
    say(test::exampleTogetherProgress());
    CHECK(words().contains("Listening with Both, version 1, one network after the other"));
    CHECK(words().contains("segue-net, version 2: has heard all"));
    CHECK(words().contains("musicnn, version 1: 12,000 of 40,000 songs, about 2 days left"));
    CHECK(words().contains("artist-siamese, version 1: waits for its turn, then about 2 hours"));
    CHECK(button("Stay with segue-net, version 2"));
    say(ModelChangeProgress{.model = "study-cnn/1", .done = 1, .total = 2}); // of another change
    CHECK_FALSE(words().contains("waits for its turn"));
}

TEST_CASE_METHOD(TogetherFixture, "with one network only the dialog says what to do") {
    auto models = test::exampleModels();
    models.installed.resize(1);
    openWith(models);
    CHECK(said().contains("Add others in the settings first."));
    CHECK_FALSE(named<QPushButton>("Use together")->isEnabled());
}
