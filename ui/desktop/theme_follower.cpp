// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/theme_follower.h"

#include "ui/kit/theme.h"

#include <QApplication>

namespace segue::ui {

ThemeFollower::ThemeFollower(QApplication& application, Settings& settings, QObject* parent)
    : QObject(parent)
    , m_application(application)
    , m_settings(settings)
    ,
    // Where no portal answers, the palette that the desktop gave to Qt tells.
    m_desktopDark(settings.desktopWasDark(QApplication::palette().color(QPalette::Window).lightness() < 128)) {
    // Not while the list that it was chosen from is still at work.
    connect(&m_settings, &Settings::appearanceChanged, this, &ThemeFollower::apply, Qt::QueuedConnection);
    connect(&m_desktop, &DesktopAppearance::answered, this, [this](bool dark) {
        m_settings.setDesktopWasDark(dark);
        if (dark == m_desktopDark)
            return;
        m_desktopDark = dark;
        apply();
    });
    apply();
    m_desktop.ask();
}

void ThemeFollower::apply() {
    const auto wanted = m_settings.appearance();
    applyTheme(m_application, wanted == Appearance::dark || (wanted == Appearance::followDesktop && m_desktopDark));
}

} // namespace segue::ui
