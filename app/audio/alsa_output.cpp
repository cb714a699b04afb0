// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/audio/alsa_output.h"

#include "app/audio/alsa_device.h"
#include "app/audio/sound_loop.h"
#include "engine/words/error.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace segue::app {

AlsaOutput::AlsaOutput(std::string name, std::string title, playback::AudioSink::Pull pull, Tell tell, SinkFigures& figures,
                       Buffered& buffered)
    : m_name(std::move(name))
    , m_title(std::move(title))
    , m_pull(std::move(pull))
    , m_tell(std::move(tell))
    , m_figures(figures)
    , m_buffered(buffered) {}

/// Waits for the thread, which waits for its device: some hundred milliseconds at most.
void AlsaOutput::setRunning(bool isRunning) {
    if (std::exchange(m_isRunning, isRunning) && isRunning && !m_hasFailed)
        return;
    m_thread = std::jthread();
    m_hasFailed = false;
    if (m_isRunning)
        m_thread = std::jthread([this, rateHz = m_rateHz](const std::stop_token& stop) { play(stop, rateHz); });
}

void AlsaOutput::setRate(int rateHz) {
    if (std::exchange(m_rateHz, rateHz) == rateHz || !m_isRunning)
        return;
    setRunning(false);
    setRunning(true);
}

void AlsaOutput::play(const std::stop_token& stop, int rateHz) {
    comeFirst();
    try {
        AlsaDevice device(m_name, rateHz);
        m_tell({});
        handOver(device, stop, rateHz);
    } catch (const Error& error) {
        fail(error.kind() == ErrorKind::busy ? Message(MessageId::playDeviceBusy, {m_title})
                                             : Message(MessageId::playDeviceRefused, {m_title}).with(error.message()));
    }
}

void AlsaOutput::fail(const Message& why) {
    m_hasFailed = true;
    m_tell(why);
}

void AlsaOutput::handOver(AlsaDevice& device, const std::stop_token& stop, int rateHz) {
    using Clock = std::chrono::steady_clock;
    SampleConverter converter(m_pull, device.format());
    std::vector<std::byte> block(device.framesAtOnce() * converter.bytesPerFrame());
    const std::chrono::duration<double> length(static_cast<double>(device.framesAtOnce()) / rateHz);
    const std::chrono::duration<double> ahead(device.bufferSeconds());
    const auto now = [&] { return Clock::now() - std::chrono::duration_cast<Clock::duration>(ahead); };
    auto due = now();
    while (!stop.stop_requested()) {
        converter.fill(block);
        const auto written = device.write(block);
        const double waiting = device.waitingSeconds();
        m_buffered.set(waiting, written != AlsaDevice::Written::gone);
        if (written == AlsaDevice::Written::gone)
            return fail({MessageId::playDeviceGone, {m_title}});
        m_figures.underruns += written == AlsaDevice::Written::dry ? 1U : 0U;
        ++m_figures.pulls;
        // What takes everything at once (a file) is given no more than sounds meanwhile.
        due = waiting > 0.0 ? now() : std::max(now(), due + std::chrono::duration_cast<Clock::duration>(length));
        std::this_thread::sleep_until(due);
    }
    m_buffered.set(0.0, false);
}

} // namespace segue::app
