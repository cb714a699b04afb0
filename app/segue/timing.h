// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine_bridge.h"
#include "ui/songs/song_pane.h"
#include "ui/window/main_window.h"

#include <QElapsedTimer>
#include <QObject>

namespace segue::app {

/// For `segue --timing`: prints to stdout how long after the program's start the window was visible and the songs were
/// listed; how long a sort by each column (the first time and again), a keystroke in the filter, a step of scrolling and
/// a batch of a hundred changed songs keep the window busy; how long a click on a song took to fill the Recommendation
/// list; and the memory in use. Then closes the window.
///
/// Times from the start are exact to 10 ms and, like the click, elapsed; the others are the CPU time of the window's
/// thread, painting included.
class Timing final : public QObject {
    Q_OBJECT

public:
    Timing(ui::MainWindow& window, ui::EngineBridge& bridge);

private:
    void measureTable();
    void measureSorting();
    void measureFilter();
    void measureScrolling();
    void measureChanges();
    void click();
    void finish();
    /// Milliseconds that this and painting what it changed take.
    template <typename Change>
    double painted(Change change);

    ui::MainWindow& m_window;
    ui::SongPane& m_pane;
    QElapsedTimer m_sinceClick;
    bool m_loaded = false;
};

} // namespace segue::app
