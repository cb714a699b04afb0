// SPDX-License-Identifier: GPL-3.0-or-later
// Writes pictures of the Song details page of real songs, with the real engine: segue-details-screenshots FOLDER DATABASE
// SONG... The database is one that `segue-cli scan` filled; songs outside of it are shown as not analysed.
#include "app/paths.h"
#include "engine/engine.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/details/details_page.h"
#include "ui/kit/theme.h"
#include "ui/settings/settings.h"
#include "ui/songs/library_page.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/window/main_pages.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QScrollArea>
#include <QScrollBar>
#include <QTemporaryDir>

#include <filesystem>
#include <functional>

namespace {

using namespace segue;

void waitUntil(const std::function<bool()>& isTrue, int milliseconds) {
    QElapsedTimer clock;
    clock.start();
    while (!isTrue() && clock.elapsed() < milliseconds)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
}

/// One window in one scheme and size, which goes through the songs.
class Session {
public:
    Session(const std::filesystem::path& database, bool dark, QSize size)
        : m_suffix(QStringLiteral("%1-%2").arg(dark ? "dark" : "light").arg(size.width()))
        , m_settings(m_temporary.filePath(QStringLiteral("settings.ini")))
        , m_window(m_bridge, m_settings, {.version = QStringLiteral("0.1.0"), .cores = 2, .demoFolder = "/nowhere"}) {
        ui::applyTheme(*qApp, dark);
        m_window.resize(size);
        m_window.show();
        EngineOptions options;
        options.database = database;
        options.modelFolder = app::shippedModel();
        options.analyzer = app::siblingProgram("segue-analyzer");
        options.readOnly = true;
        m_engine.emplace(std::move(options), m_bridge.listener());
        m_bridge.setEngine(&*m_engine);
        waitUntil([] { return false; }, 300);
    }
    ~Session() { m_bridge.setEngine(nullptr); }

    void shoot(const QString& folder, const std::filesystem::path& song) {
        auto& page = m_window.pages().details();
        Track track;
        track.path = song;
        track.title = song.stem().string();
        bool outlined = false;
        const auto known = QObject::connect(&m_bridge, &ui::EngineBridge::outlineLoaded, &page, [&](const OutlineLoaded& event) {
            outlined = event.song == song && (event.complete >= 1.F || !event.problem.empty());
        });
        m_window.pages().showDetails(track);
        waitUntil([&] { return outlined; }, 20'000);
        QObject::disconnect(known);
        playback::PlaybackStatus status;
        status.state = playback::PlayState::paused;
        status.item.track = track;
        status.position = std::chrono::seconds(40);
        page.takePlayback(status);
        const std::pair<SpectrogramKind, const char*> kinds[] = {{SpectrogramKind::stft, "stft"},
                                                                 {SpectrogramKind::mel, "mel"},
                                                                 {SpectrogramKind::constantQ, "cqt"},
                                                                 {SpectrogramKind::chroma, "chroma"}};
        for (const auto& [kind, name] : kinds) {
            page.spectrogram().choose(kind);
            save(folder, song, name);
        }
        page.spectrogram().choose(SpectrogramKind::stft);
        for (const int window : {256, 16'384}) {
            page.spectrogram().setWindowLength(window);
            save(folder, song, QStringLiteral("stft-%1").arg(window));
        }
        page.spectrogram().setWindowLength(2048);
        auto* scroll = page.findChild<QScrollArea*>()->verticalScrollBar();
        scroll->setValue(scroll->maximum());
        save(folder, song, QStringLiteral("facts"));
        scroll->setValue(0);
    }

private:
    void save(const QString& folder, const std::filesystem::path& song, const QString& name) {
        waitUntil([this] { return m_window.pages().details().spectrogram().view().isComplete(); }, 5000);
        m_window.grab().save(
            QStringLiteral("%1/%2-%3-%4.png").arg(folder, QString::fromStdString(song.stem().string()), name, m_suffix));
    }

    QString m_suffix;
    QTemporaryDir m_temporary;
    ui::Settings m_settings;
    ui::EngineBridge m_bridge;
    ui::MainWindow m_window;
    std::optional<Engine> m_engine;
};

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (argc < 4) {
        std::fprintf(stderr, "usage: segue-details-screenshots FOLDER DATABASE SONG...\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        for (const QSize size : {QSize(1100, 700), QSize(420, 700)}) {
            Session session(argv[2], dark, size);
            for (int i = 3; i < argc; ++i)
                session.shoot(folder, std::filesystem::absolute(argv[i]));
        }
    }
    return 0;
}
