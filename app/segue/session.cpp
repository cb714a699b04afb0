// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/session.h"

#include "ui/desktop/desktop_wires.h"
#include "ui/playback/playback_bar.h"
#include "ui/songs/library_page.h"
#include "ui/window/main_pages.h"
#include "ui/words/message_text.h"

#include <QGuiApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

namespace segue::app {

using namespace std::chrono_literals;

Session::Session(ui::Settings& settings, SessionOptions options, std::function<void(const QString&)> onFailure)
    : m_settings(settings)
    , m_options(std::move(options))
    , m_onFailure(std::move(onFailure))
    , m_window(m_bridge, settings, m_options.window) {
    connect(&m_window, &ui::MainWindow::painted, this, &Session::startEngine);
    connect(&m_window, &ui::MainWindow::closed, this, &Session::shutDown);
}

Session::~Session() {
    waitForOpening();
    m_bridge.setEngine(nullptr);
    m_opened.reset();
    m_engine.reset();
}

void Session::show() {
    m_window.show();
    // A window that starts minimised is not painted; its engine starts all the same.
    QTimer::singleShot(500ms, this, &Session::startEngine);
}

void Session::openWhatIsNamed(const InstanceOrder& order) {
    if (order.demo)
        m_window.openDemo();
    if (!order.paths.empty())
        m_window.open(order.paths);
}

void Session::begin(const InstanceOrder& order) {
    openWhatIsNamed(order);
    if (order.paths.empty() && std::ranges::find(order.actions, InstanceOrder::Action::playPause) != order.actions.end())
        playAtStart();
}

/// The queue as it was left; where that is empty, what the library has at hand as soon as it has something.
void Session::playAtStart() {
    m_bridge.resume();
    auto* once = new QObject(this);
    connect(&m_window.pages().library(), &ui::LibraryPage::startable, once, [this, once](bool canStart) {
        const auto& facts = m_window.desktop().face().facts();
        if (!canStart)
            return;
        once->deleteLater();
        if (!facts.isLoaded() && !facts.hasNext)
            m_window.playback().toggle();
    });
}

void Session::take(const InstanceOrder& order) {
    if (m_ended)
        return;
    if (!order.activationToken.empty() && QGuiApplication::platformName().startsWith(QLatin1String("wayland")))
        qputenv("XDG_ACTIVATION_TOKEN", QByteArray::fromStdString(order.activationToken)); // Qt's Wayland part takes it from there
    openWhatIsNamed(order);
    auto& face = m_window.desktop().face();
    for (const auto action : order.actions) {
        switch (action) {
        case InstanceOrder::Action::raise:
            m_window.showAgain();
            break;
        case InstanceOrder::Action::playPause:
            Q_EMIT face.toggleWanted();
            break;
        case InstanceOrder::Action::next:
            m_bridge.next();
            break;
        case InstanceOrder::Action::previous:
            m_bridge.previous();
            break;
        case InstanceOrder::Action::stop:
            m_bridge.stop();
            break;
        }
    }
}

void Session::startEngine() {
    if (!std::exchange(m_started, true) && !m_ended)
        openEngine();
}

/// On a thread of its own: a database may have to be brought up to date, and a network's weights are hashed. The window can be
/// looked at, and closed, meanwhile.
void Session::openEngine() {
    EngineOptions options;
    options.database = m_options.database;
    options.coverShelf = m_options.coverShelf;
    options.coverBytes = static_cast<std::uint64_t>(m_settings.coverMegabytes()) * 1'000'000;
    options.modelFolder = m_options.modelFolder;
    options.shippedModels = m_options.shippedModels;
    options.ownModels = m_options.ownModels;
    options.fixedModel = m_options.fixedModel;
    options.analyzer = m_options.analyzer;
    options.reader = m_options.reader;
    options.workers = m_settings.workers();
    options.outlines = m_settings.outlines();
    options.pauseOnBattery = m_settings.pauseOnBattery();
    options.watch = options.resumeAtStart = !m_options.timing; // songs that are made to measure with have no files
    options.watchWanted = m_settings.watching();
    options.guessCodePage = m_settings.guessCodePage();
    options.http = m_options.http;
    options.tokens = m_options.tokens;
    options.redirects = m_options.redirects;
    options.spotify = m_options.spotify;
    options.fetch = m_options.fetch;
    options.networksBase = m_options.networksBase;
    options.version = m_options.window.version.toStdString();
    if (m_options.makeSink)
        options.sink = m_options.makeSink();
    waitForOpening();
    m_bridge.expectEngine();
    m_opening = std::thread([this, options = std::move(options), listener = m_bridge.listener()]() mutable {
        auto& opened = m_opened.emplace();
        try {
            opened.engine = std::make_unique<Engine>(std::move(options), std::move(listener));
        } catch (const Error& problem) {
            opened.problem = problem;
        } catch (const std::exception& problem) {
            opened.problem = Error{ErrorKind::io, messageOf(problem)};
        }
        QMetaObject::invokeMethod(this, &Session::takeOpened, Qt::QueuedConnection);
    });
}

void Session::takeOpened() {
    waitForOpening();
    auto opened = std::exchange(m_opened, std::nullopt);
    if (m_ended || !opened)
        return;
    if (opened->engine) {
        m_engine = std::move(opened->engine);
        m_bridge.setEngine(m_engine.get());
        return;
    }
    try {
        if (startsAnew(*opened->problem))
            return openEngine();
    } catch (const Error& problem) {
        opened->problem = problem;
    }
    m_bridge.giveUp();
    m_onFailure(ui::sentence(opened->problem->message()));
}

void Session::waitForOpening() {
    if (m_opening.joinable())
        m_opening.join();
}

bool Session::startsAnew(const Error& problem) {
    if (problem.kind() != ErrorKind::damaged || !m_options.mayStartAnew || !m_options.mayStartAnew(ui::sentence(problem.message())))
        return false;
    Engine::setDatabaseAside(m_options.database);
    return true;
}

void Session::shutDown() {
    if (std::exchange(m_ended, true))
        return;
    m_window.hide();
    waitForOpening();
    m_bridge.setEngine(nullptr);
    m_opened.reset();
    m_engine.reset();
    QCoreApplication::quit();
}

} // namespace segue::app
