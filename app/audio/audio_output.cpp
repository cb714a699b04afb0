// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/audio_output.h"

#include <QIODevice>

#include <algorithm>
#include <functional>
#include <utility>

namespace segue::app {
namespace {

using playback::AudioSink;

/// The device's buffer: long enough for a busy machine, short enough that a pause feels immediate.
constexpr int kBufferMs = 100;
/// How often the default device is looked at while it matters: Qt tells of changes only with some sound servers.
constexpr std::chrono::milliseconds kLookEvery{500};
/// A device that took nothing for this long is reopened. (A null sink begins after two seconds.)
constexpr std::int64_t kSilentNs = 6'000'000'000;

std::int64_t nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The player's format if the device takes it, as floats or 16 bits; else the device's preferred one.
QAudioFormat formatFor(const QAudioDevice& device) {
    QAudioFormat format;
    format.setSampleRate(AudioSink::kRateHz);
    format.setChannelCount(AudioSink::kChannels);
    for (const auto sample : {QAudioFormat::Float, QAudioFormat::Int16}) {
        format.setSampleFormat(sample);
        if (device.isFormatSupported(format)) {
            return format;
        }
    }
    return device.preferredFormat();
}

SampleFormat sampleFormatOf(QAudioFormat::SampleFormat format) {
    switch (format) {
    case QAudioFormat::UInt8:
        return SampleFormat::unsigned8;
    case QAudioFormat::Int16:
        return SampleFormat::signed16;
    case QAudioFormat::Int32:
        return SampleFormat::signed32;
    default:
        return SampleFormat::float32;
    }
}

} // namespace

/// What QAudioSink reads from: an endless file of sound.
class PullDevice final : public QIODevice {
public:
    using Pulled = std::function<void(std::size_t frames)>;

    PullDevice(SampleConverter converter, Pulled pulled)
        : m_converter(std::move(converter))
        , m_pulled(std::move(pulled)) {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return 1 << 20; }

protected:
    qint64 readData(char* bytes, qint64 size) override {
        const std::size_t frames = static_cast<std::size_t>(size) / m_converter.bytesPerFrame();
        const std::size_t filled = frames * m_converter.bytesPerFrame();
        m_converter.fill({reinterpret_cast<std::byte*>(bytes), filled});
        m_pulled(frames);
        return static_cast<qint64>(filled);
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    SampleConverter m_converter;
    Pulled m_pulled;
};

AudioOutput::AudioOutput(AudioSink::Pull pull, AudioSink::DeviceChanged deviceChanged, std::shared_ptr<OutputChoice> choice)
    : m_pull(std::move(pull))
    , m_deviceChanged(std::move(deviceChanged))
    , m_choice(std::move(choice)) {}

AudioOutput::~AudioOutput() = default;

void AudioOutput::open() {
    m_devices = std::make_unique<QMediaDevices>();
    connect(m_devices.get(), &QMediaDevices::audioOutputsChanged, this, [this] { followDevice(); });
    m_look = std::make_unique<QTimer>();
    m_look->setInterval(kLookEvery);
    connect(m_look.get(), &QTimer::timeout, this, [this] {
        m_watch->connect(); // the server may be another one
        followDevice();
    });
    m_watch = std::make_unique<PulseWatch>([this] {
        QMetaObject::invokeMethod(
            this, [this] { followDevice(); }, Qt::QueuedConnection);
    });
    m_watch->connect();
    m_choice->whenChosen([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_lost = QAudioDevice();
                followDevice();
            },
            Qt::QueuedConnection);
    });
    followDevice();
}

void AudioOutput::close() {
    m_watch.reset(); // first: it calls from a thread of its own
    m_choice->whenChosen({});
    closeDevice();
    m_look.reset();
    m_devices.reset();
}

/// The watch may know another server than the one Qt plays through.
void AudioOutput::watch() {
    const auto outputs = m_isPulse ? std::nullopt : m_watch->outputs();
    if (!outputs)
        return;
    const auto devices = QMediaDevices::audioOutputs();
    m_isPulse = std::ranges::any_of(devices,
                                    [&](const QAudioDevice& device) { return outputs->names.contains(device.id().toStdString()); });
}

std::optional<PulseWatch::Outputs> AudioOutput::told() const { return m_isPulse ? m_watch->outputs() : std::nullopt; }

void AudioOutput::tellOutputs() {
    std::vector<OutputChoice::Output> outputs;
    for (const QAudioDevice& device : QMediaDevices::audioOutputs())
        if (isThere(device))
            outputs.push_back({.id = device.id().toStdString(), .name = device.description().toStdString()});
    m_choice->tell(std::move(outputs));
}

/// The chosen one where it is there, else the default.
QAudioDevice AudioOutput::wantedDevice() const {
    const std::string chosen = m_choice->chosen();
    for (const QAudioDevice& device : QMediaDevices::audioOutputs())
        if (!chosen.empty() && device.id().toStdString() == chosen && isThere(device))
            return device;
    if (const auto outputs = told())
        for (const QAudioDevice& device : QMediaDevices::audioOutputs())
            if (device.id().toStdString() == outputs->standard)
                return device;
    return QMediaDevices::defaultAudioOutput();
}

bool AudioOutput::isThere(const QAudioDevice& device) const {
    if (const auto outputs = told())
        return outputs->names.contains(device.id().toStdString());
    const auto devices = QMediaDevices::audioOutputs();
    return std::ranges::any_of(devices, [&](const QAudioDevice& one) { return one.id() == device.id(); });
}

/// A device that goes while it plays takes its music along: headphones that are unplugged must not hand it to loudspeakers.
/// @return whether nothing is to be opened
bool AudioOutput::waitsForLost() {
    if (m_sink && m_running && !isThere(m_device)) {
        m_lost = m_device;
        closeDevice();
        if (!m_look)
            return true;
    }
    if (m_lost.isNull())
        return false;
    const auto devices = QMediaDevices::audioOutputs();
    const auto back = std::ranges::find_if(devices, [&](const QAudioDevice& one) { return one.id() == m_lost.id(); });
    if (back != devices.end() && isThere(*back)) {
        m_lost = QAudioDevice();
        openDevice(*back);
        return true;
    }
    if (devices.isEmpty())
        report(MessageId::playNoDevice);
    else
        report({MessageId::playDeviceSilent, {m_lost.description().toStdString()}});
    return true;
}

/// Opens the device that is wanted if it differs from the one in use, or if that one is dead.
void AudioOutput::followDevice() {
    if (!m_look)
        return; // closed meanwhile
    if (m_isClosing) {
        m_isMissed = true;
        return;
    }
    watch();
    tellOutputs();
    if (waitsForLost())
        return look();
    const QAudioDevice device = wantedDevice();
    if (!m_sink || device != m_device || isDead()) {
        closeDevice();
        if (!m_look)
            return;
        if (device.isNull()) {
            report(MessageId::playNoDevice);
        } else {
            openDevice(device);
        }
    }
    look();
}

/// Checks the device repeatedly while there is sound to play or a device is missing.
void AudioOutput::look() {
    if (!m_look) {
        return;
    }
    if (m_running || !m_sink) {
        m_look->start();
    } else {
        m_look->stop();
    }
}

/// Whether the stream is gone although Qt does not say so: PulseAudio kills streams whose device vanishes.
bool AudioOutput::isDead() const {
    const bool playing = m_sink->state() == QAudio::ActiveState || m_sink->state() == QAudio::IdleState;
    return playing && (m_sink->bytesFree() < 0 || nowNs() - m_bufferedAtNs > kSilentNs);
}

void AudioOutput::openDevice(const QAudioDevice& device) {
    const QAudioFormat format = formatFor(device);
    m_device = device;
    m_source = std::make_unique<PullDevice>(SampleConverter(m_pull, {.rateHz = format.sampleRate(),
                                                                     .channels = format.channelCount(),
                                                                     .sampleFormat = sampleFormatOf(format.sampleFormat())}),
                                            [this](std::size_t frames) { noteBuffered(frames); });
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_sink->setBufferSize(format.bytesForDuration(kBufferMs * 1'000));
    connect(m_sink.get(), &QAudioSink::stateChanged, this, [this](QAudio::State state) { stateChanged(state); });
    if (m_running) {
        run(); // whether it works shows when it pulls
    } else {
        report({});
    }
}

void AudioOutput::closeDevice() {
    if (m_isClosing)
        return; // whoever began it ends it
    if (m_sink) {
        // Qt lets other events through while a sink goes: nobody may meet half of it.
        m_isClosing = true;
        auto sink = std::move(m_sink);
        sink->disconnect(this);
        sink->reset();
        sink.reset();
        m_isClosing = false;
        if (std::exchange(m_isMissed, false))
            QMetaObject::invokeMethod(
                this, [this] { followDevice(); }, Qt::QueuedConnection);
    }
    m_source.reset();
    m_device = QAudioDevice();
    m_buffered = 0.0;
}

void AudioOutput::setRunning(bool running) {
    m_running = running;
    m_lost = QAudioDevice(); // whoever wants to go on goes on with what there is; a pause forgets
    followDevice();
    if (!m_sink) {
        return;
    }
    if (running) {
        run();
    } else if (m_sink->state() == QAudio::ActiveState || m_sink->state() == QAudio::IdleState) {
        m_sink->suspend();
    }
}

void AudioOutput::run() {
    m_bufferedAtNs = nowNs();
    if (m_sink->state() == QAudio::SuspendedState) {
        m_sink->resume();
    } else if (m_sink->state() == QAudio::StoppedState) {
        m_sink->start(m_source.get());
    }
}

void AudioOutput::stateChanged(QAudio::State state) {
    if (state != QAudio::StoppedState || m_sink->error() == QAudio::NoError) {
        return;
    }
    const std::string name = m_device.description().toStdString();
    // The signal comes out of the sink, which must not be deleted under its own feet.
    QMetaObject::invokeMethod(
        this,
        [this, name] {
            if (!m_look) {
                return; // closed meanwhile
            }
            closeDevice();
            if (!m_look)
                return;
            report({MessageId::playDeviceSilent, {name}});
            look();
        },
        Qt::QueuedConnection);
}

void AudioOutput::report(const Message& problem) {
    if (problem != m_problem) {
        m_problem = problem;
        m_deviceChanged(problem);
    }
}

void AudioOutput::noteBuffered(std::size_t pulledFrames) {
    if (!m_sink)
        return; // it goes
    const QAudioFormat format = m_sink->format();
    const auto waiting = std::max<qsizetype>(0, m_sink->bufferSize() - m_sink->bytesFree());
    const double frames = static_cast<double>(pulledFrames) + static_cast<double>(waiting) / format.bytesPerFrame();
    m_buffered = std::min(frames / format.sampleRate(), 1.0);
    m_bufferedAtNs = nowNs();
    report({});
}

double AudioOutput::latencySeconds() const {
    const double since = 1e-9 * static_cast<double>(nowNs() - m_bufferedAtNs);
    return std::max(0.0, m_buffered - since);
}

} // namespace segue::app
