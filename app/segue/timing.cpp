// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/timing.h"

#include "ui/library_page.h"
#include "ui/main_pages.h"
#include "ui/song_pane.h"
#include "ui/song_table_view.h"

#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>

namespace segue::app {

namespace {

/// Since the kernel started this process, which includes loading its libraries.
long millisecondsSinceStart() {
    constexpr int kStartTime = 22; // field of /proc/self/stat
    std::ifstream file("/proc/self/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string field;
    for (int number = 3; number <= kStartTime; ++number)
        fields >> field;
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1'000'000 - std::stol(field) * 1000 / sysconf(_SC_CLK_TCK);
}

long residentMegabytes() {
    std::ifstream file("/proc/self/statm");
    long total = 0;
    long resident = 0;
    file >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE) / 1'000'000;
}

} // namespace

Timing::Timing(ui::MainWindow& window, ui::EngineBridge& bridge)
    : m_window(window) {
    connect(&window, &ui::MainWindow::painted, this,
            [] { std::printf("window visible after %ld ms\n", millisecondsSinceStart()); });
    connect(&bridge, &ui::EngineBridge::librariesChanged, this, [this](const LibrariesChanged& event) {
        if (event.libraries.empty())
            finish();
    });
    connect(&bridge, &ui::EngineBridge::tracksLoaded, this, [this](const TracksLoaded& event) {
        if (std::exchange(m_clicked, true))
            return;
        std::printf("%zu songs listed after %ld ms\n", event.tracks.size(), millisecondsSinceStart());
        // Once the table has been painted, as a listener would.
        QTimer::singleShot(0, this, [this, tracks = event.tracks] { click(tracks); });
    });
    connect(&bridge, &ui::EngineBridge::recommendationsReady, this, [this](const RecommendationsReady& event) {
        std::printf("%zu recommendations %.1f ms after the click\n", event.songs.size(),
                    static_cast<double>(m_sinceClick.nsecsElapsed()) / 1e6);
        QTimer::singleShot(0, this, &Timing::finish);
    });
}

void Timing::click(const std::vector<Track>& tracks) {
    const auto heard = std::ranges::find(tracks, AnalysisState::done, &Track::state);
    if (heard == tracks.end())
        return finish();
    m_sinceClick.start();
    m_window.pages().library().pane().view().chooseTrack(heard->id);
}

void Timing::finish() {
    std::printf("%ld MB resident\n", residentMegabytes());
    std::fflush(stdout);
    m_window.close();
}

} // namespace segue::app
