// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"
#include "ui/desktop/tray_icon.h"

#include <QObject>

#include <memory>

class QWidget;

namespace segue::ui {

class CoverFile;
class EngineBridge;
class Settings;
class SleepInhibitor;

/// The window's part in the desktop: fills the player's face with what the engine says and gives the engine what the face is
/// told, shows the song in the window's title, and, from appear() on, speaks with the desktop: MPRIS, sleep, notifications, tray.
class DesktopWires final : public QObject {
    Q_OBJECT

public:
    DesktopWires(EngineBridge& bridge, Settings& settings, QWidget& window);
    ~DesktopWires() override;

    [[nodiscard]] PlayerFace& face() { return m_face; }
    void appear(); ///< once; where there is no bus, what needs none
    /// Closing the window only hides it now: the tray has it back. Not after quit().
    [[nodiscard]] bool closesToTray() const;
    void quit(); ///< closes the window for good

private:
    void wirePlayer();
    void wireQueue();
    void takeSettings();
    void showTitle();
    [[nodiscard]] bool isWindowSeen() const;

    EngineBridge& m_bridge;
    Settings& m_settings;
    QWidget& m_window;
    PlayerFace m_face;
    TrayIcon m_tray;
    SleepInhibitor* m_sleep = nullptr; ///< null until appear(), like the next
    std::unique_ptr<CoverFile> m_covers;
    bool m_isQuitting = false;
};

} // namespace segue::ui
