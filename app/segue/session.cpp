// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/session.h"

#include "ui/words/message_text.h"

#include <QCoreApplication>
#include <QTimer>

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
    m_bridge.setEngine(nullptr);
    m_engine.reset();
}

void Session::show() {
    m_window.show();
    // A window that starts minimised is not painted; its engine starts all the same.
    QTimer::singleShot(500ms, this, &Session::startEngine);
    if (m_options.demo)
        connect( // after the window knows its libraries: the demo is none yet
            &m_bridge, &ui::EngineBridge::librariesChanged, this, [this] { m_window.openDemo(); },
            Qt::SingleShotConnection);
    if (m_options.folder)
        m_window.openFolder(*m_options.folder);
}

void Session::startEngine() {
    if (std::exchange(m_started, true) || m_ended)
        return;
    try {
        try {
            openEngine();
        } catch (const Error& problem) {
            if (!startsAnew(problem))
                throw;
            openEngine();
        }
    } catch (const std::exception& problem) {
        m_onFailure(ui::sentence(messageOf(problem)));
        return;
    }
    m_bridge.setEngine(m_engine.get());
}

void Session::openEngine() {
    EngineOptions options;
    options.database = m_options.database;
    options.modelFolder = m_options.modelFolder;
    options.shippedModels = m_options.shippedModels;
    options.ownModels = m_options.ownModels;
    options.fixedModel = m_options.fixedModel;
    options.analyzer = m_options.analyzer;
    options.workers = m_settings.workers();
    options.outlines = m_settings.outlines();
    options.pauseOnBattery = m_settings.pauseOnBattery();
    options.watch = options.resumeAtStart = !m_options.timing; // songs that are made to measure with have no files
    options.watchWanted = m_settings.watching();
    if (m_options.makeSink)
        options.sink = m_options.makeSink();
    m_engine = std::make_unique<Engine>(std::move(options), m_bridge.listener());
}

bool Session::startsAnew(const Error& problem) {
    if (problem.kind() != ErrorKind::damaged || !m_options.mayStartAnew ||
        !m_options.mayStartAnew(ui::sentence(problem.message())))
        return false;
    Engine::setDatabaseAside(m_options.database);
    return true;
}

void Session::shutDown() {
    if (std::exchange(m_ended, true))
        return;
    m_window.hide();
    m_bridge.setEngine(nullptr);
    m_engine.reset();
    QCoreApplication::quit();
}

} // namespace segue::app
