// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "ui/spectrogram/playhead.h"
#include "ui/spectrogram/spectrogram_frame.h"
#include "ui/spectrogram/time_view.h"
#include "ui/words/sound_text.h"

#include <QFont>

using namespace segue;
using namespace segue::ui;

namespace {

TimeView longSong() {
    TimeView view;
    view.setWidth(500);
    view.setSong(600.0);
    view.setZoom(4);
    return view;
}

playback::PlaybackStatus status(double seconds, playback::PlayState state = playback::PlayState::playing) {
    playback::PlaybackStatus result;
    result.state = state;
    result.item.track.path = "/a.flac";
    result.position = std::chrono::milliseconds(static_cast<long long>(seconds * 1000.0));
    return result;
}

} // namespace

TEST_CASE("a spectrogram never shows what lies outside the song") {
    TimeView view = longSong();
    view.moveTo(-5.0);
    CHECK(view.left() == 0.0);
    view.moveTo(1e6);
    CHECK(view.right() == Approx(600.0));
    view.setSong(2.0); // shorter than the spectrogram
    view.panBy(100);
    CHECK(view.left() == 0.0);
    view.setSong(0.0);
    view.centreOn(10.0);
    CHECK(view.left() == 0.0);
}

TEST_CASE("zooming keeps what is under the pointer") {
    TimeView view = longSong();
    view.moveTo(100.0);
    const double before = view.secondsAt(123.0);
    view.zoomAt(2, 123.0);
    CHECK(view.secondsAt(123.0) == Approx(before));
    CHECK(view.secondsPerPixel() == Approx(256.0 / 44100.0));
    view.zoomAt(99, 123.0);
    CHECK(view.zoom() == SpectrogramStyle::kZooms - 1);
    view.zoomAt(-3, 0.0);
    CHECK(view.zoom() == 0);
}

TEST_CASE("the playhead goes on by itself and makes up small differences without a jump") {
    Playhead head;
    head.follow("/a.flac");
    head.report(status(10.0), 100.0);
    CHECK(head.at(100.05).value() == Approx(10.05));
    head.report(status(10.12), 100.1); // 20 ms more than expected
    CHECK(head.at(100.1).value() == Approx(10.103).margin(1e-3));
    head.report(status(42.0), 100.2); // a seek
    CHECK(head.at(100.2).value() == Approx(42.0));
    CHECK(head.at(200.0).value() < 43.0); // the player says nothing any more
    head.report(status(42.1, playback::PlayState::paused), 200.0);
    CHECK(head.at(300.0).value() == Approx(42.1));
    CHECK_FALSE(head.isMoving());
}

TEST_CASE("a song that is not played has no playhead; a preview's counts from the song's beginning") {
    Playhead head;
    head.follow("/b.flac");
    head.report(status(10.0), 0.0);
    CHECK_FALSE(head.at(0.0));
    head.follow("/a.flac");
    auto preview = status(3.0);
    preview.item.start = std::chrono::seconds(60);
    preview.item.length = std::chrono::seconds(30);
    head.report(preview, 0.0);
    CHECK(head.at(0.0).value() == Approx(63.0));
    head.report(status(0.0, playback::PlayState::stopped), 1.0);
    CHECK_FALSE(head.isHere());
}

TEST_CASE("axes carry units, and labels never overlap") {
    for (const int height : {120, 260, 600}) {
        const SpectrogramFrame frame(QSize(700, height), QFont());
        for (const SpectrogramKind kind :
             {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ, SpectrogramKind::chroma}) {
            for (const bool linear : {false, true}) {
                auto ticks = frame.pitchTicks({.kind = kind, .linear = linear});
                CHECK(ticks.size() >= 3);
                std::ranges::sort(ticks, {}, &SpectrogramFrame::Tick::at);
                for (std::size_t i = 1; i < ticks.size(); ++i)
                    CHECK(ticks[i].at - ticks[i - 1].at >= 10);
            }
        }
    }
    const SpectrogramFrame frame(QSize(700, 300), QFont());
    TimeView view = longSong();
    for (int zoom = 0; zoom < SpectrogramStyle::kZooms; ++zoom) {
        view.setZoom(zoom);
        view.moveTo(100.0);
        const auto ticks = frame.timeTicks(view);
        CHECK(ticks.size() >= 2);
        CHECK(ticks.size() <= 8);
    }
    view.setZoom(4);
    view.moveTo(59.0);
    CHECK(frame.timeTicks(view)[0].label == "1:00");
}

TEST_CASE("row and pixel are each other's inverse") {
    const SpectrogramFrame frame(QSize(700, 300), QFont());
    const SpectrogramAxis axis({.kind = SpectrogramKind::constantQ});
    for (const double row : {0.0, 45.0, 83.0})
        CHECK(frame.rowAt(frame.yOf(row, axis), axis) == Approx(row).margin(1e-9));
}

TEST_CASE("what is measured is written with its unit") {
    CHECK(tempoText(118.2F) == "118.2 BPM");
    CHECK(tempoText(0.F).isEmpty());
    CHECK(keyText(21, 0.82F) == "A minor (0.82)");
    CHECK(keyText(-1, 0.F).isEmpty());
    CHECK(loudnessText(-9.8F) == "-9.8 LUFS");
    CHECK(loudnessText(-70.F) == "silent");
    CHECK(hertzText(440.0) == "440 Hz");
    CHECK(hertzText(2150.0) == "2.15 kHz");
    CHECK(noteText(440.0) == "A4");
    CHECK(noteText(443.0) == "A4 +12 ct");
    CHECK(noteText(261.63) == "C4");
    CHECK(noteText(0.0).isEmpty());
    CHECK(exactClockText(62.359) == "1:02.35");
    CHECK(exactClockText(-1.0) == "0:00.00");
}
