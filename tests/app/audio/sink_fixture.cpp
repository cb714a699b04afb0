// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/audio/sink_fixture.h"

#include "app/audio/qt/qt_sink.h"
#include "app/audio/system_sink.h"
#include "engine/audio/wav_writer.h"
#include "tests/support/sounds.h"

#include <catch2/catch.hpp>

#include <pulse/pulseaudio.h>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <cmath>
#include <cstring>
#include <numbers>

namespace segue::test {

using playback::PlaybackStatus;
using playback::PlayState;

namespace {

std::size_t framesIn(double seconds) { return static_cast<std::size_t>(seconds * kRate); }

QString shell(const QString& command) {
    QProcess process;
    process.start("sh", {"-c", command});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

} // namespace

bool waitUntil(const std::function<bool()>& holds) {
    const QDeadlineTimer deadline(30'000);
    bool held = false;
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, [&] {
        held = holds();
        if (held || deadline.hasExpired())
            loop.quit();
    });
    look.start(20);
    loop.exec();
    return held;
}

/// The server moves whoever records from the default to the next default, so there is to be one that stays.
Recorder::Recorder(const QString& sink) {
    pactl({"set-default-source", "segue_test.monitor"});
    m_process.start("parec", {"--device=" + sink + ".monitor", "--format=float32le", "--rate=44100", "--channels=1", "--raw",
                              "--latency-msec=20"});
}

Recorder::~Recorder() {
    m_process.kill();
    m_process.waitForFinished();
}

const std::vector<float>& Recorder::sound() {
    m_bytes += m_process.readAllStandardOutput();
    const auto whole = static_cast<std::size_t>(m_bytes.size()) / sizeof(float);
    const std::size_t before = m_sound.size();
    m_sound.resize(before + whole);
    std::memcpy(m_sound.data() + before, m_bytes.constData(), whole * sizeof(float));
    m_bytes.remove(0, static_cast<qsizetype>(whole * sizeof(float)));
    return m_sound;
}

bool Recorder::hasHeard(double seconds) { return firstSound(sound()) + framesIn(seconds) < sound().size(); }

std::span<const float> Recorder::last(double seconds) { return std::span(sound()).last(framesIn(seconds)); }

std::size_t firstSound(const std::vector<float>& sound) {
    std::size_t at = 0;
    while (at < sound.size() && std::fabs(sound[at]) < 0.01F)
        ++at;
    return at;
}

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
    for (const float sample : sound)
        energy += static_cast<double>(sample) * sample;
    return std::sqrt(energy / static_cast<double>(sound.size()));
}

bool pactl(const QStringList& arguments) { return QProcess::execute("pactl", arguments) == 0; }

bool addSink(const QString& name, const QString& facts) {
    QStringList arguments{"load-module", "module-null-sink", "sink_name=" + name, "rate=44100"};
    if (!facts.isEmpty())
        arguments << "sink_properties=" + facts;
    return pactl(arguments);
}

bool removeSink(const QString& name) {
    return QProcess::execute(
               "sh", {"-c", "pactl unload-module $(pactl list short modules | grep sink_name=" + name + " | cut -f1)"}) == 0;
}

bool makeDefault(const QString& name) { return pactl({"set-default-sink", name}); }

bool runScript(const char* variable) { return QProcess::execute(qEnvironmentVariable(variable), {}) == 0; }

QString streamNumber() { return shell("pactl list short sink-inputs | cut -f1 | head -n 1"); }

QString players() { return shell("pactl list sink-inputs | grep application.name"); }

void killStream(std::uint32_t number) {
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
}

SinkFixture::SinkFixture()
    : player(app::makeSystemSink(choice, figures, app::makeQtSink()), {}, [this](const PlaybackStatus& status) {
        const std::lock_guard lock(mutex);
        told = status;
    }) {
    item.track.id = 1;
    item.track.path = folder / "tone.wav";
    item.track.title = "tone";
    audio::writeWav(item.track.path, spread(tone(440.0, 60.0, kRate, 0.25F), 2), kRate, 2);
}

PlaybackStatus SinkFixture::status() {
    const std::lock_guard lock(mutex);
    return told;
}

void SinkFixture::play() {
    player.play(item);
    REQUIRE(waitUntil([&] { return status().position.count() > 300; }));
}

bool SinkFixture::becomes(PlayState state) {
    return waitUntil([&] { return status().state == state; });
}

bool SinkFixture::becomes(MessageId problem) {
    return waitUntil([&] { return status().problem.id() == problem; });
}

bool SinkFixture::movesOn(std::chrono::milliseconds place) {
    return waitUntil([&] { return status().state == PlayState::playing && status().position > place; });
}

} // namespace segue::test
