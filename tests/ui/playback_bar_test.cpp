// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/ui/window_fixture.h"
#include "ui/cover_view.h"
#include "ui/jump_slider.h"
#include "ui/playback_bar.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;

namespace {

struct Bar {
    Bar() {
        bar.resize(1000, 80);
        bar.show();
        status.state = playback::PlayState::playing;
        status.item.track = test::exampleSongs(20)[1];
        status.position = 20s;
        status.length = 30s;
    }
    QAbstractButton* button(const char* name) {
        for (auto* candidate : bar.findChildren<QAbstractButton*>())
            if (candidate->accessibleName() == QLatin1String(name))
                return candidate;
        return nullptr;
    }
    JumpSlider* slider(const char* name) {
        for (auto* candidate : bar.findChildren<JumpSlider*>())
            if (candidate->accessibleName() == QLatin1String(name))
                return candidate;
        return nullptr;
    }

    PlaybackBar bar;
    playback::PlaybackStatus status;
};

} // namespace

TEST_CASE("with nothing loaded no playback button can be pressed") {
    Bar b;
    for (const char* name : {"Play", "Next", "Previous"}) {
        REQUIRE(b.button(name));
        CHECK_FALSE(b.button(name)->isEnabled());
    }
    CHECK_FALSE(b.slider("Position in the song")->isEnabled());
}

TEST_CASE("the bar shows what the player says") {
    Bar b;
    b.status.hasNext = true;
    b.bar.showStatus(b.status);
    CHECK(b.button("Pause")->isEnabled());
    CHECK(b.button("Next")->isEnabled());
    CHECK(b.slider("Position in the song")->value() == 20'000);
    CHECK(b.slider("Position in the song")->maximum() == 30'000);
    QStringList shown;
    for (const auto* label : b.bar.findChildren<QLabel*>())
        shown << label->text();
    CHECK(shown.contains("0:20"));
    CHECK(shown.contains("0:30"));
    CHECK(shown.contains(QString::fromStdString(b.status.item.track.title)));
    b.status.state = playback::PlayState::paused;
    b.status.hasNext = false;
    b.bar.showStatus(b.status);
    CHECK(b.button("Play")->isEnabled());
    CHECK_FALSE(b.button("Next")->isEnabled());
}

TEST_CASE("a problem stands in the bar as a sentence") {
    Bar b;
    b.status.problem = "There is no sound device.";
    b.bar.showStatus(b.status);
    QStringList shown;
    for (const auto* label : b.bar.findChildren<QLabel*>())
        if (label->isVisible())
            shown << label->text();
    CHECK(shown.contains("There is no sound device."));
}

TEST_CASE("a click on the seek bar jumps there") {
    Bar b;
    b.bar.showStatus(b.status);
    QApplication::processEvents();
    auto* seek = b.slider("Position in the song");
    QSignalSpy seeks(&b.bar, &PlaybackBar::seekWanted);
    QTest::mouseClick(seek, Qt::LeftButton, {}, QPoint(seek->width() / 2, seek->height() / 2));
    REQUIRE(seeks.size() == 1);
    const auto wanted = seeks[0][0].value<std::chrono::milliseconds>();
    CHECK(wanted > 14'500ms);
    CHECK(wanted < 15'500ms);
}

TEST_CASE("mute silences and gives the volume back") {
    Bar b;
    b.bar.setVolume(0.7F);
    QSignalSpy volumes(&b.bar, &PlaybackBar::volumeWanted);
    b.button("Mute")->click();
    REQUIRE(volumes.size() == 1);
    CHECK(volumes[0][0].toFloat() == 0.F);
    b.button("Sound on")->click();
    CHECK(volumes.last()[0].toFloat() == Approx(0.7F));
}

TEST_CASE("a cover that belongs to another song is not shown") {
    QImage image(300, 300, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray png;
    QBuffer buffer(&png);
    image.save(&buffer, "PNG");
    CoverLoaded cover;
    cover.bytes.assign(png.begin(), png.end());
    CoverView view(56);
    view.expect("/music/b.mp3");
    cover.song = "/music/a.mp3";
    view.take(cover);
    CHECK_FALSE(view.hasCover());
    cover.song = "/music/b.mp3";
    view.take(cover);
    CHECK(view.hasCover());
    view.expect("/music/c.mp3");
    CHECK_FALSE(view.hasCover());
}

TEST_CASE("bytes that are no picture leave the drawn cover") {
    CoverView view(56);
    view.expect("/music/b.mp3");
    view.take({.request = 1, .song = "/music/b.mp3", .bytes = {1, 2, 3, 4}});
    CHECK_FALSE(view.hasCover());
}
