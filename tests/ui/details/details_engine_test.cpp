// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "engine/audio/audio_writer.h"
#include "engine/engine.h"
#include "tests/support/said.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/window_fixture.h"
#include "ui/details/details_page.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/spectrogram/spectrogram_view.h"

#include <QElapsedTimer>
#include <QImage>

#include <algorithm>
#include <filesystem>
#include <vector>

using namespace segue;
using namespace segue::ui;

namespace {

/// The window on a real engine, with a song in a file.
struct RealDetails {
    explicit RealDetails(double seconds, const char* name = "song.flac") {
        audio::writeAudio(folder / name, test::glide(60.0, 12'000.0, seconds, 44'100), 44'100, 1);
        test::writeScriptedBundle(folder / "bundle");
        EngineOptions options;
        options.database = folder / "segue.db";
        options.modelFolder = folder / "bundle";
        options.analyzer = SCRIPTED_ANALYZER;
        engine.emplace(std::move(options), window.bridge.listener());
        window.bridge.setEngine(&*engine);
        song.path = folder / name;
        song.title = "A rising tone";
        song.duration = std::chrono::milliseconds(static_cast<long long>(seconds * 1000.0));
    }
    ~RealDetails() { window.bridge.setEngine(nullptr); }

    void show() { window.window.pages().showDetails(song); }
    DetailsPage& page() { return window.window.pages().details(); }
    SpectrogramView& view() { return page().spectrogram().view(); }
    /// Brightness of what is painted at a share of the plot's width and height, from its lower left.
    int brightnessAt(const QImage& image, double x, double y) {
        const QRect plot = view().plot();
        return qGray(
            image.pixel(plot.left() + static_cast<int>(x * plot.width()), plot.bottom() - static_cast<int>(y * plot.height())));
    }

    test::TemporaryFolder folder;
    test::WindowFixture window;
    std::optional<Engine> engine;
    Track song;
};

} // namespace

TEST_CASE("the page shows a song that is in no library, in every kind, with the engine's own tiles") {
    RealDetails real(20.0);
    real.show();
    for (const SpectrogramKind kind :
         {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ, SpectrogramKind::chroma}) {
        real.page().spectrogram().choose(kind);
        CAPTURE(static_cast<int>(kind));
        REQUIRE(test::waitUntil([&] { return real.view().isComplete(); }));
    }
    real.page().spectrogram().choose(SpectrogramKind::stft);
    REQUIRE(test::waitUntil([&] { return real.view().isComplete(); }));
    const QImage image = real.view().grab().toImage();
    // The tone is low at the left: there the lower half is bright, the upper one dark.
    int low = 0;
    for (int i = 0; i < 50; ++i)
        low = std::max(low, real.brightnessAt(image, 0.02, 0.01 * i));
    CHECK(low > 120);
    CHECK(real.brightnessAt(image, 0.02, 0.9) < 60);
}

TEST_CASE("a song that vanishes has a sentence in its spectrogram and no crash") {
    RealDetails real(5.0);
    std::filesystem::remove(real.song.path);
    QString problem;
    QObject::connect(
        &real.window.bridge, &EngineBridge::spectrogramTileLoaded, &real.page(),
        [&](const SpectrogramTileLoaded& event) { problem = QString::fromStdString(segue::test::said(event.problem)); });
    real.show();
    REQUIRE(test::waitUntil([&] { return !problem.isEmpty(); }));
    CHECK(problem.contains("song.flac"));
    real.window.window.grab();
}

TEST_CASE("open and paint times of a ten-minute song", "[.bench]") {
    RealDetails real(600.0, "song.mp3");
    QElapsedTimer clock;
    real.view().setFixedHeight(280);
    clock.start();
    real.show();
    QApplication::processEvents();
    const auto visible = clock.elapsed();
    REQUIRE(test::waitUntil([&] { return real.view().isComplete(); }));
    std::printf("ten-minute mp3: page visible after %lld ms, every tile in sight after %lld ms\n", static_cast<long long>(visible),
                static_cast<long long>(clock.elapsed()));
    playback::PlaybackStatus status;
    status.state = playback::PlayState::paused;
    status.item.track = real.song;
    status.position = std::chrono::seconds(300);
    clock.restart();
    real.page().takePlayback(status);
    REQUIRE(test::waitUntil([&] { return real.view().isComplete(); }));
    std::printf("jump to 5:00: every tile in sight after %lld ms\n", static_cast<long long>(clock.elapsed()));
    for (const SpectrogramKind kind :
         {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ, SpectrogramKind::chroma}) {
        clock.restart();
        real.page().spectrogram().choose(kind);
        REQUIRE(test::waitUntil([&] { return real.view().isComplete(); }));
        const auto ready = clock.elapsed();
        std::vector<double> paints;
        QImage target(real.view().size(), QImage::Format_RGB32);
        for (int i = 0; i < 200; ++i) {
            real.view().setPlayhead(300.0 + i * 0.016);
            QElapsedTimer frame;
            frame.start();
            real.view().render(&target);
            paints.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
        }
        std::ranges::sort(paints);
        std::printf("kind %d: ready after %lld ms; paint %.2f ms (median of 200), %.2f ms (slowest but two), %d x %d\n",
                    static_cast<int>(kind), static_cast<long long>(ready), paints[100], paints[197], target.width(),
                    target.height());
    }
}
