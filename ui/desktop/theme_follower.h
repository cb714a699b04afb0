// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/desktop_appearance.h"
#include "ui/settings/settings.h"

#include <QObject>

class QApplication;

namespace segue::ui {

/// Keeps the program light or dark: as the listener set it, else as the desktop prefers, also when that changes later.
class ThemeFollower final : public QObject {
    Q_OBJECT

public:
    /// Applies the scheme that is right as far as is known now, and asks the desktop.
    ThemeFollower(QApplication& application, Settings& settings, QObject* parent = nullptr);

private:
    void apply();

    QApplication& m_application;
    Settings& m_settings;
    DesktopAppearance m_desktop;
    bool m_desktopDark;
};

} // namespace segue::ui
