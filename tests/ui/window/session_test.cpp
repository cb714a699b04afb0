// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "app/segue/session.h"
#include "engine/audio/audio_writer.h"
#include "tests/support/files.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/toggle_switch.h"
#include "ui/playback/play_items.h"
#include "ui/settings/models_card.h"
#include "ui/settings/settings_page.h"
#include "ui/window/message_bar.h"

#include <QPushButton>
#include <QSignalSpy>

using namespace segue;
using Place = ui::MainPages::Place;

namespace {

/// A device nobody hears; tells when it goes.
class SilentSink final : public playback::AudioSink {
public:
    explicit SilentSink(std::function<void()> onEnd)
        : m_onEnd(std::move(onEnd)) {}
    ~SilentSink() override { m_onEnd(); }
    void start(Pull, DeviceChanged) override {}
    void stop() override {}
    void resume() override {}
    void suspend() override {}
    [[nodiscard]] double latencySeconds() const override { return 0.0; }

private:
    std::function<void()> m_onEnd;
};

/// The window with the real engine on a real database; songs are "heard" by the scripted analyzer, as their names say.
struct RealWindow {
    RealWindow()
        : settings(QString::fromStdString((folder / "settings.ini").string())) {
        std::filesystem::create_directories(folder / "music");
        test::writeScriptedBundle(folder / "bundle");
        options.database = folder / "segue.db";
        options.modelFolder = folder / "bundle";
        options.analyzer = SCRIPTED_ANALYZER;
        options.window = {.version = "1.2.3", .cores = 2, .demoFolder = folder / "demo"};
        options.makeSink = [this] { return std::make_unique<SilentSink>([this] { order << "sink"; }); };
    }

    void song(const std::string& name, double hz) {
        audio::writeAudio(folder / ("music/" + name + ".wav"), test::tone(hz, 0.2, 8000), 8000, 1);
    }
    app::Session& start() {
        session.emplace(settings, options, [this](const QString& sentence) {
            failure = sentence;
            UNSCOPED_INFO("the engine said: " << sentence.toStdString());
        });
        session->show();
        session->begin(named);
        return *session;
    }
    ui::LibraryPage& library() { return session->window().pages().library(); }
    [[nodiscard]] int analysed() {
        int count = 0;
        const auto& model = library().pane().model();
        for (int row = 0; row < model.rowCount(); ++row)
            count += model.track(row).state != AnalysisState::waiting ? 1 : 0;
        return count;
    }

    test::TemporaryFolder folder;
    ui::Settings settings;
    app::InstanceOrder named; ///< on the command line
    app::SessionOptions options;
    QStringList order;
    QString failure;
    std::optional<app::Session> session;
};

} // namespace

TEST_CASE("on an empty database the window shows the first screen") {
    RealWindow real;
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return session.window().pages().place() == Place::welcome; }));
    CHECK(session.running());
}

TEST_CASE("--demo composes the demo music and shows it as a library of that name") {
    RealWindow real;
    real.named.demo = true;
    auto& session = real.start();
    std::string name;
    QObject::connect(&session.bridge(), &ui::EngineBridge::librariesChanged, [&](const LibrariesChanged& event) {
        if (!event.libraries.empty())
            name = event.libraries.front().name;
    });
    REQUIRE(QTest::qWaitFor([&] { return !name.empty(); }, 300'000));
    CHECK(name == "Demo music");
    REQUIRE(test::waitUntil([&] { return real.library().pane().model().rowCount() == 24; }));
}

TEST_CASE("a folder given at the start becomes a library; a click on a song lists what sounds like it") {
    RealWindow real;
    for (const char* name : {"rock1", "rock2", "rock3", "folk1", "broken1"})
        real.song(name, 200);
    real.settings.setScope(Scope::sameGenre);
    real.named.paths = {real.folder / "music"};
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return real.analysed() == 5; }));
    CHECK(session.window().pages().place() == Place::library);
    auto& view = real.library().pane().view();
    const auto& model = real.library().pane().model();
    const auto rowOf = [&](const std::string& title) {
        int row = 0;
        while (row < model.rowCount() && model.track(row).title != title)
            ++row;
        return row;
    };
    const auto click = [&](const std::string& title) {
        const auto place = view.visualRect(model.index(rowOf(title), 1)).center();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, place);
    };
    click("rock1");
    auto& panel = real.library().panel();
    REQUIRE(test::waitUntil([&] { return panel.model().rowCount() == 2; }));
    CHECK(panel.model().track(0).title.starts_with("rock"));

    real.settings.setCount(1);
    REQUIRE(test::waitUntil([&] { return panel.model().rowCount() == 1; }));
    real.settings.setCount(5);
    real.settings.setScope(Scope::wholeLibrary);
    REQUIRE(test::waitUntil([&] { return panel.model().rowCount() == 3; }));

    click("broken1");
    REQUIRE(test::waitUntil([&] { return panel.message().contains("It is broken."); }));
    CHECK(model.index(rowOf("broken1"), 5).data(Qt::ToolTipRole).toString() == "It is broken.");
}

TEST_CASE("the next start shows the same library again") {
    RealWindow real;
    real.song("rock1", 200);
    real.named.paths = {real.folder / "music"};
    real.start();
    REQUIRE(test::waitUntil([&] { return real.analysed() == 1; }));
    real.session->window().close();
    real.session.reset();
    real.named.paths.clear();
    real.start();
    REQUIRE(test::waitUntil([&] { return real.analysed() == 1; }));
    CHECK(real.session->window().pages().place() == Place::library);
}

TEST_CASE("closing the window hides it, ends the engine, then the sound device, then the event loop") {
    RealWindow real;
    real.song("rock1", 200);
    real.named.paths = {real.folder / "music"};
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return session.running(); }));
    QObject::connect(&session.bridge(), &ui::EngineBridge::engineChanged, &session, [&](bool present) {
        real.order << (present ? "engine" : session.window().isVisible() ? "visible" : "hidden");
    });
    QObject::connect(qApp, &QCoreApplication::aboutToQuit, &session, [&] { real.order << "loop"; });
    QMetaObject::invokeMethod(&session.window(), &QWidget::close, Qt::QueuedConnection);
    QApplication::exec();
    CHECK(real.order == QStringList{"hidden", "sink", "loop"});
    CHECK_FALSE(session.running());
    session.shutDown();
    CHECK(real.order.size() == 3);
}

TEST_CASE("what is asked for while the engine still opens is done when it is there, in its order") {
    RealWindow real;
    real.song("rock1", 200);
    real.named.paths = {real.folder / "music"};
    real.start();
    REQUIRE(test::waitUntil([&] { return real.analysed() == 1; }));
    real.session->window().close();
    real.session.reset();
    real.named.paths.clear();
    std::filesystem::create_directories(real.folder / "more");
    audio::writeAudio(real.folder / "more/rock2.wav", test::tone(300, 0.2, 8000), 8000, 1);

    auto& session = real.start();
    REQUIRE_FALSE(session.running());
    auto& bridge = session.bridge();
    QStringList names; // as they became known
    std::size_t libraries = 0;
    QObject::connect(&bridge, &ui::EngineBridge::librariesChanged, [&](const LibrariesChanged& event) {
        libraries = event.libraries.size();
        if (const auto name = QString::fromStdString(event.libraries.front().name); !names.endsWith(name))
            names << name;
    });
    std::vector<RequestId> lists;
    QObject::connect(&bridge, &ui::EngineBridge::tracksLoaded, [&](const TracksLoaded& event) { lists.push_back(event.request); });
    bridge.renameLibrary(1, "first");
    bridge.renameLibrary(1, "second");
    bridge.addLibrary(real.folder / "more");
    bridge.loadTracks(1);
    const auto asked = bridge.lastRequest();
    bridge.useModel("no such network");
    REQUIRE(test::waitUntil([&] { return libraries == 2 && names.endsWith("second"); }));
    CHECK(names == QStringList{"music", "first", "second"});
    CHECK(test::waitUntil([&] { return !lists.empty() && lists.back() >= asked; }));
    CHECK(test::waitUntil([&] { return session.window().findChild<ui::MessageBar*>()->message().contains("no such network"); }));
}

TEST_CASE("old tags are guessed or not as the switch in the settings says, at once, and at the next start, too") {
    RealWindow real;
    const std::string kino = "\xCA\xE8\xED\xEE";
    const auto song = real.folder / "music/rock1.mp3";
    audio::writeAudio(song, test::tone(440, 0.2, 44'100), 44'100, 1);
    test::writeBytes(song, test::readBytes(song) + "TAG" + kino + std::string(26, '\0') + kino +
                               std::string(26 + 30 + 4 + 30, '\0') + "\xFF");
    real.named.paths = {real.folder / "music"};
    auto& session = real.start();
    const auto isCalled = [&](const std::string& artist) {
        return test::waitUntil([&] {
            const auto& model = real.library().pane().model();
            return model.rowCount() == 1 && model.track(0).artist == artist;
        });
    };
    REQUIRE(isCalled("Кино"));
    session.window().pages().go(Place::settings);
    for (auto* toggle : session.window().pages().settings().findChildren<ui::ToggleSwitch*>())
        if (toggle->accessibleName() == "Guess the alphabet of old tags")
            toggle->click();
    CHECK(isCalled("Êèíî"));
    session.window().close();
    real.session.reset();
    real.start();
    REQUIRE(isCalled("Êèíî"));
    std::filesystem::copy_file(song, real.folder / "music/rock2.mp3");
    real.session->bridge().rescan(1);
    const auto& model = real.library().pane().model();
    REQUIRE(test::waitUntil([&] { return model.rowCount() == 2; }));
    CHECK(model.track(0).artist == "Êèíî");
    CHECK(model.track(1).artist == "Êèíî");
}

TEST_CASE("a file or a folder that is not there is told in the window, which shows all the same") {
    RealWindow real;
    real.named.paths = {real.folder / "nothing here"};
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return session.window().findChild<ui::MessageBar*>()->message().contains("nothing here"); }));
    CHECK(session.window().isVisible());
    CHECK(test::waitUntil([&] { return session.window().pages().place() == Place::welcome; }));
}

TEST_CASE("without a model bundle the start fails with a sentence, and what was asked for meanwhile is said not to be done") {
    RealWindow real;
    real.options.modelFolder = real.folder / "nothing here";
    auto& session = real.start();
    const bool asks = GENERATE(false, true);
    if (asks)
        session.bridge().addDemoLibrary(real.folder / "demo");
    REQUIRE(test::waitUntil([&] { return !real.failure.isEmpty(); }));
    CHECK(real.failure.endsWith('.'));
    CHECK_FALSE(session.running());
    CHECK(session.window().findChild<ui::MessageBar*>()->message().contains("not done") == asks);
}

TEST_CASE("an altered weight file and a broken database are refused with a sentence") {
    RealWindow real;
    SECTION("weights") { test::writeBytes(real.folder / "bundle/weights.safetensors", test::junk(100, 2)); }
    SECTION("database") { test::writeBytes(real.folder / "segue.db", test::junk(8192)); }
    real.start();
    REQUIRE(test::waitUntil([&] { return !real.failure.isEmpty(); }));
    CHECK_FALSE(real.session->running());
}

TEST_CASE("a damaged database is kept under another name and a new one begun, if the listener says so") {
    RealWindow real;
    test::writeBytes(real.options.database, test::junk(50'000));
    QStringList asked;
    bool mayStart = false;
    real.options.mayStartAnew = [&](const QString& sentence) {
        asked << sentence;
        return mayStart;
    };
    auto& refused = real.start();
    REQUIRE(test::waitUntil([&] { return !real.failure.isEmpty(); }));
    CHECK_FALSE(refused.running());
    CHECK(test::readBytes(real.options.database) == test::junk(50'000));
    mayStart = true;
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return session.window().pages().place() == Place::welcome && session.running(); }));
    REQUIRE(asked.size() == 2);
    CHECK(asked[1].contains(QStringLiteral("damaged")));
    int kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator(real.folder.path()))
        kept +=
            entry.path().filename().string().starts_with("segue.db.damaged-") && test::readBytes(entry.path()) == test::junk(50'000)
                ? 1
                : 0;
    CHECK(kept == 1);
}

TEST_CASE("a second window on the same database is told so") {
    RealWindow real;
    real.start();
    REQUIRE(test::waitUntil([&] { return real.session->running(); }));
    ui::Settings settings(QString::fromStdString((real.folder / "other.ini").string()));
    QString failure;
    app::Session second(settings, real.options, [&](const QString& sentence) { failure = sentence; });
    second.show();
    REQUIRE(test::waitUntil([&] { return !failure.isEmpty() || second.running(); }));
    CHECK_FALSE(failure.isEmpty());
}

TEST_CASE("another network chosen in the settings hears the songs anew, and the table and the list follow") {
    RealWindow real;
    test::writeBundle(real.folder / "second", test::secondSpec());
    for (const char* name : {"rock1", "rock2", "song1"})
        real.song(name, 200);
    real.named.paths = {real.folder / "music"};
    auto& session = real.start();
    REQUIRE(test::waitUntil([&] { return real.analysed() == 3; }));
    const auto& model = real.library().pane().model();
    const auto row = [&](const std::string& title) {
        int found = 0;
        while (model.track(found).title != title)
            ++found;
        return found;
    };
    real.settings.setScope(Scope::wholeLibrary);
    real.settings.setCount(1);
    real.library().recommendFrom(model.track(row("rock1")));
    auto& panel = real.library().panel();
    REQUIRE(test::waitUntil([&] { return panel.model().rowCount() == 1 && panel.model().track(0).title == "rock2"; }));
    session.window().pages().go(Place::settings);
    QPushButton* use = nullptr;
    REQUIRE(test::waitUntil([&] {
        for (auto* button : session.window().pages().settings().models().findChildren<QPushButton*>())
            if (button->accessibleName() == "Use second, version 1")
                use = button;
        return use != nullptr;
    }));
    use->click();
    REQUIRE(test::waitUntil([&] { return model.track(row("rock1")).heardGenre == "Folk"; }));
    REQUIRE(test::waitUntil([&] { return panel.model().rowCount() == 1 && panel.model().track(0).title == "song1"; }));
    CHECK(session.bridge().model()->text == "# second");
}
