// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/desktop_settings.h"

#include "ui/settings/settings.h"

namespace segue::ui {

namespace {

constexpr auto kKeepsAwake = "desktop/keepsAwake";
constexpr auto kTellsSongs = "desktop/tellsSongs";
constexpr auto kInTray = "desktop/inTray";
constexpr auto kClosesToTray = "desktop/closesToTray";

} // namespace

DesktopSettings::DesktopSettings(Settings& settings)
    : QObject(&settings)
    , m_settings(settings) {}

void DesktopSettings::set(const char* key, bool before, bool on) {
    if (on == before)
        return;
    m_settings.setOn(QLatin1String(key), on);
    Q_EMIT changed();
}

bool DesktopSettings::keepsAwake() const { return m_settings.isOn(QLatin1String(kKeepsAwake), true); }

void DesktopSettings::setKeepsAwake(bool on) { set(kKeepsAwake, keepsAwake(), on); }

bool DesktopSettings::tellsSongs() const { return m_settings.isOn(QLatin1String(kTellsSongs), false); }

void DesktopSettings::setTellsSongs(bool on) { set(kTellsSongs, tellsSongs(), on); }

bool DesktopSettings::isInTray() const { return m_settings.isOn(QLatin1String(kInTray), false); }

void DesktopSettings::setInTray(bool on) { set(kInTray, isInTray(), on); }

bool DesktopSettings::closesToTray() const { return m_settings.isOn(QLatin1String(kClosesToTray), false); }

void DesktopSettings::setClosesToTray(bool on) { set(kClosesToTray, closesToTray(), on); }

} // namespace segue::ui
