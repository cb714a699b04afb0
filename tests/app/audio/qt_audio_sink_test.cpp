// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/qt_audio_sink.h"

#include "app/audio/output_choice.h"

#include "engine/audio/wav_writer.h"
#include "engine/playback/player.h"
#include "tests/support/said.h"
#include "tests/support/sounds.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

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
    Player player{app::makeQtAudioSink(choice), {}, [this](const PlaybackStatus& status) {
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

TEST_CASE("a device that vanishes takes the music along: it waits at its place until that device is back", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(pactl({"load-module", "module-null-sink", "sink_name=headphones", "rate=44100"}));
    REQUIRE(pactl({"set-default-sink", "headphones"}));
    Recorder loudspeakers("segue_test");
    REQUIRE(waitUntil([&] { return !loudspeakers.sound().empty(); }));
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    for (int round = 0; round < 2; ++round) {
        CAPTURE(round);
        REQUIRE(QProcess::execute("sh", {"-c", "pactl unload-module $(pactl list short modules | grep headphones | cut -f1)"}) ==
                0);
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
        CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("does not answer"));
        const auto place = listening.status().position;
        const std::size_t before = loudspeakers.sound().size();
        REQUIRE(waitUntil([&] { return loudspeakers.sound().size() > before + kRate; }));
        // The server moves a stream before it says so: what lay in its buffer then (0.1 s) may be heard, and no more.
        const auto& heard = loudspeakers.sound();
        const auto leaked = std::ranges::count_if(heard, [](float sample) { return std::fabs(sample) >= 0.01F; });
        CHECK(leaked <= (round + 1) * kRate / 10);
        UNSCOPED_INFO("leaked " << leaked);
        CHECK(listening.status().position == place);
        REQUIRE(pactl({"load-module", "module-null-sink", "sink_name=headphones", "rate=44100"}));
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
        REQUIRE(waitUntil([&] { return listening.status().position > place; }));
        CHECK(listening.status().position - place < std::chrono::seconds(3));
    }
    // Or until the listener says that it may sound from another one.
    REQUIRE(QProcess::execute("sh", {"-c", "pactl unload-module $(pactl list short modules | grep headphones | cut -f1)"}) == 0);
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().state == PlayState::playing; }));
    REQUIRE(waitUntil([&] { return firstSound(loudspeakers.sound()) + kRate < loudspeakers.sound().size(); }));
}

TEST_CASE("the default output is followed when another one becomes it", "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(pactl({"load-module", "module-null-sink", "sink_name=other", "rate=44100"}));
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
    REQUIRE(QProcess::execute("sh", {"-c", "pactl unload-module $(pactl list short modules | grep sink_name=other | cut -f1)"}) ==
            0);
}

TEST_CASE("the output that is chosen is played through, whatever the default is, and the outputs are told as they come and go",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    REQUIRE(pactl({"load-module", "module-null-sink", "sink_name=amplifier", "rate=44100"}));
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
    REQUIRE(QProcess::execute("sh", {"-c", "pactl unload-module $(pactl list short modules | grep amplifier | cut -f1)"}) == 0);
    REQUIRE(waitUntil([&] { return !tells("amplifier"); }));
    CHECK(listening.status().state == PlayState::playing);
}

TEST_CASE("a sound server that is killed and comes back three times in a song holds the music up, and no more", "[.][restarts]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));
    for (int round = 0; round < 3; ++round) {
        CAPTURE(round);
        REQUIRE(QProcess::execute(qEnvironmentVariable("SEGUE_RESTART_SERVER"), {}) == 0);
        REQUIRE(waitUntil([&] { return listening.status().state == PlayState::paused; }));
        const auto place = listening.status().position;
        REQUIRE(waitUntil([&] { return listening.status().position > place + std::chrono::milliseconds(300); }));
        CHECK(listening.status().state == PlayState::playing);
        CHECK(listening.status().problem.empty());
        CHECK(listening.status().position - place < std::chrono::seconds(3));
    }
}

TEST_CASE("where the only device vanishes that is told, and playing goes on with another one when the listener wants it",
          "[server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 60.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return listening.status().position.count() > 300; }));

    REQUIRE(pactl({"unload-module", "module-null-sink"}));
    REQUIRE(waitUntil([&] { return !listening.status().problem.empty(); }));
    CHECK(listening.status().state == PlayState::paused);
    const auto place = listening.status().position;

    REQUIRE(pactl({"load-module", "module-null-sink", "sink_name=back", "rate=44100"}));
    listening.player.resume();
    REQUIRE(waitUntil([&] { return listening.status().problem.empty(); }));
    REQUIRE(waitUntil([&] { return listening.status().position > place; }));
    CHECK(listening.status().state == PlayState::playing);
    Recorder recorder("back");
    REQUIRE(waitUntil([&] { return firstSound(recorder.sound()) + kRate < recorder.sound().size(); }));
}

TEST_CASE("without a sound server there is a sentence, and the song waits", "[.][no-server]") {
    test::TemporaryFolder folder;
    const PlayItem item = writeTone(folder / "tone.wav", 3.0);
    Listening listening;
    listening.player.play(item);
    REQUIRE(waitUntil([&] { return !listening.status().problem.empty() && listening.status().length.count() == 3'000; }));
    CHECK_THAT(segue::test::said(listening.status().problem), Catch::Contains("sound device"));
    CHECK(listening.status().state == PlayState::paused);
    CHECK(listening.status().position.count() == 0);
}
