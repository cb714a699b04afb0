// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace segue::ui {

class Settings;

/// How Segue behaves as one of the desktop's programs. A setter stores and says so at once. Belongs to the settings.
class DesktopSettings final : public QObject {
    Q_OBJECT

public:
    explicit DesktopSettings(Settings& settings);

    [[nodiscard]] bool keepsAwake() const; ///< the computer does not go to sleep while something plays; on at first
    void setKeepsAwake(bool on);
    [[nodiscard]] bool tellsSongs() const; ///< a notification when a song begins and the window is hidden; off at first
    void setTellsSongs(bool on);
    [[nodiscard]] bool isInTray() const; ///< off at first
    void setInTray(bool on);
    [[nodiscard]] bool closesToTray() const; ///< instead of ending, while it is in the tray; off at first
    void setClosesToTray(bool on);

Q_SIGNALS:
    void changed(); ///< any of them

private:
    void set(const char* key, bool before, bool on);

    Settings& m_settings;
};

} // namespace segue::ui
