// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/audio/sink_figures.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/songs/song_pane.h"
#include "ui/window/main_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <memory>

namespace segue::app {

/// For `segue --timing`: prints to stdout how long after the program's start the window was visible and the songs were
/// listed; how long a sort by each column (the first time and again), a keystroke in the filter, a step of scrolling and
/// a batch of a hundred changed songs keep the window busy; how long a click on a song took to fill the Recommendation
/// list; where the songs' files are there, how long after a double click the first sample that is not silence was handed to the
/// sound server (-1: none was), for several songs; and the memory in use. Then closes the window.
///
/// Times from the start are exact to 10 ms and, like those after a click, elapsed; the others are the CPU time of the window's
/// thread, painting included.
class Timing final : public QObject {
    Q_OBJECT

public:
    /// @param figures of the window's own sound output
    Timing(ui::MainWindow& window, ui::EngineBridge& bridge, std::shared_ptr<SinkFigures> figures);

private:
    void measureTable();
    void measureSorting();
    void measureFilter();
    void measureScrolling();
    void measureChanges();
    void click();
    void doubleClick();
    void lookForSound();
    void finish();
    /// Milliseconds that this and painting what it changed take.
    template <typename Change>
    double painted(Change change);

    ui::MainWindow& m_window;
    ui::SongPane& m_pane;
    ui::EngineBridge& m_bridge;
    std::shared_ptr<SinkFigures> m_figures;
    QElapsedTimer m_sinceClick;
    std::int64_t m_doubleClickNs = 0; ///< steady clock
    int m_played = 0;                 ///< songs that were double clicked
    bool m_isHeard = false;           ///< the last of them was
    QTimer m_look;
    bool m_loaded = false;
};

} // namespace segue::app
