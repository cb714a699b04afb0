// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of every page, light and dark, wide and narrow: segue-screenshots FOLDER. Needs no engine.
#include "tests/ui/example_songs.h"
#include "ui/about_page.h"
#include "ui/engine_bridge.h"
#include "ui/library_page.h"
#include "ui/main_pages.h"
#include "ui/main_window.h"
#include "ui/recommendation_panel.h"
#include "ui/settings.h"
#include "ui/song_pane.h"
#include "ui/song_table_view.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>

#include <functional>

namespace {

using namespace segue;
using namespace std::chrono_literals;

constexpr auto kCard =
    "# study-cnn\n\nThe network of the study: five convolutions and one dense layer, 489,680 "
    "parameters.\n\n| figure | value |\n|---|---|\n| accuracy | 0.48 |\n| precision at 10 | 0.31 |\n\n"
    "## What it hears\n\nEight genres: *Electronic*, *Experimental*, *Folk*, *Hip-Hop*, "
    "*Instrumental*, *International*, *Pop*, *Rock*.\n\n## What it cannot do\n\n- tell language\n- tell "
    "how good a song is\n";

class Studio {
public:
    Studio(QString folder, bool dark, QSize size)
        : m_folder(std::move(folder))
        , m_suffix(QStringLiteral("%1-%2x%3").arg(dark ? "dark" : "light").arg(size.width()).arg(size.height()))
        , m_settings(m_temporary.filePath(QStringLiteral("settings.ini")))
        , m_window(m_bridge, m_settings, {.version = QStringLiteral("0.1.0"), .cores = 4, .demoFolder = "/nowhere"}) {
        ui::applyTheme(*qApp, dark);
        m_window.resize(size);
        m_window.show();
        settle();
    }

    void shootAll() {
        say(LibrariesChanged{});
        shoot("welcome");
        say(LibrariesChanged{test::exampleLibraries()});
        say(TracksLoaded{m_bridge.lastRequest(), 1, {}});
        shoot("empty-library");
        say(TracksLoaded{m_bridge.lastRequest(), 1, m_songs});
        shoot("no-seed");
        library().pane().view().chooseTrack(4);
        say(test::exampleAnswer(m_bridge.lastRequest(), m_songs, 3, 7));
        settle();
        playSomething();
        shoot("library");
        narrowList();
        shoot("recommendation");
        library().goBack();
        library().pane().findChild<QLineEdit*>()->setText(QStringLiteral("zzz"));
        shoot("no-match");
        library().goBack();
        problems();
        pages().go(ui::MainPages::Place::settings);
        shoot("settings");
        pages().about().setModel({.name = "study-cnn",
                                  .version = 1,
                                  .text = kCard,
                                  .validationAccuracy = 0.48,
                                  .validationPrecisionAt10 = 0.31,
                                  .labels = {"a", "b", "c", "d", "e", "f", "g", "h"}});
        pages().go(ui::MainPages::Place::about);
        shoot("about");
        pages().showDetails(m_songs[4]);
        shoot("details");
    }

private:
    void playSomething() {
        playback::PlaybackStatus status;
        status.state = playback::PlayState::playing;
        status.item.track = m_songs[20];
        status.item.length = 30s;
        status.position = 20s;
        status.length = 30s;
        status.hasNext = status.hasPrevious = true;
        say(PlaybackChanged{status});
        say(Progress{.stage = Progress::Stage::analysing,
                     .running = true,
                     .paused = false,
                     .done = 812,
                     .total = 1284,
                     .failed = 3,
                     .songsPerSecond = 9.8,
                     .timeLeft = 48s * 7});
    }

    void problems() {
        say(Notice{Notice::Level::warning,
                   "“Old records” could not be read completely: 3 folders are not open to you."});
        library().pane().view().chooseTrack(10);
        RecommendationsReady failed;
        failed.request = m_bridge.lastRequest();
        failed.seed = m_songs[9];
        failed.problem = m_songs[9].problem;
        say(failed);
        playback::PlaybackStatus status;
        status.item.track = m_songs[9];
        status.problem = "There is no sound device; playing goes on when one is back.";
        say(PlaybackChanged{status});
        narrowList();
        shoot("problems");
        library().goBack();
        shoot("problems-table");
    }

    void narrowList() {
        if (m_window.width() < 760)
            library().recommendFrom(m_songs[3 + (m_problem ? 6 : 0)]);
        m_problem = true;
        settle();
    }

    void say(Event event) {
        m_bridge.listener()(std::move(event));
        settle();
    }
    static void settle() {
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents();
    }
    void shoot(const char* name) {
        settle();
        m_window.grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(name), m_suffix));
    }
    ui::MainPages& pages() { return m_window.pages(); }
    ui::LibraryPage& library() { return pages().library(); }

    QString m_folder;
    QString m_suffix;
    QTemporaryDir m_temporary;
    ui::Settings m_settings;
    ui::EngineBridge m_bridge;
    ui::MainWindow m_window;
    std::vector<Track> m_songs = test::exampleSongs(1284);
    bool m_problem = false;
};

} // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("screenshots");
    QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1100, 700), QSize(420, 700)}) {
            Studio studio(folder, dark, size);
            studio.shootAll();
        }
    }
    return 0;
}
