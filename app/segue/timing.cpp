// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/segue/timing.h"

#include "ui/songs/library_page.h"
#include "ui/songs/song_table_view.h"
#include "ui/window/main_pages.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace segue::app {

namespace {

constexpr int kDoubleClicks = 6;
constexpr double kPlayedMs = 1'500.0;
constexpr std::chrono::milliseconds kLookEvery{100};

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

std::int64_t steadyNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

void press(QWidget& widget, const QPoint& place, QEvent::Type kind) {
    const QPointF global = widget.mapToGlobal(place);
    for (const auto type : {kind, QEvent::MouseButtonRelease}) {
        const auto held = type == kind ? Qt::LeftButton : Qt::NoButton;
        QMouseEvent event(type, place, global, Qt::LeftButton, held, {});
        QCoreApplication::sendEvent(&widget, &event);
    }
}

double threadMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

} // namespace

Timing::Timing(ui::MainWindow& window, ui::EngineBridge& bridge, std::shared_ptr<SinkFigures> figures)
    : m_window(window)
    , m_pane(window.pages().library().pane())
    , m_bridge(bridge)
    , m_figures(std::move(figures)) {
    m_look.setInterval(kLookEvery);
    connect(&m_look, &QTimer::timeout, this, &Timing::lookForSound);
    connect(&window, &ui::MainWindow::painted, this,
            [] { std::printf("window visible after %ld ms\n", millisecondsSinceStart()); });
    connect(&bridge, &ui::EngineBridge::librariesChanged, this, [this](const LibrariesChanged& event) {
        if (event.libraries.empty())
            finish();
    });
    connect(&bridge, &ui::EngineBridge::tracksLoaded, this, [this](const TracksLoaded& event) {
        if (std::exchange(m_loaded, true))
            return;
        m_pane.view().viewport()->repaint();
        std::printf("%zu songs listed after %ld ms\n", event.tracks.size(), millisecondsSinceStart());
        QTimer::singleShot(0, this, &Timing::measureTable); // when the event is gone
    });
    connect(&bridge, &ui::EngineBridge::recommendationsReady, this, [this](const RecommendationsReady& event) {
        if (m_played > 0)
            return;
        std::printf("%zu recommendations %.1f ms after the click\n", event.songs.size(),
                    static_cast<double>(m_sinceClick.nsecsElapsed()) / 1e6);
        QTimer::singleShot(0, this, &Timing::doubleClick);
    });
}

template <typename Change>
double Timing::painted(Change change) {
    const double before = threadMilliseconds();
    change();
    m_pane.view().viewport()->repaint();
    return threadMilliseconds() - before;
}

void Timing::measureTable() {
    measureSorting();
    measureFilter();
    measureScrolling();
    measureChanges();
    click();
}

void Timing::measureSorting() {
    double first = 0.0, again = 0.0;
    const auto sortBy = [this](int column, Qt::SortOrder order) {
        return painted([=, this] { m_pane.view().sortByColumn(column, order); });
    };
    std::printf("sorted by title at once in %.1f ms\n", sortBy(static_cast<int>(ui::SongColumn::title), Qt::AscendingOrder));
    for (int column = 0; column < ui::kSongColumns; ++column) {
        first = std::max(first, sortBy(column, Qt::AscendingOrder));
        again = std::max(again, sortBy(column, Qt::DescendingOrder));
    }
    std::printf("sorted by any column in at most %.1f ms the first time, %.1f ms again\n", first, again);
}

void Timing::measureFilter() {
    double slowest = 0.0;
    auto* field = m_pane.findChild<QLineEdit*>();
    for (const auto& words : {QStringLiteral("the night"), QStringLiteral("éa"), QStringLiteral("zzz")}) {
        for (qsizetype typed = 1; typed <= words.size(); ++typed)
            slowest = std::max(slowest, painted([&] { field->setText(words.left(typed)); }));
        slowest = std::max(slowest, painted([&] { field->clear(); }));
    }
    std::printf("filtered in at most %.1f ms a keystroke\n", slowest);
}

void Timing::measureScrolling() {
    constexpr int kSteps = 200;
    auto* bar = m_pane.view().verticalScrollBar();
    double all = 0.0, slowest = 0.0;
    for (int step = 1; step <= kSteps; ++step) {
        const double took = painted([&] { bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * step / kSteps)); });
        all += took;
        slowest = std::max(slowest, took);
    }
    std::printf("scrolled in %.1f ms a step, at most %.1f ms\n", all / kSteps, slowest);
}

void Timing::measureChanges() {
    constexpr int kBatches = 10;
    constexpr int kSongs = 100;
    double slowest = 0.0;
    const int rows = m_pane.model().rowCount();
    for (int batch = 0; batch < kBatches; ++batch) {
        std::vector<Track> songs;
        for (int i = 0; i < std::min(kSongs, rows); ++i) {
            songs.push_back(m_pane.model().track(static_cast<int>(qint64{rows} * (i * kBatches + batch) / (kSongs * kBatches))));
            songs.back().heardGenre += "+";
        }
        slowest = std::max(slowest, painted([&] { m_pane.applyChanges(songs); }));
    }
    std::printf("%d changed songs taken in at most %.1f ms\n", kSongs, slowest);
}

void Timing::click() {
    const auto& model = m_pane.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (const Track song = model.track(row); song.state == AnalysisState::done) {
            m_sinceClick.start();
            return m_pane.view().chooseTrack(song.id);
        }
    }
    finish();
}

/// On the next song, as a listener does it while nothing plays.
void Timing::doubleClick() {
    auto& view = m_pane.view();
    const int row = m_played++;
    std::error_code error;
    if (m_played > kDoubleClicks || row >= m_pane.model().rowCount() ||
        !std::filesystem::exists(m_pane.model().track(row).path, error))
        return finish();
    const QModelIndex place = view.model()->index(row, static_cast<int>(ui::SongColumn::title));
    view.scrollTo(place);
    const QPoint middle = view.visualRect(place).center();
    press(*view.viewport(), middle, QEvent::MouseButtonPress);
    m_isHeard = false;
    m_figures->firstSoundNs = 0;
    m_doubleClickNs = steadyNs();
    press(*view.viewport(), middle, QEvent::MouseButtonDblClick);
    m_look.start();
}

void Timing::lookForSound() {
    const std::int64_t heard = m_figures->firstSoundNs;
    const double waited = 1e-6 * static_cast<double>(steadyNs() - m_doubleClickNs);
    if (waited < kPlayedMs) // some of it is heard
        return;
    if (!std::exchange(m_isHeard, true)) {
        const double after = heard != 0 ? 1e-6 * static_cast<double>(heard - m_doubleClickNs) : -1.0;
        std::printf("sound handed over %.1f ms after the double click\n", after);
        return m_bridge.stop();
    }
    if (waited < 2 * kPlayedMs) // till nothing more is pulled
        return;
    m_look.stop();
    doubleClick();
}

void Timing::finish() {
    std::printf("%ld MB resident\n", residentMegabytes());
    std::fflush(stdout);
    m_window.close();
}

} // namespace segue::app
