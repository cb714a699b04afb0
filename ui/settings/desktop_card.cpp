// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/desktop_card.h"

#include "ui/kit/toggle_switch.h"
#include "ui/settings/desktop_settings.h"
#include "ui/settings/setting_row.h"

#include <QSignalBlocker>
#include <QVBoxLayout>

namespace segue::ui {

DesktopCard::DesktopCard(DesktopSettings& settings, QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_rows(new QVBoxLayout(this)) {
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(12);
    m_keepsAwake = addRow(tr("Keep the computer awake"), tr("It does not go to sleep by itself while something plays."),
                          &DesktopSettings::setKeepsAwake);
    m_tellsSongs = addRow(tr("Tell what plays"), tr("A notification when a song begins and the window is hidden."),
                          &DesktopSettings::setTellsSongs);
    m_inTray = addRow(tr("Icon in the tray"), tr("Segue can be steered and shown from there, if your desktop has a tray."),
                      &DesktopSettings::setInTray);
    m_closesToTray = addRow(tr("Close to the tray"), tr("Closing the window hides it, and the music goes on. Ctrl+Q ends Segue."),
                            &DesktopSettings::setClosesToTray);
    connect(&settings, &DesktopSettings::changed, this, &DesktopCard::showValues);
    showValues();
}

ToggleSwitch* DesktopCard::addRow(const QString& name, const QString& explanation, void (DesktopSettings::*set)(bool)) {
    auto* toggle = new ToggleSwitch({}, this);
    toggle->setAccessibleName(name);
    toggle->setAccessibleDescription(explanation);
    m_rows->addWidget(new SettingRow(name, explanation, toggle));
    connect(toggle, &ToggleSwitch::toggled, &m_settings, set);
    return toggle;
}

/// “Close to the tray” can be chosen only while the tray icon is on.
void DesktopCard::showValues() {
    const std::pair<ToggleSwitch*, bool> rows[] = {{m_keepsAwake, m_settings.keepsAwake()},
                                                   {m_tellsSongs, m_settings.tellsSongs()},
                                                   {m_inTray, m_settings.isInTray()},
                                                   {m_closesToTray, m_settings.closesToTray()}};
    for (const auto& [toggle, isOn] : rows) {
        const QSignalBlocker quiet(toggle);
        toggle->setChecked(isOn);
    }
    m_closesToTray->setEnabled(m_settings.isInTray());
}

} // namespace segue::ui
