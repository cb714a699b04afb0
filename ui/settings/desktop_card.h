// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace segue::ui {

class DesktopSettings;
class ToggleSwitch;

/// The rows about the desktop on the Settings page.
class DesktopCard final : public QWidget {
    Q_OBJECT

public:
    explicit DesktopCard(DesktopSettings& settings, QWidget* parent = nullptr);

private:
    ToggleSwitch* addRow(const QString& name, const QString& explanation, void (DesktopSettings::*set)(bool));
    void showValues();

    DesktopSettings& m_settings;
    QVBoxLayout* m_rows;
    ToggleSwitch* m_keepsAwake;
    ToggleSwitch* m_tellsSongs;
    ToggleSwitch* m_inTray;
    ToggleSwitch* m_closesToTray;
};

} // namespace segue::ui
