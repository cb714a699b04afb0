// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/example_health.h"
#include "tests/ui/window_fixture.h"
#include "ui/health/doubts_view.h"
#include "ui/health/health_page.h"
#include "ui/health/quality_view.h"
#include "ui/kit/empty_state.h"
#include "ui/window/main_menu.h"
#include "ui/words/format.h"
#include "ui/words/health_text.h"

#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

#include <catch2/catch.hpp>

using namespace segue;
using namespace segue::ui;
using Place = segue::ui::MainPages::Place;

namespace {

struct HealthFixture : test::WindowFixture {
    HealthPage& page() { return window.pages().health(); }
    DoubtsView& doubts() { return page().doubts(); }
    QListView& list() { return doubts().list(); }
    QAbstractItemModel& model() { return *list().model(); }

    void show(std::size_t count, std::size_t answered = 0) {
        open(test::exampleSongs(5));
        window.pages().go(Place::health);
        QApplication::processEvents();
        say(test::exampleDoubts(bridge.lastRequest(), count, answered));
    }
    QPushButton* button(const char* text) {
        for (auto* one : page().findChildren<QPushButton*>())
            if (one->text() == QLatin1String(text))
                return one;
        return nullptr;
    }
    void choose(int row) { list().selectionModel()->select(model().index(row, 0), QItemSelectionModel::Select); }
    void showAnswered() {
        auto* which = doubts().findChild<QComboBox*>();
        which->setCurrentIndex(1);
        Q_EMIT which->activated(1);
    }
    bool says(const char* words) {
        for (auto* label : page().findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QLatin1String(words)))
                return true;
        return false;
    }
};

} // namespace

TEST_CASE("the sidebar and the menu lead to the health of the library, and Escape back") {
    HealthFixture f;
    f.open(test::exampleSongs(5));
    for (auto* button : f.window.sidebar().findChildren<QToolButton*>())
        if (button->text().contains(QStringLiteral("Library health")))
            button->click();
    CHECK(f.window.pages().place() == Place::health);
    QTest::keyClick(&f.window, Qt::Key_Escape);
    CHECK(f.window.pages().place() == Place::library);
    for (auto* action : f.window.findChild<MainMenu*>()->actions())
        if (action->text() == QStringLiteral("Library health"))
            action->trigger();
    CHECK(f.window.pages().place() == Place::health);
}

TEST_CASE("doubts are listed with tag and sound, and answered for the chosen rows alone") {
    HealthFixture f;
    f.show(12);
    CHECK(f.model().rowCount() == 12);
    CHECK(f.model().index(0, 0).data(DoubtModel::doubtRole).toString() == QStringLiteral("Tagged Rock, sounds like Jazz"));
    CHECK_FALSE(f.button("Accept")->isEnabled());
    f.choose(2);
    f.choose(5);
    std::vector<TrackId> tracks;
    GenreAnswer answer = GenreAnswer::none;
    QObject::connect(&f.doubts(), &DoubtsView::answerWanted, &f.page(), [&](const std::vector<TrackId>& some, GenreAnswer said) {
        tracks = some;
        answer = said;
    });
    f.button("Accept")->click();
    CHECK(tracks == std::vector<TrackId>{f.doubts().model().doubt(2).track.id, f.doubts().model().doubt(5).track.id});
    CHECK(answer == GenreAnswer::accepted);
    f.button("Leave")->click();
    CHECK(answer == GenreAnswer::left);
    f.button("Other meaning")->click();
    CHECK(answer == GenreAnswer::means);
}

TEST_CASE("an answer is told with a way back, by button and by key") {
    HealthFixture f;
    f.show(3);
    QSignalSpy undone(&f.doubts(), &DoubtsView::undoWanted);
    f.list().setFocus();
    QTest::keyClick(&f.list(), Qt::Key_Z, Qt::ControlModifier);
    CHECK(undone.size() == 1);
    const auto before = f.bridge.lastRequest();
    f.say(GenreAnswersChanged{.songs = 2, .answer = GenreAnswer::accepted, .canUndo = true});
    CHECK(f.bridge.lastRequest() > before); // asks again
    bool isOffered = false;
    for (auto* button : f.window.findChildren<QPushButton*>())
        isOffered = isOffered || (button->isVisible() && button->text() == QStringLiteral("Undo"));
    CHECK(isOffered);
}

TEST_CASE("what was answered is a list of its own and can be taken back") {
    HealthFixture f;
    f.show(10, 4);
    CHECK(f.model().rowCount() == 6);
    f.showAnswered();
    CHECK(f.model().rowCount() == 4);
    CHECK_FALSE(f.button("Accept")->isVisible());
    f.choose(0);
    GenreAnswer answer = GenreAnswer::accepted;
    QObject::connect(&f.doubts(), &DoubtsView::answerWanted, &f.page(), [&](const auto&, GenreAnswer said) { answer = said; });
    f.button("Take back")->click();
    CHECK(answer == GenreAnswer::none);
}

TEST_CASE("Return plays the song and what follows it") {
    HealthFixture f;
    f.show(4);
    std::size_t index = 99, songs = 0;
    QObject::connect(&f.doubts(), &DoubtsView::playWanted, &f.page(), [&](const std::vector<QueueSong>& all, std::size_t at) {
        songs = all.size();
        index = at;
    });
    f.list().setCurrentIndex(f.model().index(2, 0));
    f.list().setFocus();
    QTest::keyClick(&f.list(), Qt::Key_Return);
    CHECK(songs == 4);
    CHECK(index == 2);
}

TEST_CASE("where nothing is listed the page says why") {
    HealthFixture f;
    f.show(0);
    auto* empty = f.doubts().findChild<EmptyState*>();
    CHECK(empty->title() == QStringLiteral("Tags and sound agree."));
    f.say(GenreDoubtsLoaded{.request = f.bridge.lastRequest()});
    CHECK(empty->title() == QStringLiteral("No song has a genre tag."));
    f.say(GenreDoubtsLoaded{.request = f.bridge.lastRequest(), .tagged = 9, .genres = 1});
    CHECK(empty->title() == QStringLiteral("All tags name one genre."));
    f.say(GenreDoubtsLoaded{.request = f.bridge.lastRequest(), .tagged = 9, .genres = 4});
    CHECK(empty->title() == QStringLiteral("Nothing is sure yet."));
    f.say(GenresHeard{.done = 512, .total = 20'000, .isRunning = true});
    CHECK(f.says("512 of 20,000"));
    f.say(GenresHeard{});
    CHECK_FALSE(f.says("512 of"));
}

TEST_CASE("the report is measured when it is first seen, can be cancelled, and says what a sample is worth") {
    HealthFixture f;
    f.show(3);
    QSignalSpy measured(&f.page().quality(), &QualityView::measureWanted),
        cancelled(&f.page().quality(), &QualityView::cancelWanted);
    f.page().show(HealthPage::Tab::quality);
    REQUIRE(measured.size() == 1);
    const auto request = f.bridge.lastRequest();
    f.say(QualityProgressed{request, 300, 22'000});
    f.button("Cancel")->click();
    CHECK(cancelled.size() == 1);
    f.say(QualityMeasured{.request = request, .isCancelled = true});
    CHECK(f.says("nothing was measured"));
    f.button("Measure")->click();
    CHECK(measured.size() == 2);
    f.say(QualityMeasured{.request = f.bridge.lastRequest(), .quality = test::exampleQuality()});
    CHECK(f.says("52 %"));
    CHECK(f.says("give or take 2 %"));
    CHECK(f.says("20,000 recordings among themselves, of 38,001"));
    CHECK(f.says("1,204 songs have several versions"));
    CHECK(f.says("with 1,530 behind them"));
    CHECK(f.says("2,000 recordings among themselves"));
    CHECK(f.says("51 %"));
    CHECK(f.button("Measure again")->isVisible());
    f.button("Measure again")->click();
    f.say(QualityMeasured{.request = f.bridge.lastRequest(), .quality = {}});
    CHECK(f.says("There are no songs yet"));
}

TEST_CASE("the column Heard as has the listener's own words where they are sure, and the tip says which") {
    Track song = test::exampleSongs(1)[0];
    song.state = AnalysisState::done;
    song.heardGenre = "Rock";
    song.heardProbability = 0.6F;
    CHECK(heardText(song) == QStringLiteral("Rock"));
    CHECK(heardSentence(song) == QStringLiteral("Heard as Rock (60 % sure)."));
    song.heardAs = "Post-Rock";
    song.heardAsConfidence = 0.8F;
    CHECK(heardText(song) == QStringLiteral("Post-Rock"));
    CHECK(heardSentence(song).contains(QStringLiteral("your songs tagged Post-Rock (80 % sure)")));
    CHECK(heardSentence(song).contains(QStringLiteral("Rock (60 % sure)")));
    song.genre = "Pop";
    CHECK(genreText(song) == QStringLiteral("Pop"));
    song.acceptedGenre = "Post-Rock";
    CHECK(genreText(song) == QStringLiteral("Post-Rock ✓"));
    CHECK(genreSentence(song).contains(QStringLiteral("The file's tag says Pop")));
}

TEST_CASE("when many songs are heard as something else at once their library is asked for anew") {
    HealthFixture f;
    f.open(test::exampleSongs(5));
    const auto before = f.bridge.lastRequest();
    f.say(GenresHeard{.isNewToMany = false});
    CHECK(f.bridge.lastRequest() == before);
    f.say(GenresHeard{.isNewToMany = true});
    CHECK(f.bridge.lastRequest() > before);
}
