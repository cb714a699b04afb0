// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/radio_events.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace segue::ui {

class ChoiceBox;
class JumpSlider;
class ToggleSwitch;

/// Radio's part of the queue: whether it goes on by itself, how far it strays, whether it follows, and why it adds nothing.
class RadioStrip final : public QWidget {
    Q_OBJECT

public:
    explicit RadioStrip(QWidget* parent = nullptr);

    void takeRadio(const RadioChanged& event);
    void setSettings(const RadioSettings& settings); ///< emits nothing
    [[nodiscard]] QString sentence() const;          ///< what is said of it now

Q_SIGNALS:
    void settingsChosen(const segue::RadioSettings& settings);
    void stopWanted();

private:
    void layOut();
    void choose();

    RadioSettings m_settings;
    ToggleSwitch* m_byItself;
    ChoiceBox* m_follows;
    JumpSlider* m_reach;
    QLabel* m_reachWord;
    QLabel* m_sentence;
    QPushButton* m_stop;
};

} // namespace segue::ui
