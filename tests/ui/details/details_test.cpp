// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "engine/audio/audio_writer.h"
#include "tests/support/scripted_bundle.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"
#include "tests/ui/example_details.h"
#include "tests/ui/window_fixture.h"
#include "ui/details/details_page.h"
#include "ui/details/fact_list.h"
#include "ui/details/genre_bars.h"
#include "ui/details/section_strip.h"
#include "ui/details/song_header.h"
#include "ui/details/waveform_view.h"
#include "ui/kit/jump_slider.h"
#include "ui/kit/star_field.h"
#include "ui/kit/toggle_switch.h"
#include "ui/songs/song_menu.h"
#include "ui/spectrogram/spectrogram_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/words/sound_text.h"

#include <QAbstractButton>
#include <QImage>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

using namespace segue;
using namespace segue::ui;
using namespace std::chrono_literals;
using Place = MainPages::Place;

namespace {

/// The window with Song details of one song open; tiles are made by hand.
struct DetailsFixture : test::WindowFixture {
    explicit DetailsFixture(QSize size = {1100, 700})
        : test::WindowFixture(size) {
        songs[4].features.reset(); // analysed by a version that did not measure them
        open(songs);
        QObject::connect(&page(), &DetailsPage::tilesWanted, &page(), [this](const SpectrogramRequest& wanted) {
            ++requests;
            for (const std::int64_t index : wanted.tiles)
                page().takeTile(test::exampleTile(wanted.song, wanted.style, index));
        });
        window.pages().showDetails(song());
        QApplication::processEvents();
    }

    const Track& song() { return songs[4]; }
    DetailsPage& page() { return window.pages().details(); }
    SpectrogramView& view() { return page().spectrogram().view(); }
    SpectrogramPanel& spectrogram() { return page().spectrogram(); }
    void play(std::chrono::milliseconds position, playback::PlayState state = playback::PlayState::playing) {
        playback::PlaybackStatus status;
        status.state = state;
        status.item.track = song();
        status.position = position;
        status.length = song().duration;
        say(PlaybackChanged{status});
    }
    void point(QPoint place) {
        QTest::mouseMove(&view(), place);
        QApplication::processEvents();
    }

    std::vector<Track> songs = test::exampleSongs(60);
    int requests = 0;
};

} // namespace

TEST_CASE("Ctrl+I shows the details of the song under the cursor, else of the one that is played") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    auto& pages = f.window.pages();
    QTest::keyClick(&f.window, Qt::Key_I, Qt::ControlModifier);
    CHECK(pages.place() == Place::library); // nothing to show yet: a sentence says so
    playback::PlaybackStatus status;
    status.state = playback::PlayState::playing;
    status.item.track = songs[20];
    f.say(PlaybackChanged{status});
    QTest::keyClick(&f.window, Qt::Key_I, Qt::ControlModifier);
    REQUIRE(pages.place() == Place::details);
    CHECK(pages.details().song() == songs[20].path);
    pages.goBack();
    f.click(4);
    f.say(test::exampleAnswer(f.bridge.lastRequest(), songs, 4, 5));
    QTest::keyClick(&f.view(), Qt::Key_I, Qt::ControlModifier);
    REQUIRE(pages.place() == Place::details);
    CHECK(pages.details().song() == songs[4].path);
    pages.goBack();
    f.panel().focusList();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    const auto inList = f.panel().selectedTrack();
    REQUIRE(inList);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_I, Qt::ControlModifier);
    CHECK(pages.details().song() == inList->path);
}

TEST_CASE("the song's menu leads to its details, and Escape back") {
    test::WindowFixture f;
    const auto songs = test::exampleSongs(60);
    f.open(songs);
    emit f.view().menuWanted(7, QPoint(10, 10));
    auto* menu = f.window.findChild<SongMenu*>();
    REQUIRE(menu);
    emit menu->detailsWanted();
    menu->close();
    CHECK(f.window.pages().place() == Place::details);
    CHECK(f.window.pages().details().song() == songs[7].path);
    QTest::keyClick(&f.window, Qt::Key_Escape);
    CHECK(f.window.pages().place() == Place::library);
}

TEST_CASE("what was measured is shown as soon as it comes, and only that of this song") {
    DetailsFixture f;
    const auto details = test::exampleDetails(f.song());
    f.say(SongDetailsLoaded{.song = "/another.mp3", .details = test::exampleDetails(f.songs[5])});
    CHECK(f.page().sound().value("Tempo").isEmpty());
    f.say(SongDetailsLoaded{.song = f.song().path, .details = details});
    CHECK(f.page().sound().value("Tempo") == "118.2 BPM");
    CHECK(f.page().sound().value("Key") == "A minor (0.82)");
    CHECK(f.page().sound().value("Loudness") == "-9.8 LUFS");
    CHECK(f.page().sound().value("True peak").isEmpty());
    CHECK(f.page().header().measured().contains("118.2 BPM"));
    CHECK(f.page().file().value("Format") == "FLAC, 44.1 kHz, stereo, 921 kbit/s");
    CHECK(f.page().findChild<GenreBars*>()->accessibleDescription().startsWith("Rock 74 %"));
    f.say(OutlineLoaded{.song = f.song().path, .outline = test::exampleOutline(f.song()), .complete = 1.F});
    CHECK(f.page().sound().value("Loudness") == "-10.1 LUFS");
    CHECK(f.page().sound().value("Loudness range") == "6.2 LU");
    CHECK(f.page().sound().value("True peak") == "-0.3 dBTP");
}

TEST_CASE("a song that is not analysed, and one that is not there, say so") {
    DetailsFixture f;
    const auto waiting = std::ranges::find(f.songs, AnalysisState::waiting, &Track::state);
    REQUIRE(waiting != f.songs.end());
    f.window.pages().showDetails(*waiting);
    CHECK(f.page().header().measured().startsWith("Not analysed yet"));
    CHECK(f.page().sound().value("State") == "Not analysed yet");
    const std::string sentence = "“a.flac” is not there: the folder is not mounted.";
    f.say(SongDetailsLoaded{.song = waiting->path, .details = {.track = *waiting}, .problem = sentence});
    CHECK(f.page().header().problem().toStdString() == sentence);
    f.say(SpectrogramTileLoaded{.song = waiting->path, .problem = sentence});
    f.say(OutlineLoaded{.song = waiting->path, .problem = sentence});
    f.window.grab(); // painted with the sentences
    auto analysed = *waiting;
    analysed.state = AnalysisState::done;
    analysed.heardGenre = "Folk";
    QSignalSpy asked(&f.page(), &DetailsPage::detailsWanted);
    f.say(TracksChanged{{analysed}});
    CHECK(asked.size() == 1);
    CHECK(f.page().header().measured().contains("Folk"));
}

TEST_CASE("what stops both the analysis and the file's facts is said once") {
    DetailsFixture f;
    Track failed = f.songs[4];
    failed.state = AnalysisState::failed;
    failed.problem = "This is not music.";
    SongHeader header;
    header.showTrack(failed);
    CHECK(header.measured() == "This is not music.");
    header.showProblem("This is not music.");
    CHECK(header.measured().isEmpty());
    CHECK(header.problem() == "This is not music.");
    header.showProblem("The file is gone.");
    CHECK(header.measured() == "This is not music.");
}

TEST_CASE("the spectrogram asks for the tiles it shows first, then for what comes next, and once") {
    DetailsFixture f;
    CHECK(f.requests >= 1);
    CHECK(f.view().isComplete());
    const int before = f.requests;
    f.window.grab();
    f.play(30s);
    f.play(30'100ms);
    CHECK(f.requests <= before + 2);
}

TEST_CASE("every kind and window is shown, remembered, and explained") {
    DetailsFixture f;
    for (const SpectrogramKind kind :
         {SpectrogramKind::stft, SpectrogramKind::mel, SpectrogramKind::constantQ, SpectrogramKind::chroma}) {
        f.spectrogram().choose(kind);
        CHECK(f.view().style().kind == kind);
        CHECK(f.view().isComplete());
        CHECK(f.settings.spectrogram().kind == kind);
        f.window.grab();
    }
    auto* slider = f.spectrogram().findChild<JumpSlider*>();
    REQUIRE(slider);
    CHECK(slider->isEnabled());
    f.spectrogram().choose(SpectrogramKind::constantQ);
    CHECK_FALSE(slider->isEnabled()); // it has windows of its own
    f.spectrogram().choose(SpectrogramKind::stft);
    slider->setValue(14);
    CHECK(f.view().style().windowLength == 16'384);
    CHECK(f.settings.spectrogram().windowLength == 16'384);
    f.view().setFocus();
    QTest::keyClick(&f.view(), Qt::Key_Down);
    CHECK(f.view().style().windowLength == 8192);
    slider->setValue(8);
    CHECK(f.spectrogram().caption().contains("time is sharp, pitch is smeared"));
    slider->setValue(14);
    CHECK(f.spectrogram().caption().contains("pitch is sharp, time is smeared"));
    slider->setValue(8);
    f.spectrogram().choose(SpectrogramKind::constantQ);
    f.spectrogram().choose(SpectrogramKind::mel);
    CHECK(f.view().style().windowLength == 256); // not forgotten
}

TEST_CASE("the keyboard zooms and pans, and ends following") {
    DetailsFixture f;
    f.play(60s, playback::PlayState::paused);
    auto& view = f.view();
    REQUIRE(view.isFollowing());
    const double half = (view.time().right() - view.time().left()) / 2.0;
    CHECK(view.time().left() + half == Approx(60.0).margin(0.1));
    view.setFocus();
    const int zoom = view.style().zoom;
    QTest::keyClick(&view, Qt::Key_Plus);
    CHECK(view.style().zoom == zoom - 1);
    CHECK(view.isFollowing());
    QTest::keyClick(&view, Qt::Key_Minus);
    CHECK(view.style().zoom == zoom);
    const double left = view.time().left();
    QTest::keyClick(&view, Qt::Key_Right);
    CHECK(view.time().left() > left);
    CHECK_FALSE(view.isFollowing());
    QTest::keyClick(&view, Qt::Key_Left);
    CHECK(view.time().left() == Approx(left));
    QTest::keyClick(&view, Qt::Key_Home);
    CHECK(view.time().left() == 0.0);
    QTest::keyClick(&view, Qt::Key_End);
    CHECK(view.time().right() == Approx(view.time().length()));
    view.setFollowing(true);
    CHECK(view.time().left() == Approx(left).margin(0.2));
    const auto turn = [&](Qt::KeyboardModifiers modifiers, int angle) {
        QWheelEvent wheel(QPointF(200, 100), view.mapToGlobal(QPointF(200, 100)), {}, QPoint(0, angle), Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &wheel);
        return wheel.isAccepted();
    };
    turn(Qt::ControlModifier, 120);
    CHECK(view.style().zoom == zoom - 1);
    CHECK(f.settings.spectrogram().zoom == zoom - 1);
}

TEST_CASE("the wheel alone scrolls Song details, whatever of it is under the pointer") {
    DetailsFixture f({1100, 500});
    const int zoom = f.view().style().zoom;
    auto* column = f.page().findChild<QScrollArea*>();
    REQUIRE(column);
    REQUIRE(column->verticalScrollBar()->maximum() > 0);
    f.view().setFocus();
    for (QWidget* part : {static_cast<QWidget*>(&f.view()), static_cast<QWidget*>(f.spectrogram().findChild<JumpSlider*>()),
                          static_cast<QWidget*>(&f.page().waveform())}) {
        column->verticalScrollBar()->setValue(0);
        const QPointF middle(part->width() / 2.0, part->height() / 2.0);
        QWheelEvent wheel(middle, part->mapToGlobal(middle), {}, QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(part, &wheel);
        CHECK_FALSE(wheel.isAccepted()); // so that Qt hands the turn on to the column that scrolls
    }
    CHECK(f.view().style().zoom == zoom);
    CHECK(f.settings.spectrogram().windowLength == SpectrogramStyle{}.windowLength);
}

TEST_CASE("the spectrogram cannot be zoomed out past the song's end, and a short song forgets no zoom") {
    DetailsFixture f;
    auto& view = f.view();
    for (int step = 0; step < SpectrogramStyle::kZooms; ++step)
        view.zoomBy(-1);
    const int farthest = view.style().zoom;
    CHECK(farthest == view.time().farthestZoom());
    view.zoomBy(1);
    CHECK(view.time().right() <= view.time().length() + 0.001); // one step closer there is more song than room
    view.zoomBy(-1);
    Track brief = f.songs[5];
    brief.duration = 3s;
    f.window.pages().showDetails(brief);
    CHECK(view.style().zoom < farthest);
    f.window.pages().showDetails(f.song());
    CHECK(view.style().zoom == farthest);
    CHECK(f.settings.spectrogram().zoom == farthest);
}

TEST_CASE("Song details begin at their top in a narrow window, with a play button and stars of the page's own song") {
    DetailsFixture f({420, 700});
    f.window.activateWindow();
    auto* column = f.page().findChild<QScrollArea*>();
    QApplication::processEvents();
    CHECK(column->verticalScrollBar()->value() == 0);
    column->verticalScrollBar()->setValue(200);
    f.window.pages().showDetails(f.songs[6]);
    QApplication::processEvents();
    CHECK(column->verticalScrollBar()->value() == 0);
    f.window.pages().showDetails(f.song());
    const auto button = [&](const char* name) -> QToolButton* {
        for (auto* one : f.page().header().findChildren<QToolButton*>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        return nullptr;
    };
    QSignalSpy plays(&f.page(), &DetailsPage::playWanted);
    QSignalSpy toggles(&f.page(), &DetailsPage::toggleWanted);
    REQUIRE(button("Play this song"));
    button("Play this song")->click();
    REQUIRE(plays.size() == 1);
    CHECK(plays[0][0].value<std::vector<QueueSong>>().front().track == f.song().id);
    f.play(5s);
    REQUIRE(button("Pause this song"));
    button("Pause this song")->click();
    CHECK(toggles.size() == 1);
    CHECK(plays.size() == 1);
    QSignalSpy rates(&f.page(), &DetailsPage::rateWanted);
    auto* stars = f.page().header().findChild<StarField*>();
    REQUIRE(stars);
    QTest::mouseClick(stars, Qt::LeftButton, {}, QPoint(4 + 15 * 3 + 7, stars->height() / 2));
    REQUIRE(rates.size() == 1);
    CHECK(rates[0][0].toLongLong() == f.song().id);
    CHECK(rates[0][1].toInt() == 4);
    QTest::keyClick(stars, Qt::Key_2);
    CHECK(rates.last()[1].toInt() == 2);
}

TEST_CASE("Song details leave with the library of their song") {
    DetailsFixture f;
    f.say(LibraryRemoved{.library = 3});
    CHECK(f.window.pages().place() == Place::details);
    f.say(LibraryRemoved{.library = 1});
    CHECK(f.window.pages().place() == Place::library);
    CHECK_FALSE(f.page().track());
}

TEST_CASE("the outline of the page's song is asked for again when others have been read in its place") {
    DetailsFixture f;
    QSignalSpy wanted(&f.page(), &DetailsPage::outlineWanted);
    f.page().takeOutline({.request = 9, .song = "/music/another.mp3", .complete = 1.F});
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0][0].value<std::filesystem::path>() == f.song().path);
    f.page().takeOutline({.request = 10, .song = f.song().path, .problem = "It is text."});
    f.page().takeOutline({.request = 11, .song = "/music/another.mp3", .complete = 1.F});
    CHECK(wanted.size() == 1);
}

TEST_CASE("dragging pans, a click seeks") {
    DetailsFixture f;
    f.play(60s, playback::PlayState::paused);
    auto& view = f.view();
    QSignalSpy seeks(&f.page(), &DetailsPage::seekWanted);
    QSignalSpy plays(&f.page(), &DetailsPage::playWanted);
    const QPoint centre = view.plot().center();
    const double left = view.time().left();
    QTest::mousePress(&view, Qt::LeftButton, {}, centre);
    QTest::mouseMove(&view, centre - QPoint(40, 0));
    QTest::mouseRelease(&view, Qt::LeftButton, {}, centre - QPoint(40, 0));
    CHECK(view.time().left() == Approx(left + 40 * view.time().secondsPerPixel()).margin(0.05));
    CHECK(seeks.isEmpty());
    QTest::mouseClick(&view, Qt::LeftButton, {}, centre);
    REQUIRE(seeks.size() == 1);
    CHECK(plays.isEmpty());
    const auto position = seeks[0][0].value<std::chrono::milliseconds>();
    CHECK(static_cast<double>(position.count()) / 1000.0 ==
          Approx(view.time().secondsAt(centre.x() - view.plot().left())).margin(0.05));
}

TEST_CASE("a click on the waveform plays the song from there, or seeks in it when it is the current one") {
    DetailsFixture f;
    QSignalSpy seeks(&f.page(), &DetailsPage::seekWanted);
    QSignalSpy plays(&f.page(), &DetailsPage::playWanted);
    auto& wave = f.page().waveform();
    const QRect plot = wave.plot();
    const QPoint middle(plot.left() + plot.width() / 2, plot.center().y());
    const auto half = f.song().duration / 2;
    const auto isHalf = [&](const QVariant& value) {
        return std::abs((value.value<std::chrono::milliseconds>() - half).count()) < 1000;
    };
    QTest::mouseClick(&wave, Qt::LeftButton, {}, middle);
    REQUIRE(plays.size() == 1);
    CHECK(plays[0][0].value<std::vector<QueueSong>>().front().track == f.song().id);
    REQUIRE(seeks.size() == 1);
    CHECK(isHalf(seeks[0][0]));
    f.play(10s);
    QTest::mouseClick(&wave, Qt::LeftButton, {}, middle);
    CHECK(plays.size() == 1);
    REQUIRE(seeks.size() == 2);
    CHECK(isHalf(seeks[1][0]));
    // A preview that does not reach there gives way to the song.
    playback::PlaybackStatus preview;
    preview.state = playback::PlayState::playing;
    preview.item.track = f.song();
    preview.item.start = half - 10s;
    preview.item.length = 30s;
    f.say(PlaybackChanged{preview});
    QTest::mouseClick(&wave, Qt::LeftButton, {}, middle);
    CHECK(plays.size() == 1);
    CHECK(std::abs((seeks[2][0].value<std::chrono::milliseconds>() - 10s).count()) < 1000);
    QTest::mouseClick(&wave, Qt::LeftButton, {}, QPoint(plot.left() + 3, plot.center().y()));
    CHECK(plays.size() == 2);
}

TEST_CASE("under the pointer stand time, frequency, note and level") {
    DetailsFixture f;
    f.spectrogram().choose(SpectrogramKind::constantQ);
    const QRect plot = f.view().plot();
    CHECK(f.view().hoverText().isEmpty());
    const SpectrogramAxis axis(f.view().style());
    const SpectrogramFrame frame(f.view().size(), f.view().font());
    f.point({plot.left() + 100, plot.top() + static_cast<int>(frame.yOf(45, axis))});
    const QString words = f.view().hoverText();
    INFO(words.toStdString());
    CHECK(words.contains("440 Hz (A4)"));
    CHECK(words.startsWith(exactClockText(f.view().time().secondsAt(100.5))));
    CHECK(words.endsWith(" dB"));
    f.spectrogram().choose(SpectrogramKind::chroma);
    f.point({plot.left() + 120, plot.bottom() - 4});
    INFO(f.view().hoverText().toStdString());
    CHECK(f.view().hoverText().contains(" C "));
    f.point({2, 2});
    CHECK(f.view().hoverText().isEmpty());
}

TEST_CASE("following moves with the music, and the switch brings it back") {
    DetailsFixture f;
    f.play(50s);
    const double left = f.view().time().left();
    f.play(52s);
    CHECK(f.view().time().left() > left + 1.0);
    auto switches = f.spectrogram().findChildren<ToggleSwitch*>();
    const auto follow = std::ranges::find_if(switches, [](const auto* box) { return box->text() == "Follow"; });
    REQUIRE(follow != switches.end());
    CHECK((*follow)->isChecked());
    f.view().setFocus();
    QTest::keyClick(&f.view(), Qt::Key_Home);
    CHECK_FALSE((*follow)->isChecked());
    f.play(54s);
    CHECK(f.view().time().left() == 0.0);
    (*follow)->click();
    CHECK(f.view().time().left() > left + 2.0);
}

TEST_CASE("the spectrogram is saved as a PNG with its axes, as large as it is seen") {
    DetailsFixture f;
    const QString file = f.folder.filePath("spectrogram.png");
    REQUIRE(f.spectrogram().saveSpectrogram(file));
    const QImage image(file);
    CHECK(image.size() == f.view().size() * f.view().devicePixelRatioF());
    CHECK(image.pixelColor(f.view().plot().center()) != image.pixelColor(1, image.height() - 1));
    CHECK_FALSE(f.spectrogram().saveSpectrogram(f.folder.filePath("nowhere/spectrogram.png")));
}

TEST_CASE("a narrow window has one column, and the spectrograms keep a usable height") {
    DetailsFixture f({420, 700});
    CHECK(f.view().height() >= 220);
    CHECK(f.view().plot().width() >= 200);
    CHECK(f.page().waveform().width() <= 420);
    for (auto* button : f.spectrogram().findChildren<QToolButton*>()) {
        if (button->isVisible())
            CHECK(button->mapTo(&f.window, QPoint(button->width(), 0)).x() <= 420);
    }
}

TEST_CASE("everything that can be reached has a name") {
    DetailsFixture f;
    for (auto* widget : f.page().findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && !qobject_cast<QLabel*>(widget)) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            INFO(widget->metaObject()->className());
            CHECK((!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty())));
        }
    }
}

TEST_CASE("dragging over the waveform or the spectrogram chooses a section, to be heard or to recommend from") {
    DetailsFixture f;
    auto& wave = f.page().waveform();
    QSignalSpy seeks(&f.page(), &DetailsPage::seekWanted);
    QSignalSpy heard(&f.page(), &DetailsPage::stretchWanted);
    QSignalSpy wanted(&f.panel(), &RecommendationPanel::queryWanted);
    const QRect plot = wave.plot();
    const QPoint from(plot.left() + plot.width() / 4, plot.center().y()), to(plot.left() + plot.width() / 2, plot.center().y());
    QTest::mousePress(&wave, Qt::LeftButton, {}, to);
    QTest::mouseMove(&wave, from);
    QTest::mouseRelease(&wave, Qt::LeftButton, {}, from);
    CHECK(seeks.isEmpty());
    CHECK_FALSE(f.page().section().isHidden());
    const auto button = [&](const char* name) {
        for (auto* one : f.page().section().findChildren<QAbstractButton*>())
            if (one->accessibleName() == QLatin1String(name))
                return one;
        return static_cast<QAbstractButton*>(nullptr);
    };
    REQUIRE(button("Hear the section"));
    button("Hear the section")->click();
    REQUIRE(heard.size() == 1);
    const auto section = heard[0][1].value<SongSpan>();
    const auto quarter = f.song().duration / 4;
    CHECK(std::abs((section.start - quarter).count()) < 2000);
    CHECK(std::abs((section.length - quarter).count()) < 2000);
    button("Recommend from the section")->click();
    REQUIRE_FALSE(wanted.isEmpty());
    const auto query = wanted.last()[0].value<RecommendationQuery>();
    CHECK(query.track == f.song().id);
    REQUIRE(query.section);
    CHECK(query.section->start == section.start);
    CHECK(f.window.pages().place() == Place::library);
    f.window.pages().showDetails(f.song());
    QTest::mousePress(&f.view(), Qt::LeftButton, Qt::ShiftModifier, f.view().plot().center());
    QTest::mouseMove(&f.view(), f.view().plot().center() + QPoint(3, 0));
    QTest::mouseRelease(&f.view(), Qt::LeftButton, Qt::ShiftModifier, f.view().plot().center() + QPoint(3, 0));
    CHECK(f.page().section().sentence().contains("too short"));
    CHECK_FALSE(button("Recommend from the section")->isEnabled());
    button("Choose no section")->click();
    CHECK(f.page().section().isHidden());
}

TEST_CASE("the keys [ and ] begin and end a section where the song is, and another song has none") {
    DetailsFixture f;
    f.play(20s);
    QTest::keyClick(&f.view(), Qt::Key_BracketLeft);
    f.play(50s);
    QTest::keyClick(&f.view(), Qt::Key_BracketRight);
    CHECK(f.page().section().sentence() == "Section from 0:20 to 0:50");
    f.window.pages().showDetails(f.songs[5]);
    CHECK(f.page().section().isHidden());
}
