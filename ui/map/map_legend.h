// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/map/map_tints.h"

#include <QWidget>

class QVBoxLayout;

namespace segue::ui {

/// What the map's colours mean, a button a kind: pressed, only the songs of that kind stay bright. So kinds can be told apart
/// without seeing their colours, too.
class MapLegend final : public QWidget {
    Q_OBJECT

public:
    explicit MapLegend(QWidget* parent = nullptr);

    void setKinds(const std::vector<MapTints::Kind>& kinds); ///< none is pressed
    [[nodiscard]] int pressed() const { return m_pressed; }  ///< index of a kind; -1: none

Q_SIGNALS:
    void pressedChanged(int kind); ///< -1: none

private:
    void press(int kind, bool isOn);

    QVBoxLayout* m_column;
    int m_pressed = -1;
};

} // namespace segue::ui
