// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"

#include <QObject>

#include <memory>

class QAction;
class QMenu;
class QSystemTrayIcon;

namespace segue::ui {

/// Segue in the desktop's tray: what plays, and a menu to steer it. Where there is no tray nothing is shown.
class TrayIcon final : public QObject {
    Q_OBJECT

public:
    explicit TrayIcon(PlayerFace& face, QObject* parent = nullptr);
    ~TrayIcon() override;

    void setWanted(bool isWanted);
    [[nodiscard]] bool isSeen() const; ///< a window that is hidden can be had back through it

private:
    void make();
    void showFacts();

    PlayerFace& m_face;
    std::unique_ptr<QMenu> m_menu; ///< before the icon, which shows it
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QAction* m_play = nullptr;
    QAction* m_next = nullptr;
    QAction* m_previous = nullptr;
};

} // namespace segue::ui
