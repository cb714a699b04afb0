// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/segue/instance_order.h"
#include "engine/engine.h"
#include "engine/words/error.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"

#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace segue::app {

struct SessionOptions {
    std::filesystem::path database;
    std::filesystem::path coverShelf = {}; ///< of small covers; empty: none are kept
    std::filesystem::path modelFolder;
    std::filesystem::path ownModels;     ///< folder of the listener's own bundles
    std::filesystem::path shippedModels; ///< empty: around modelFolder
    bool fixedModel = false;             ///< modelFolder, whatever was chosen
    std::filesystem::path analyzer;
    std::filesystem::path reader = {}; ///< the program that reads tags and covers; empty: this process does
    ui::WindowOptions window;
    bool timing = false;                                            ///< measures itself and ends
    std::function<std::unique_ptr<playback::AudioSink>()> makeSink; ///< null: no playback
    std::shared_ptr<Http> http;                                     ///< null: no server is asked anything
    std::shared_ptr<TokenStore> tokens;                             ///< null: likewise
    std::shared_ptr<RedirectListener> redirects = {};               ///< null: nobody can sign in to Spotify
    SpotifyAddresses spotify = {};
    std::shared_ptr<FileFetch> fetch = {}; ///< null: no network is fetched
    std::string networksBase = {};
    /// Asked, with the reason, whether a damaged database may be set aside and a new one begun. Null: no.
    std::function<bool(const QString&)> mayStartAnew;
};

/// One run of the window: start-up and shutdown in their right order.
///
/// show() shows the window at once; the engine is opened when the window has been painted, on a thread of its own, so that a
/// large library, a database that is brought up to date or a slow disk never delays or stops it. If the engine cannot start,
/// the failure callback gets the sentence to show, and the session is over.
class Session final : public QObject {
    Q_OBJECT

public:
    Session(ui::Settings& settings, SessionOptions options, std::function<void(const QString&)> onFailure);
    ~Session() override;

    void show();
    /// What the command line of this very start says; play-pause begins to play.
    void begin(const InstanceOrder& order);
    /// What a later start, or the desktop, says. Kept where there is no engine yet.
    void take(const InstanceOrder& order);
    /// Hides the window, lets the engine finish what it must (the sound device goes with it), then ends the event loop.
    /// Runs once, also when called again.
    void shutDown();

    [[nodiscard]] ui::MainWindow& window() { return m_window; }
    [[nodiscard]] ui::EngineBridge& bridge() { return m_bridge; }
    [[nodiscard]] bool running() const { return m_engine != nullptr; }

private:
    /// What came of opening an engine: it, or why there is none.
    struct Opened {
        std::unique_ptr<Engine> engine;
        std::optional<Error> problem;
    };
    void startEngine();
    void openWhatIsNamed(const InstanceOrder& order);
    void playAtStart();
    void openEngine();
    void takeOpened();
    void waitForOpening();
    bool startsAnew(const Error& problem);

    ui::Settings& m_settings;
    SessionOptions m_options;
    std::function<void(const QString&)> m_onFailure;
    ui::EngineBridge m_bridge; ///< outlives the engine, which posts to it
    ui::MainWindow m_window;
    std::unique_ptr<Engine> m_engine;
    std::optional<Opened> m_opened; ///< m_opening's until that is joined
    std::thread m_opening;          ///< opens the engine; joined before anything here goes
    bool m_started = false;
    bool m_ended = false;
};

} // namespace segue::app
