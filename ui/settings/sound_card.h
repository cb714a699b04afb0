// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace segue::ui {

class ChoiceBox;
class NumberBox;
class SettingRow;
class Settings;
class ToggleSwitch;

/// Where the sound comes out, how songs are made equally loud and how one goes over into the next; each change is in effect at
/// once.
class SoundCard final : public QWidget {
    Q_OBJECT

public:
    explicit SoundCard(Settings& settings, QWidget* parent = nullptr);

private:
    SettingRow* addRow(const QString& name, const QString& explanation, QWidget* control);
    void showValues();
    void showOutputs();
    void keep();

    Settings& m_settings;
    QVBoxLayout* m_column;
    ChoiceBox* m_output;
    SettingRow* m_outputRow;
    ChoiceBox* m_levelling;
    NumberBox* m_preamp;
    ToggleSwitch* m_preventsClipping;
    ToggleSwitch* m_limits;
    ToggleSwitch* m_pausesForPreview;
    NumberBox* m_crossfade;
};

} // namespace segue::ui
