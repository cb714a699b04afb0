// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/desktop_wires.h"

#include "ui/bridge/engine_bridge.h"
#include "ui/desktop/cover_file.h"
#include "ui/desktop/mpris.h"
#include "ui/desktop/session_bus.h"
#include "ui/desktop/sleep_inhibitor.h"
#include "ui/desktop/song_notifier.h"
#include "ui/desktop/window_title.h"
#include "ui/settings/desktop_settings.h"
#include "ui/settings/settings.h"

#include <QWidget>

namespace segue::ui {

using playback::PlayState;

DesktopWires::DesktopWires(EngineBridge& bridge, Settings& settings, QWidget& window)
    : QObject(&window)
    , m_bridge(bridge)
    , m_settings(settings)
    , m_window(window)
    , m_tray(m_face) {
    m_face.setVolume(settings.volume());
    wirePlayer();
    wireQueue();
    connect(&m_face, &PlayerFace::changed, this, &DesktopWires::showTitle);
    connect(&m_face, &PlayerFace::quitWanted, this, &DesktopWires::quit);
    showTitle();
}

DesktopWires::~DesktopWires() = default;

void DesktopWires::wirePlayer() {
    connect(&m_bridge, &EngineBridge::playbackChanged, &m_face,
            [this](const PlaybackChanged& event) { m_face.takePlayback(event.status); });
    connect(&m_bridge, &EngineBridge::seekOrdered, &m_face, &PlayerFace::expectJump);
    connect(&m_face, &PlayerFace::pauseWanted, &m_bridge, &EngineBridge::pause);
    connect(&m_face, &PlayerFace::stopWanted, &m_bridge, &EngineBridge::stop);
    connect(&m_face, &PlayerFace::nextWanted, &m_bridge, &EngineBridge::nextAsIs);
    connect(&m_face, &PlayerFace::previousWanted, &m_bridge, &EngineBridge::previousAsIs);
    connect(&m_face, &PlayerFace::seekWanted, &m_bridge, &EngineBridge::seek);
    connect(&m_face, &PlayerFace::playWanted, &m_bridge, [this] {
        const auto& facts = m_face.facts();
        if (facts.state == PlayState::playing)
            return;
        if (facts.isLoaded() || facts.hasNext)
            m_bridge.resume();
        else
            Q_EMIT m_face.toggleWanted(); // with whatever the window has at hand
    });
}

void DesktopWires::wireQueue() {
    connect(&m_bridge, &EngineBridge::queueChanged, &m_face, [this](const QueueChanged& event) { m_face.takeQueue(event.queue); });
    connect(&m_bridge, &EngineBridge::queueSongsLoaded, &m_face,
            [this](const QueueSongsLoaded& event) { m_face.takeSongs(event.songs); });
    connect(&m_bridge, &EngineBridge::tracksChanged, &m_face,
            [this](const TracksChanged& event) { m_face.takeSongs(event.tracks); });
    connect(&m_face, &PlayerFace::shuffleWanted, &m_bridge, &EngineBridge::setShuffled);
    connect(&m_face, &PlayerFace::repeatWanted, &m_bridge, &EngineBridge::setRepeat);
    connect(&m_face, &PlayerFace::jumpWanted, &m_bridge, &EngineBridge::jumpTo);
    connect(&m_face, &PlayerFace::removeWanted, &m_bridge, [this](EntryId entry) { m_bridge.removeFromQueue({entry}); });
    connect(&m_face, &PlayerFace::addWanted, &m_bridge, [this](const std::filesystem::path& file, EntryId after, bool playsNow) {
        m_bridge.insertInQueue(after, {{.track = 0, .file = file}}, playsNow);
    });
}

void DesktopWires::appear() {
    const auto bus = sessionBus();
    m_sleep = new SleepInhibitor(bus, systemBus(), this);
    connect(&m_settings.desktop(), &DesktopSettings::changed, this, &DesktopWires::takeSettings);
    connect(&m_face, &PlayerFace::changed, this, &DesktopWires::takeSettings);
    takeSettings();
    if (!bus)
        return;
    m_covers = std::make_unique<CoverFile>(CoverFile::standardFolder());
    connect(&m_bridge, &EngineBridge::coverLoaded, this, [this](const CoverLoaded& event) {
        if (event.song == m_face.facts().track.path)
            m_face.setArt(event.song, m_covers->write(event.image.file));
    });
    connect(&m_face, &PlayerFace::songsAsked, &m_bridge, &EngineBridge::loadQueueSongs);
    new Mpris(m_face, *bus, this);
    new SongNotifier(
        m_face, *bus, [this] { return m_settings.desktop().tellsSongs() && !isWindowSeen(); }, this);
}

bool DesktopWires::isWindowSeen() const { return m_window.isVisible() && !m_window.isMinimized(); }

void DesktopWires::takeSettings() {
    const auto& wanted = m_settings.desktop();
    m_sleep->setWanted(wanted.keepsAwake() && m_face.facts().state == PlayState::playing);
    m_tray.setWanted(wanted.isInTray());
}

bool DesktopWires::closesToTray() const { return !m_isQuitting && m_settings.desktop().closesToTray() && m_tray.isSeen(); }

void DesktopWires::quit() {
    m_isQuitting = true;
    m_window.close();
}

void DesktopWires::showTitle() { m_window.setWindowTitle(escapedTitle(windowTitle(m_face.facts()))); }

} // namespace segue::ui
