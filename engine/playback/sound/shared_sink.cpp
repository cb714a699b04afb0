// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/shared_sink.h"

#include <algorithm>
#include <functional>
#include <thread>
#include <utility>

namespace segue::playback {

/// What a player sees of the sink.
class SharedSink::Face final : public AudioSink {
public:
    Face(std::shared_ptr<SharedSink> shared, Voice& voice)
        : m_shared(std::move(shared))
        , m_voice(voice) {}

    void start(Pull pull, DeviceChanged deviceChanged) override {
        m_shared->start(m_voice, std::move(pull), std::move(deviceChanged));
    }
    void stop() override { m_shared->stop(m_voice); }
    void resume() override { m_shared->setRunning(m_voice, true); }
    void suspend() override { m_shared->setRunning(m_voice, false); }
    [[nodiscard]] double latencySeconds() const override { return m_shared->latencySeconds(); }
    [[nodiscard]] Way wayFor(int fileRateHz) const override { return m_shared->wayFor(m_voice, fileRateHz); }
    void setRate(int rateHz) override { m_shared->setRate(m_voice, rateHz); }

private:
    std::shared_ptr<SharedSink> m_shared;
    Voice& m_voice;
};

std::shared_ptr<SharedSink> SharedSink::make(std::unique_ptr<AudioSink> sink) {
    return std::shared_ptr<SharedSink>(new SharedSink(std::move(sink)));
}

std::unique_ptr<AudioSink> SharedSink::music() { return std::make_unique<Face>(shared_from_this(), m_music); }

std::unique_ptr<AudioSink> SharedSink::over() { return std::make_unique<Face>(shared_from_this(), m_over); }

void SharedSink::start(Voice& voice, AudioSink::Pull pull, AudioSink::DeviceChanged deviceChanged) {
    const std::lock_guard lock(m_mutex);
    voice.pull = std::move(pull);
    voice.isOpen = true;
    {
        const std::lock_guard listeners(m_listeners);
        voice.deviceChanged = std::move(deviceChanged);
        if (m_isStarted && !m_problem.empty())
            voice.deviceChanged(m_problem); // the other one was told already
    }
    if (std::exchange(m_isStarted, true))
        return;
    m_sink->start([this](std::span<float> interleaved) { this->pull(interleaved); },
                  [this](const Message& problem) { tell(problem); });
}

void SharedSink::stop(Voice& voice) {
    const std::lock_guard lock(m_mutex);
    voice.isOpen = false;
    voice.runs = false;
    if (!isAnyOpen() && std::exchange(m_isStarted, false))
        m_sink->stop();
    while (m_isPulling) // never for long: a pull does not wait
        std::this_thread::yield();
    const std::lock_guard listeners(m_listeners);
    voice.deviceChanged = nullptr;
}

void SharedSink::setRunning(Voice& voice, bool runs) {
    const std::lock_guard lock(m_mutex);
    const bool didRun = m_music.runs || m_over.runs;
    voice.runs = runs;
    const bool doesRun = m_music.runs || m_over.runs;
    // The music's wish again, too: the sink may wait for a device that went. A preview's is none to go on with the music.
    if (runs && (!didRun || &voice == &m_music))
        m_sink->resume();
    else if (didRun && !doesRun)
        m_sink->suspend();
}

double SharedSink::latencySeconds() {
    const std::lock_guard lock(m_mutex);
    return m_sink->latencySeconds();
}

AudioSink::Way SharedSink::wayFor(const Voice& voice, int fileRateHz) {
    const std::lock_guard lock(m_mutex);
    return &voice == &m_music ? m_sink->wayFor(fileRateHz) : AudioSink::Way{.rateHz = m_rateHz};
}

void SharedSink::setRate(const Voice& voice, int rateHz) {
    const std::lock_guard lock(m_mutex);
    if (&voice == &m_music) {
        m_rateHz = rateHz;
        m_sink->setRate(rateHz);
    }
}

void SharedSink::tell(const Message& problem) {
    const std::lock_guard lock(m_listeners);
    m_problem = problem;
    for (Voice* voice : {&m_music, &m_over})
        if (voice->deviceChanged)
            voice->deviceChanged(problem);
}

/// stop() waits for m_isPulling after it closed a voice, so a voice that is seen open here stays whole to the end.
void SharedSink::pull(std::span<float> interleaved) noexcept {
    m_isPulling = true;
    if (m_music.isOpen && m_music.runs)
        m_music.pull(interleaved);
    else
        std::ranges::fill(interleaved, 0.F);
    duck(interleaved);
    if (m_over.isOpen && m_over.runs)
        addOver(interleaved);
    m_isPulling = false;
}

void SharedSink::duck(std::span<float> interleaved) noexcept {
    const float goal = m_isDucked ? kDuckedGain : 1.F;
    if (m_gain == 1.F && goal == 1.F)
        return;
    constexpr auto kStep = static_cast<float>((1.0 - kDuckedGain) / (kDuckSeconds * AudioSink::kRateHz));
    for (std::size_t i = 0; i + 1 < interleaved.size(); i += AudioSink::kChannels) {
        m_gain = goal < m_gain ? std::max(goal, m_gain - kStep) : std::min(goal, m_gain + kStep);
        interleaved[i] *= m_gain;
        interleaved[i + 1] *= m_gain;
    }
}

void SharedSink::addOver(std::span<float> interleaved) noexcept {
    while (!interleaved.empty()) {
        const auto block = std::span(m_block).first(std::min(m_block.size(), interleaved.size()));
        m_over.pull(block);
        std::ranges::transform(block, interleaved, interleaved.begin(), std::plus<>());
        interleaved = interleaved.subspan(block.size());
    }
}

} // namespace segue::playback
