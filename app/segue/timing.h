// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine_bridge.h"
#include "ui/main_window.h"

#include <QElapsedTimer>
#include <QObject>

namespace segue::app {

/// For `segue --timing`: prints to stdout how long after the program's start the window was visible and the songs were
/// listed, how long a click on the first song took to fill the Recommendation list, and the memory then in use; then
/// closes the window. Times from the start are exact to 10 ms.
class Timing final : public QObject {
    Q_OBJECT

public:
    Timing(ui::MainWindow& window, ui::EngineBridge& bridge);

private:
    void click(const std::vector<Track>& tracks);
    void finish();

    ui::MainWindow& m_window;
    QElapsedTimer m_sinceClick;
    bool m_clicked = false;
};

} // namespace segue::app
