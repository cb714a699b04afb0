// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "engine/analysis/process/process_reader.h"
#include "engine/audio/audio_writer.h"
#include "engine/audio/tags.h"
#include "tests/ui/window_fixture.h"
#include "ui/kit/cover_view.h"
#include "ui/kit/jump_slider.h"
#include "ui/playback/playback_bar.h"
#include "ui/playback/waveform_slider.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QImageReader>
#include <QLabel>
#include <QSignalSpy>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;

namespace {

/// Two minutes, the first quiet and the second loud.
Outline exampleOutline() {
    Outline outline{.duration = 120s};
    for (std::size_t i = 0; i < Waveform::kColumns; ++i) {
        outline.waveform.peak.push_back(i < Waveform::kColumns / 2 ? 30 : 250);
        outline.waveform.rms.push_back(i < Waveform::kColumns / 2 ? 15 : 120);
    }
    return outline;
}

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

/// Counts what is painted, whichever widget it is.
class Paintings final : public QObject {
public:
    Paintings() { qApp->installEventFilter(this); }
    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }
    int count = 0;
};

} // namespace

TEST_CASE("a window that is hidden paints nothing while music plays") {
    test::WindowFixture fixture;
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = test::exampleSongs(20)[1];
    status.length = 200s;
    status.position = 10s;
    fixture.open(test::exampleSongs(20));
    const auto playOn = [&] {
        Paintings paintings;
        for (int i = 0; i < 20; ++i) {
            status.position += 100ms;
            fixture.say(PlaybackChanged{status});
        }
        return paintings.count;
    };
    fixture.say(PlaybackChanged{status});
    CHECK(playOn() > 0);
    fixture.window.hide();
    QApplication::processEvents();
    CHECK(playOn() == 0);
    fixture.window.show();
    REQUIRE(test::waitUntil([&] { return playOn() > 0; }));
}

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

TEST_CASE("what cannot be heard is told once, again when play is pressed, and taken back when it is over") {
    Bar b;
    QSignalSpy problems(&b.bar, &PlaybackBar::problemChanged);
    b.status.problem = "There is no sound device.";
    b.bar.showStatus(b.status);
    b.bar.showStatus(b.status);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0][0] == "There is no sound device.");
    b.button("Pause")->click();
    REQUIRE(problems.size() == 2);
    CHECK(problems[1][0] == "There is no sound device.");
    b.status.problem.clear();
    b.bar.showStatus(b.status);
    CHECK(problems.last()[0] == "");
}

TEST_CASE("headphones that are there again are offered with a button, and what cannot be helped is not") {
    Bar b;
    QSignalSpy problems(&b.bar, &PlaybackBar::problemChanged);
    b.status.problem = Message(MessageId::playDeviceBack, {"Headphones"});
    b.bar.showStatus(b.status);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0][0].toString().contains("Headphones"));
    CHECK(problems[0][1] == "Go on");
    b.status.problem = Message(MessageId::playDeviceGone, {"Headphones"});
    b.bar.showStatus(b.status);
    CHECK(problems.last()[1] == "Play elsewhere");
    b.status.problem = Message(MessageId::playServerAway);
    b.bar.showStatus(b.status);
    CHECK(problems.last()[1] == "");
}

TEST_CASE("the bar says that it plays a preview") {
    Bar b;
    const auto says = [&] {
        for (const auto* label : b.bar.findChildren<QLabel*>())
            if (label->isVisible() && label->text() == "Preview")
                return true;
        return false;
    };
    b.bar.showStatus(b.status);
    CHECK_FALSE(says());
    b.status.item.length = 30s;
    b.bar.showStatus(b.status);
    CHECK(says());
    b.status = {};
    b.bar.showStatus(b.status);
    CHECK_FALSE(says());
}

TEST_CASE("where nothing is loaded, play begins with what the library has at hand") {
    Bar b;
    b.bar.showStatus(playback::PlaybackStatus{});
    QSignalSpy starts(&b.bar, &PlaybackBar::startWanted);
    QSignalSpy toggles(&b.bar, &PlaybackBar::toggleWanted);
    b.bar.toggle();
    CHECK(starts.isEmpty());
    CHECK_FALSE(b.button("Play")->isEnabled());
    b.bar.setStartable(true);
    CHECK(b.button("Play")->isEnabled());
    b.button("Play")->click();
    CHECK(starts.size() == 1);
    CHECK(toggles.isEmpty());
    b.bar.showStatus(b.status);
    b.bar.toggle();
    CHECK(toggles.size() == 1);
    CHECK(starts.size() == 1);
}

TEST_CASE("the waveform of what plays is asked for again when others have been read in its place") {
    Bar b;
    QSignalSpy wanted(&b.bar, &PlaybackBar::outlineWanted);
    b.bar.showStatus(b.status);
    REQUIRE(wanted.size() == 1);
    OutlineLoaded other{.request = 1, .song = "/music/another.mp3", .outline = exampleOutline(), .complete = 0.5F};
    b.bar.takeOutline(other);
    CHECK(wanted.size() == 1); // it is still being read
    other.complete = 1.F;
    b.bar.takeOutline(other);
    REQUIRE(wanted.size() == 2);
    CHECK(wanted[1][0].value<std::filesystem::path>() == b.status.item.track.path);
    OutlineLoaded own{.request = 2, .song = b.status.item.track.path, .outline = exampleOutline(), .complete = 1.F};
    b.bar.takeOutline(own);
    b.bar.takeOutline(other);
    CHECK(wanted.size() == 2);
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

TEST_CASE("the seek bar shows the waveform of what is played, and no other song's") {
    Bar b;
    QSignalSpy wanted(&b.bar, &PlaybackBar::outlineWanted);
    b.bar.showStatus(b.status);
    b.bar.showStatus(b.status);
    REQUIRE(wanted.size() == 1);
    const auto song = wanted[0][0].value<std::filesystem::path>();
    CHECK(song == b.status.item.track.path);
    auto* seek = dynamic_cast<WaveformSlider*>(b.slider("Position in the song"));
    REQUIRE(seek);
    OutlineLoaded loaded{.request = 1, .song = "/music/another.mp3", .outline = exampleOutline(), .complete = 1.F};
    b.bar.takeOutline(loaded);
    CHECK_FALSE(seek->hasWaveform());
    loaded.song = song;
    b.bar.takeOutline(loaded);
    CHECK(seek->hasWaveform());
    const auto before = wanted.size();
    b.status.item.track = test::exampleSongs(20)[2];
    b.bar.showStatus(b.status);
    CHECK(wanted.size() == before + 1);
    CHECK_FALSE(seek->hasWaveform());
    b.bar.takeOutline({.request = 2, .song = b.status.item.track.path, .problem = "It is text."});
    CHECK_FALSE(seek->hasWaveform());
}

TEST_CASE("what was heard is painted in the accent colour, the rest is not, and a click seeks as ever") {
    Bar b;
    b.bar.showStatus(b.status);
    b.bar.takeOutline({.request = 1, .song = b.status.item.track.path, .outline = exampleOutline(), .complete = 1.F});
    QApplication::processEvents();
    auto* seek = b.slider("Position in the song");
    const QImage shot = seek->grab().toImage();
    const QColor accent = seek->palette().color(QPalette::Highlight);
    const auto isNear = [&](const QColor& colour) {
        return std::abs(colour.red() - accent.red()) + std::abs(colour.green() - accent.green()) +
                   std::abs(colour.blue() - accent.blue()) <
               90;
    };
    const auto accented = [&](int from, int to) {
        int count = 0;
        for (int x = from; x < to; ++x)
            count += isNear(shot.pixelColor(x, shot.height() / 2)) ? 1 : 0;
        return count;
    };
    const int position = 8 + (shot.width() - 16) * 2 / 3; // 20 s of 30 s
    CHECK(accented(8, position - 4) > position / 3);
    CHECK(accented(position + 12, shot.width()) == 0);
    QSignalSpy seeks(&b.bar, &PlaybackBar::seekWanted);
    QTest::mouseClick(seek, Qt::LeftButton, {}, QPoint(seek->width() / 2, 4));
    REQUIRE(seeks.size() == 1);
    CHECK(seeks[0][0].value<std::chrono::milliseconds>() > 14'500ms);
    seek->setFocus();
    QTest::keyClick(seek, Qt::Key_Right);
    CHECK(seeks.size() == 2);
}

TEST_CASE("a preview shows its own stretch of the waveform") {
    const auto tallest = [](const SongSpan& stretch) {
        WaveformSlider slider;
        slider.resize(300, 40);
        slider.setMaximum(30'000);
        slider.setWaveform(exampleOutline().waveform, exampleOutline().duration);
        slider.setStretch(stretch);
        const QImage shot = slider.grab().toImage();
        const QColor ground = shot.pixelColor(0, 0);
        int rows = 0;
        for (int y = 0; y < shot.height(); ++y)
            rows += shot.pixelColor(200, y) != ground || shot.pixelColor(201, y) != ground ? 1 : 0;
        return rows;
    };
    CHECK(tallest({0s, 30s}) < 12);  // the song begins quietly
    CHECK(tallest({80s, 30s}) > 20); // and ends loudly
    CHECK(tallest({500s, 30s}) > 0); // a stretch that cannot be is no crash
}

TEST_CASE("an incomplete or empty waveform leaves the plain groove") {
    WaveformSlider slider;
    slider.setWaveform({.peak = {1, 2, 3}, .rms = {1}}, 10s);
    CHECK_FALSE(slider.hasWaveform());
    slider.setWaveform(exampleOutline().waveform, 0s);
    CHECK_FALSE(slider.hasWaveform());
    slider.resize(2, 2);
    slider.setWaveform(exampleOutline().waveform, 10s);
    CHECK_FALSE(slider.grab().isNull());
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

TEST_CASE("the volume says by how much the song that plays is made louder or softer") {
    Bar b;
    b.status.level = {.gainDb = -6.F, .source = LevelSource::albumTag};
    b.bar.showStatus(b.status);
    CHECK(b.slider("Volume")->toolTip().contains("6.0 dB softer"));
    b.status.level = {};
    b.bar.showStatus(b.status);
    CHECK(b.slider("Volume")->toolTip() == "Volume");
}

TEST_CASE("a cover that belongs to another song is not shown") {
    CoverLoaded cover;
    cover.image = {.width = 300, .height = 200, .pixels = std::vector<std::uint8_t>(300 * 200 * 4, 0xFF), .file = {}};
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

TEST_CASE("a cover's own pixels are shown, what is transparent too, and its place is filled") {
    CoverLoaded cover{.song = "/music/b.mp3"};
    cover.image = {.width = 400, .height = 200, .pixels = {}, .file = {}};
    for (int i = 0; i < 400 * 200; ++i) // red, green, red; only the square in the middle is seen
        for (const int value : {i % 400 / 100 % 3 == 0 ? 255 : 0, i % 400 / 100 % 3 == 0 ? 0 : 255, 0, i < 400 * 100 ? 0 : 255})
            cover.image.pixels.push_back(static_cast<std::uint8_t>(value));
    CoverView view(56);
    view.expect(cover.song);
    view.take(cover);
    QImage seen(view.size(), QImage::Format_ARGB32);
    seen.fill(Qt::blue);
    view.render(&seen, {}, {}, {});
    CHECK(seen.pixelColor(28, 10) == QColor(Qt::blue));
    for (const int x : {8, 28, 48})
        CHECK(seen.pixelColor(x, 40) == QColor(Qt::green));
}

TEST_CASE("a cover that cannot be shown leaves the drawn one, which says why") {
    CoverView view(56);
    view.expect("/music/b.mp3");
    CoverLoaded cover{.song = "/music/b.mp3"};
    cover.problem = Message(MessageId::coverTooLarge, {std::string("20000"), std::string("20000"), std::string("40")});
    view.take(cover);
    CHECK_FALSE(view.hasCover());
    CHECK(view.toolTip() == "Its cover is not shown: 20000 by 20000 pixels are too many. At most 40 million can be shown.");
    view.expect("/music/c.mp3");
    CHECK(view.toolTip().isEmpty());
}

// What a cover costs: as it was decoded in the window once, and now. Of the window's thread, and until it is there.
TEST_CASE("time to a cover", "[.bench]") {
    const QTemporaryDir folder;
    const std::filesystem::path song = folder.filePath("a.wav").toStdString();
    audio::writeAudio(song, std::vector<float>(4410), 44'100, 1);
    analysis::ProcessReader reader({.program = SEGUE_ANALYZER});
    CoverView view(56);
    view.expect(song);
    const auto median = [](const std::function<void()>& act) {
        std::vector<double> times;
        for (int i = 0; i < 15; ++i) {
            QElapsedTimer timer;
            timer.start();
            act();
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::ranges::nth_element(times, times.begin() + 7);
        return times[7];
    };
    for (const int side : {300, 600, 1200, 3000}) {
        QImage photo(side, side, QImage::Format_RGB32);
        unsigned seed = 1;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                seed = seed * 1'664'525U + 1'013'904'223U;
                const int grain = static_cast<int>(seed >> 28U);
                photo.setPixel(x, y, qRgb((x * 200 / side) + grain, (y * 200 / side) + grain, (x + y) * 100 / side + grain));
            }
        REQUIRE(photo.save(folder.filePath("cover.jpg"), "JPEG", 90));
        std::optional<audio::Cover> raw;
        const double readHere = median([&] { raw = audio::readCover(song); });
        const double decoded = median([&] {
            QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(raw->bytes.data()),
                                                       static_cast<qsizetype>(raw->bytes.size()));
            QBuffer buffer(&bytes);
            QImageReader image(&buffer);
            image.setScaledSize({56, 56});
            const QPixmap cover = QPixmap::fromImage(image.read());
            REQUIRE_FALSE(cover.isNull());
        });
        CoverLoaded loaded{.song = song};
        const double readThere =
            median([&] { loaded.image = std::get<std::optional<CoverImage>>(reader.readCover(song)).value(); });
        const double taken = median([&] { view.take(loaded); });
        std::printf(
            "%4d x %-4d JPEG: before %.1f ms, of them %.2f ms of the window; now %.1f ms (%.2f times), of them %.2f ms of the "
            "window (%.2f times)\n",
            side, side, readHere + decoded, decoded, readThere + taken, (readThere + taken) / (readHere + decoded), taken,
            taken / decoded);
    }
}
