// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/qt/qt_sink.h"

#include "app/audio/buffered.h"
#include "app/audio/sample_converter.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QIODevice>
#include <QMediaDevices>
#include <QThread>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace segue::app {
namespace {

using playback::AudioSink;

/// The device's buffer: long enough for a busy machine, short enough that a pause feels immediate.
constexpr int kBufferMs = 200;

/// The player's format as the device takes it; nothing if it takes neither floats nor 16 bits at the player's rate.
std::optional<QAudioFormat> formatFor(const QAudioDevice& device) {
    QAudioFormat format;
    format.setSampleRate(AudioSink::kRateHz);
    format.setChannelCount(AudioSink::kChannels);
    for (const auto sample : {QAudioFormat::Float, QAudioFormat::Int16}) {
        format.setSampleFormat(sample);
        if (device.isFormatSupported(format))
            return format;
    }
    return std::nullopt;
}

/// What QAudioSink reads from: an endless file of sound.
class PullDevice final : public QIODevice {
public:
    using Pulled = std::function<void(qint64 bytes)>;

    PullDevice(SampleConverter converter, Pulled pulled)
        : m_converter(std::move(converter))
        , m_pulled(std::move(pulled)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return 1 << 20; }

protected:
    qint64 readData(char* bytes, qint64 size) override {
        const std::size_t frame = m_converter.bytesPerFrame();
        const std::size_t filled = static_cast<std::size_t>(size) / frame * frame;
        m_converter.fill({reinterpret_cast<std::byte*>(bytes), filled});
        m_pulled(static_cast<qint64>(filled));
        return static_cast<qint64>(filled);
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    SampleConverter m_converter;
    Pulled m_pulled;
};

/// Qt's objects, which live and end on the sink's own thread.
class QtOutput final : public QObject {
public:
    QtOutput(AudioSink::Pull pull, AudioSink::DeviceChanged tell, Buffered& buffered)
        : m_pull(std::move(pull))
        , m_tell(std::move(tell))
        , m_buffered(buffered) {}

    void open() {
        m_devices = std::make_unique<QMediaDevices>();
        connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, [this] {
            const auto there = QMediaDevices::audioOutputs();
            if (m_sink && std::ranges::none_of(there, [this](const QAudioDevice& one) { return one.id() == m_device.id(); }))
                lose();
        });
    }

    void close() {
        closeDevice();
        m_devices.reset();
    }

    /// Opens the default output of now, if none is open.
    void setRunning(bool isRunning) {
        m_isRunning = isRunning;
        if (!isRunning) {
            if (m_sink)
                m_sink->suspend();
            return m_buffered.set(m_buffered.seconds(), false);
        }
        if (!m_sink)
            openDevice();
        if (!m_sink)
            return;
        if (m_sink->state() == QAudio::SuspendedState)
            m_sink->resume();
        else if (m_sink->state() == QAudio::StoppedState)
            m_sink->start(m_source.get());
    }

private:
    void openDevice() {
        m_device = QMediaDevices::defaultAudioOutput();
        if (m_device.isNull())
            return report(MessageId::playNoDevice);
        const auto format = formatFor(m_device);
        if (!format)
            return report({MessageId::playDeviceSilent, {m_device.description().toStdString()}});
        const bool isFloat = format->sampleFormat() == QAudioFormat::Float;
        m_source = std::make_unique<PullDevice>(
            SampleConverter(m_pull, {.sampleFormat = isFloat ? SampleFormat::float32 : SampleFormat::signed16}),
            [this](qint64 bytes) { notePulled(bytes); });
        m_sink = std::make_unique<QAudioSink>(m_device, *format);
        m_sink->setBufferSize(format->bytesForDuration(kBufferMs * 1'000));
        connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) {
            if (state == QAudio::StoppedState && m_sink && m_sink->error() != QAudio::NoError)
                // The signal comes out of the sink, which must not be deleted under its own feet.
                QMetaObject::invokeMethod(
                    this, [this] { lose(); }, Qt::QueuedConnection);
        });
    }

    void closeDevice() {
        if (!m_sink)
            return;
        // Qt lets other events through while a sink goes: nobody may meet half of it.
        const auto sink = std::exchange(m_sink, nullptr);
        sink->disconnect(this);
        sink->reset();
        m_source.reset();
    }

    /// The device is gone, or does not play. Nothing else is opened before the listener goes on.
    void lose() {
        if (!m_sink)
            return;
        m_buffered.set(m_buffered.seconds(), false);
        closeDevice();
        report({MessageId::playDeviceSilent, {m_device.description().toStdString()}});
        m_buffered.set(0.0, false);
    }

    void notePulled(qint64 bytes) {
        if (!m_sink)
            return; // it goes
        const qint64 waiting = std::max<qint64>(0, m_sink->bufferSize() - m_sink->bytesFree());
        m_buffered.set(1e-6 * static_cast<double>(m_sink->format().durationForBytes(static_cast<qint32>(bytes + waiting))),
                       m_isRunning);
        report({});
    }

    void report(const Message& problem) {
        if (std::exchange(m_problem, problem) != problem)
            m_tell(problem);
    }

    AudioSink::Pull m_pull;
    AudioSink::DeviceChanged m_tell;
    Buffered& m_buffered;
    bool m_isRunning = false;
    Message m_problem;
    std::unique_ptr<QMediaDevices> m_devices;
    QAudioDevice m_device;
    std::unique_ptr<PullDevice> m_source;
    std::unique_ptr<QAudioSink> m_sink;
};

class QtSink final : public AudioSink {
public:
    ~QtSink() override { stop(); }

    void start(Pull pull, DeviceChanged deviceChanged) override {
        stop();
        m_thread.emplace();
        m_output.emplace(std::move(pull), std::move(deviceChanged), m_buffered);
        m_output->moveToThread(&*m_thread);
        m_thread->setObjectName("sound by Qt");
        m_thread->start(QThread::TimeCriticalPriority);
        QMetaObject::invokeMethod(&*m_output, [output = &*m_output] { output->open(); });
    }

    void stop() override {
        if (!m_output)
            return;
        QMetaObject::invokeMethod(
            &*m_output, [output = &*m_output] { output->close(); }, Qt::BlockingQueuedConnection);
        m_thread->quit();
        m_thread->wait();
        m_output.reset();
        m_thread.reset();
        m_buffered.set(0.0, false);
    }

    void resume() override { setRunning(true); }
    void suspend() override { setRunning(false); }
    [[nodiscard]] double latencySeconds() const override { return m_buffered.seconds(); }

private:
    void setRunning(bool isRunning) {
        if (m_output)
            QMetaObject::invokeMethod(&*m_output, [output = &*m_output, isRunning] { output->setRunning(isRunning); });
    }

    Buffered m_buffered;
    std::optional<QThread> m_thread;
    std::optional<QtOutput> m_output;
};

} // namespace

std::unique_ptr<playback::AudioSink> makeQtSink() { return std::make_unique<QtSink>(); }

} // namespace segue::app
