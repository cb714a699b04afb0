// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/system_sink.h"

#include "app/audio/exclusive_choice.h"
#include "app/audio/output_choice.h"
#include "app/audio/qt/qt_sink.h"
#include "app/audio/sink_figures.h"

#include "engine/audio/wav_writer.h"
#include "engine/playback/player.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <pulse/pulseaudio.h>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>
#include <mutex>
#include <numbers>

using namespace segue;
using namespace segue::playback;

namespace {

constexpr int kRate = AudioSink::kRateHz;

/// Runs the event loop until something holds; false after half a minute.
bool waitUntil(const std::function<bool()>& holds) {
    const QDeadlineTimer deadline(30'000);
    bool held = false;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        held = holds();
        if (held || deadline.hasExpired()) {
            loop.quit();
        }
    });
    look.start(20);
    loop.exec();
    return held;
}

/// What comes out of a sink of the sound server. [frames], mono
class Recorder final {
public:
    explicit Recorder(const QString& sink) {
        m_process.start("parec", {"--device=" + sink + ".monitor", "--format=float32le", "--rate=44100", "--channels=1", "--raw",
                                  "--latency-msec=20"});
    }
    ~Recorder() {
        m_process.kill();
        m_process.waitForFinished();
    }
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    const std::vector<float>& sound() {
        m_bytes += m_process.readAllStandardOutput();
        const auto whole = static_cast<std::size_t>(m_bytes.size()) / sizeof(float);
        const std::size_t before = m_sound.size();
        m_sound.resize(before + whole);
        std::memcpy(m_sound.data() + before, m_bytes.constData(), whole * sizeof(float));
        m_bytes.remove(0, static_cast<qsizetype>(whole * sizeof(float)));
        return m_sound;
    }

private:
    QProcess m_process;
    QByteArray m_bytes;
    std::vector<float> m_sound;
};

/// Index of the first sample that is not silence; the size if there is none.
std::size_t firstSound(const std::vector<float>& sound) {
    std::size_t at = 0;
    while (at < sound.size() && std::fabs(sound[at]) < 0.01F) {
        ++at;
    }
    return at;
}

/// Amplitude of one frequency in a stretch.
double amplitudeAt(std::span<const float> sound, double hz) {
    double cosine = 0.0;
    double sine = 0.0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double angle = 2.0 * std::numbers::pi * hz * static_cast<double>(i) / kRate;
        cosine += sound[i] * std::cos(angle);
        sine += sound[i] * std::sin(angle);
    }
    return 2.0 * std::hypot(cosine, sine) / static_cast<double>(sound.size());
}

double levelOf(std::span<const float> sound) {
    double energy = 0.0;
    for (const float sample : sound) {
        energy += static_cast<double>(sample) * sample;
    }
    return std::sqrt(energy / static_cast<double>(sound.size()));
}

/// A player on the real sink, with the last status that it told.
struct Listening {
    std::mutex mutex;
    PlaybackStatus told;
    std::shared_ptr<app::OutputChoice> choice = std::make_shared<app::OutputChoice>();
    std::shared_ptr<app::SinkFigures> figures = std::make_shared<app::SinkFigures>();
    Player player{app::makeSystemSink(choice, figures, app::makeQtSink()), {}, [this](const PlaybackStatus& status) {
                      const std::lock_guard lock(mutex);
                      told = status;
                  }};

    PlaybackStatus status() {
        const std::lock_guard lock(mutex);
        return told;
    }
};

PlayItem writeTone(const std::filesystem::path& path, double seconds) {
    audio::writeWav(path, test::spread(test::tone(440.0, seconds, kRate, 0.25F), 2), kRate, 2);
    PlayItem item;
    item.track.id = 1;
    item.track.path = path;
    item.track.title = "tone";
    return item;
}

bool pactl(const QStringList& arguments) { return QProcess::execute("pactl", arguments) == 0; }

bool addSink(const QString& name) { return pactl({"load-module", "module-null-sink", "sink_name=" + name, "rate=44100"}); }

bool removeSink(const QString& name) {
    return QProcess::execute(
               "sh", {"-c", "pactl unload-module $(pactl list short modules | grep sink_name=" + name + " | cut -f1)"}) == 0;
}

bool runScript(const char* variable) { return QProcess::execute(qEnvironmentVariable(variable), {}) == 0; }

/// The number of Segue's stream at the sound server.
QString streamNumber() {
    QProcess list;
    list.start("sh", {"-c", "pactl list short sink-inputs | cut -f1 | head -n 1"});
    list.waitForFinished();
    return QString::fromUtf8(list.readAllStandardOutput()).trimmed();
}

/// What the programs that play call themselves.
QString players() {
    QProcess list;
    list.start("sh", {"-c", "pactl list sink-inputs | grep application.name"});
    list.waitForFinished();
    return QString::fromUtf8(list.readAllStandardOutput());
}

/// Ends a stream as the desktop's mixer does.
bool killStream(std::uint32_t number) {
    pa_mainloop* loop = pa_mainloop_new();
    pa_context* context = pa_context_new(pa_mainloop_get_api(loop), "mixer");
    pa_context_connect(context, nullptr, PA_CONTEXT_NOAUTOSPAWN, nullptr);
    while (pa_context_get_state(context) != PA_CONTEXT_READY)
        pa_mainloop_iterate(loop, 1, nullptr);
    pa_operation* operation = pa_context_kill_sink_input(context, number, nullptr, nullptr);
    while (pa_operation_get_state(operation) == PA_OPERATION_RUNNING)
        pa_mainloop_iterate(loop, 1, nullptr);
    pa_operation_unref(operation);
    pa_context_disconnect(context);
    pa_context_unref(context);
    pa_mainloop_free(loop);
    return true;
}

} // namespace

TEST_CASE("a tone that is played comes out of the sound server in its pitch and level", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 20.0);
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return !recorder.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + 2 * kRate < recorder.sound().size(); }));

    // One second of it, a little after its beginning.
    const auto& sound = recorder.sound();
    const std::span<const float> second(sound.data() + firstSound(sound) + kRate / 2, kRate);
    CHECK(amplitudeAt(second, 440.0) == Approx(0.25).epsilon(0.03));
    CHECK(levelOf(second) == Approx(0.25 / std::sqrt(2.0)).epsilon(0.03));
    CHECK(amplitudeAt(second, 430.0) < 0.01);
    CHECK(amplitudeAt(second, 880.0) < 0.01);

    const auto status = listening.status();
    CHECK(status.state == PlayState::playing);
    CHECK(status.problem.empty());
    CHECK(status.position.count() > 500);

    listening.player.setVolume(0.5F);
    const std::size_t before = recorder.sound().size();
    REQUIRE(waitUntil([&] { return recorder.sound().size() > before + 4 * kRate; }));
    const std::span<const float> quiet(recorder.sound().data() + before + 3 * kRate, kRate);
    CHECK(levelOf(quiet) == Approx(0.125 * 0.25 / std::sqrt(2.0)).epsilon(0.05));

    listening.player.pause();
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    REQUIRE(waitUntil([&] {
        const auto& heard = recorder.sound();
        return levelOf(std::span(heard).last(kRate / 2)) < 1e-4;
    }));
}

TEST_CASE("a song goes on through Qt Multimedia where that is chosen, waits there in a pause, and comes back", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return !recorder.sound().empty(); }));
    Listening listening;
    const auto isHeard = [&] {
        const auto& sound = recorder.sound();
        return sound.size() > kRate && amplitudeAt(std::span(sound).last(kRate / 4), 440.0) > 0.2;
    };
    const auto isSilent = [&] { return levelOf(std::span(recorder.sound()).last(kRate / 4)) < 1e-4; };
    listening.player.play(item);
    REQUIRE(waitUntil(isHeard));
    const auto outputs = listening.choice->outputs();
    CHECK(std::ranges::count(outputs, app::kByQt, &app::OutputChoice::Output::id) == 1);

    listening.choice->choose(app::kByQt);
    REQUIRE(waitUntil([] { return !players().isEmpty() && !players().contains("Segue"); }));
    REQUIRE(waitUntil(isHeard));
    CHECK(listening.status().state == PlayState::playing);
    CHECK(listening.status().problem.empty());
    listening.player.pause();
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    REQUIRE(waitUntil(isSilent));
    const auto place = listening.status().position;
    listening.player.resume();
    REQUIRE(waitUntil(isHeard));
    CHECK(listening.status().position >= place);

    listening.choice->choose({});
    REQUIRE(waitUntil([] { return players().contains("Segue"); }));
    REQUIRE(waitUntil([&] { return isHeard() && listening.status().position > place; }));
    CHECK(listening.status().problem.empty());
}

TEST_CASE("headphones that vanish take the music along: back again they are offered, and the song goes on where it was heard to",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(addSink("headphones"));
    REQUIRE(pactl({"set-default-sink", "headphones"}));
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return !loudspeakers.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    for (int round = 0; round < 2; ++round) {
        CAPTURE(round);
        REQUIRE(removeSink("headphones"));
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
        CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("is gone"));
        const auto place = listening.status().position;
        const std::size_t before = loudspeakers.sound().size();
        REQUIRE(waitUntil([&] { return loudspeakers.sound().size() > before + kRate; }));
        // The server moves a stream before it says so: what lay in its buffer then may be heard, and no more.
        const auto& heard = loudspeakers.sound();
        const auto leaked = std::ranges::count_if(heard, [](float sample) { return std::fabs(sample) >= 0.01F; });
        CHECK(leaked <= (round + 1) * kRate / 2); // a busy computer takes some time to tell
        CHECK(listening.status().position == place);
        REQUIRE(addSink("headphones"));
        REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playDeviceBack; }));
        CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("is there again"));
        CHECK(listening.status().state == PlayState::paused);
        CHECK(listening.status().position == place);
        {
            Recorder headphones("headphones");
            REQUIRE(waitUntil([&] { return headphones.sound().size() > kRate / 2; }));
            CHECK(firstSound(headphones.sound()) == headphones.sound().size());
            listening.player.resume();
            REQUIRE(waitUntil([&] { return firstSound(headphones.sound()) + kRate / 2 < headphones.sound().size(); }));
        }
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
        CHECK(listening.status().position >= place);
        CHECK(listening.status().problem.empty());
    }
    // Or the listener says that it may sound from another one.
    REQUIRE(removeSink("headphones"));
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
    const std::size_t before = loudspeakers.sound().size();
    REQUIRE(waitUntil([&] {
        const auto& sound = loudspeakers.sound();
        return sound.size() > before + kRate && levelOf(std::span(sound).last(kRate / 2)) > 0.1;
    }));
}

TEST_CASE("the default output is followed when another one becomes it", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(addSink("other"));
    REQUIRE(pactl({"set-default-sink", "segue_test"}));
    Recorder recorder("other");
    REQUIRE(waitUntil([&] { return !recorder.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(pactl({"set-default-sink", "other"}));
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + kRate < recorder.sound().size(); }));
    CHECK(listening.status().state == PlayState::playing);
    REQUIRE(pactl({"set-default-sink", "segue_test"}));
    REQUIRE(removeSink("other"));
}

TEST_CASE("the output that is chosen is played through, whatever the default is, and the outputs are told as they come and go",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(addSink("amplifier"));
    REQUIRE(pactl({"set-default-sink", "segue_test"}));
    Recorder amplifier("amplifier");
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return !amplifier.sound().empty() && !loudspeakers.sound().empty(); }));
    Listening listening;
    const auto tells = [&](const char* id) {
        return std::ranges::any_of(listening.choice->outputs(), [&](const auto& output) { return output.id == id; });
    };
    listening.choice->choose("amplifier");
    REQUIRE(waitUntil([&] { return tells("amplifier") && tells("segue_test"); }));
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return firstSound(amplifier.sound()) + kRate < amplifier.sound().size(); }));
    CHECK(firstSound(loudspeakers.sound()) == loudspeakers.sound().size());
    // Another choice is heard at once; one that is not there is the default.
    listening.choice->choose("not there");
    REQUIRE(waitUntil([&] { return firstSound(loudspeakers.sound()) + kRate < loudspeakers.sound().size(); }));
    REQUIRE(removeSink("amplifier"));
    REQUIRE(waitUntil([&] { return !tells("amplifier"); }));
    CHECK(listening.status().state == PlayState::playing);
}

TEST_CASE("a sound server that is killed and comes back three times in a song holds the music up, and no more", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    for (int round = 0; round < 3; ++round) {
        CAPTURE(round);
        REQUIRE(runScript("SEGUE_KILL_SERVER"));
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
        CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("server does not answer"));
        const auto place = listening.status().position;
        REQUIRE(runScript("SEGUE_RESTART_SERVER"));
        REQUIRE(waitUntil([&] { return listening.status().position > place + std::chrono::milliseconds(300); }));
        CHECK(listening.status().state == PlayState::playing);
        CHECK(listening.status().problem.empty());
    }
}

TEST_CASE("a sound server that is away for long is asked for again and again, and the song goes on where it was heard to",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(runScript("SEGUE_KILL_SERVER"));
    {
        // Whoever knocks is turned away. The sixth comes five seconds after the first one.
        QLocalServer nobody;
        int knocks = 0;
        QObject::connect(&nobody, &QLocalServer::newConnection, [&] {
            ++knocks;
            delete nobody.nextPendingConnection();
        });
        REQUIRE(nobody.listen(qEnvironmentVariable("SEGUE_SERVER_SOCKET")));
        REQUIRE(waitUntil([&] { return knocks >= 6; }));
    }
    CHECK(listening.status().state == PlayState::paused);
    const auto place = listening.status().position;
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
    REQUIRE(waitUntil([&] { return listening.status().position > place; }));
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + kRate / 2 < recorder.sound().size(); }));
}

TEST_CASE("a song that was paused while the server went stays paused when it is back", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    listening.player.pause();
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    const auto place = listening.status().position;
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(waitUntil([&] { return listening.status().problem.empty(); }));
    CHECK(listening.status().state == PlayState::paused);
    CHECK(listening.status().position == place);
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().position > place; }));
}

TEST_CASE("a server that comes back without the output that was heard does not play through another one", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(addSink("headphones"));
    REQUIRE(pactl({"set-default-sink", "headphones"}));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playDeviceGone; }));
    CHECK(listening.status().state == PlayState::paused);
    REQUIRE(addSink("headphones"));
    REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playDeviceBack; }));
    // Whoever wants to go on goes on there, whatever the default is.
    Recorder headphones("headphones");
    REQUIRE(waitUntil([&] { return !headphones.sound().empty(); }));
    listening.player.resume();
    REQUIRE(waitUntil([&] { return firstSound(headphones.sound()) + kRate / 2 < headphones.sound().size(); }));
    REQUIRE(removeSink("headphones"));
}

TEST_CASE("where there is no server at first, music begins when one appears", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(runScript("SEGUE_KILL_SERVER"));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return !listening.status().problem.empty() && listening.status().length.count() == 60'000; }));
    CHECK(listening.status().state == PlayState::paused);
    REQUIRE(runScript("SEGUE_RESTART_SERVER"));
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    CHECK(listening.status().problem.empty());
}

TEST_CASE("an output that is put to sleep holds the music up until it wakes", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(pactl({"suspend-sink", "segue_test", "1"}));
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("sleeps"));
    const auto place = listening.status().position;
    REQUIRE(pactl({"suspend-sink", "segue_test", "0"}));
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing && listening.status().position > place; }));
    CHECK(listening.status().problem.empty());
}

TEST_CASE("a stream that is moved in the desktop's mixer stays there", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(addSink("amplifier"));
    REQUIRE(pactl({"set-default-sink", "segue_test"}));
    Recorder amplifier("amplifier");
    REQUIRE(waitUntil([&] { return !amplifier.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(pactl({"move-sink-input", streamNumber(), "amplifier"}));
    REQUIRE(waitUntil([&] { return firstSound(amplifier.sound()) + kRate < amplifier.sound().size(); }));
    CHECK(listening.status().state == PlayState::playing);
    CHECK(listening.status().problem.empty());
    // And is missed there, like any other.
    REQUIRE(removeSink("amplifier"));
    REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playDeviceGone; }));
    CHECK(listening.status().state == PlayState::paused);
}

TEST_CASE("a stream that is ended in the desktop's mixer pauses the music until the listener goes on", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    REQUIRE(killStream(streamNumber().toUInt()));
    REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playStreamEnded; }));
    CHECK(listening.status().state == PlayState::paused);
    const auto place = listening.status().position;
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().position > place; }));
    CHECK(listening.status().problem.empty());
}

TEST_CASE("music that plays undisturbed never runs dry", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Recorder recorder("segue_test");
    REQUIRE(waitUntil([&] { return !recorder.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + 4 * kRate < recorder.sound().size(); }));
    CHECK(listening.figures->underruns == 0);
    CHECK(listening.figures->pulls > 10);
    // Nor is there a hole in what is heard: no millisecond of a tone is silent.
    const std::span<const float> heard(recorder.sound().data() + firstSound(recorder.sound()), 4 * kRate);
    std::size_t holes = 0;
    for (std::size_t at = kRate / 10; at + kRate / 100 < heard.size(); at += kRate / 100)
        holes += levelOf(heard.subspan(at, kRate / 100)) < 0.05 ? 1U : 0U;
    CHECK(holes == 0);
}

TEST_CASE("where the only device vanishes that is told, and playing goes on with another one when the listener wants it",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));

    REQUIRE(pactl({"unload-module", "module-null-sink"}));
    REQUIRE(waitUntil([&] { return listening.status().problem.id() == MessageId::playNoDevice; }));
    CHECK(listening.status().state == PlayState::paused);
    const auto place = listening.status().position;

    REQUIRE(addSink("back"));
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().problem.empty(); }));
    REQUIRE(waitUntil([&] { return listening.status().position > place; }));
    CHECK(listening.status().state == PlayState::playing);
    Recorder recorder("back");
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + kRate < recorder.sound().size(); }));
    REQUIRE(runScript("SEGUE_RESTART_SERVER")); // as the others expect it
}

TEST_CASE("without a sound server there is a sentence, and the song waits", "[.][no-server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 3.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return !listening.status().problem.empty() && listening.status().length.count() == 3'000; }));
    CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("sound server"));
    CHECK(listening.status().state == PlayState::paused);
    CHECK(listening.status().position.count() == 0);
}
