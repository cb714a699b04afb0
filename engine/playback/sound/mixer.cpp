// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/playback/sound/mixer.h"

#include "engine/playback/audio_sink.h"

#include <algorithm>
#include <cmath>

namespace segue::playback {
namespace {

constexpr std::size_t kRingFrames = 524'288; // 4 MB
// Half of the ring stays free, so that after a jump the new sound can be written before the old one is dropped.
constexpr std::size_t kMostAheadFrames = kRingFrames / 2;
/// A song is opened when the one before is decoded, with a dozen reads here and there: on a slow disk that others use as well,
/// each takes a quarter of a second. At high rates there is no room for so much.
constexpr double kAheadSeconds = 4.0;
/// As many as are claimed at once: what lies behind them can still be taken back.
constexpr std::size_t kFramesAtOnce = 256;
constexpr float kGainStep = 1.F / (0.02F * AudioSink::kRateHz);

} // namespace

Mixer::Mixer()
    : m_ring(kRingFrames)
    , m_rateHz(AudioSink::kRateHz) {}

void Mixer::setWay(int rateHz, bool isExact) {
    m_rateHz = rateHz;
    m_isExact = isExact;
}

std::uint64_t Mixer::framesOf(double seconds) const { return seconds > 0.0 ? static_cast<std::uint64_t>(seconds * m_rateHz) : 0; }

std::uint64_t Mixer::enough() const { return std::min<std::uint64_t>(kMostAheadFrames, framesOf(kAheadSeconds)); }

std::uint64_t Mixer::ahead() const {
    return m_ring.written() - std::max(m_ring.taken(), m_flushTo.load(std::memory_order_relaxed));
}

bool Mixer::isHungry() const { return ahead() < enough() && m_ring.written() - m_ring.taken() + kMostFrames <= m_ring.capacity(); }

double Mixer::aheadSeconds() const { return static_cast<double>(ahead()) / m_rateHz; }

double Mixer::filled() const { return static_cast<double>(ahead()) / static_cast<double>(enough()); }

void Mixer::flush() { m_flushTo.store(m_ring.written(), std::memory_order_release); }

void Mixer::setVolume(float volume) {
    const float level = std::isfinite(volume) ? std::clamp(volume, 0.F, 1.F) : 1.F;
    m_gain.store(level * level * level, std::memory_order_relaxed);
}

std::uint64_t Mixer::heard(double latencySeconds) const {
    const std::uint64_t idle = m_idle.load(std::memory_order_relaxed);
    const std::uint64_t taken = m_ring.taken();
    const std::uint64_t buffered = framesOf(latencySeconds);
    const std::uint64_t unheard = buffered > idle ? buffered - idle : 0;
    return taken - std::min(taken, unheard);
}

bool Mixer::isQuiet(double latencySeconds) const {
    const std::uint64_t idle = m_idle.load(std::memory_order_relaxed);
    return idle > 0 && idle >= framesOf(latencySeconds);
}

void Mixer::pull(std::span<float> interleaved) noexcept {
    const std::size_t wanted = interleaved.size() / 2;
    const bool paused = m_paused.load(std::memory_order_acquire);
    if (m_isCut.exchange(false, std::memory_order_acq_rel))
        m_fade = 0;
    std::size_t done = 0;
    while (done < wanted) {
        const std::uint64_t flushTo = m_flushTo.load(std::memory_order_acquire);
        const bool flushing = flushTo > m_ring.taken();
        if (flushing && m_fade == 0) {
            m_ring.skipTo(flushTo);
            continue;
        }
        const bool fadingOut = paused || flushing;
        if (!fadingOut && m_fade == 0 && m_ring.taken() == m_beginAt.load(std::memory_order_acquire))
            m_fade = kFadeFrames;
        const std::size_t frames = takeFrames(interleaved.subspan(2 * done), flushTo, fadingOut);
        if (frames == 0) {
            if (fadingOut || !m_isExact.load(std::memory_order_relaxed))
                m_fade = 0; // else what comes late comes as it is
            if (flushing) {
                continue;
            }
            break;
        }
        done += frames;
    }
    std::fill(interleaved.begin() + static_cast<std::ptrdiff_t>(2 * done), interleaved.end(), 0.F);
    const std::uint64_t idle = done > 0 ? 0 : m_idle.load(std::memory_order_relaxed);
    m_idle.store(idle + wanted - done, std::memory_order_relaxed);
}

std::size_t Mixer::takeFrames(std::span<float> interleaved, std::uint64_t flushTo, bool fadingOut) noexcept {
    std::size_t frames = std::min(interleaved.size() / 2, kFramesAtOnce);
    if (fadingOut) {
        frames = std::min(frames, static_cast<std::size_t>(m_fade));
    }
    if (flushTo > m_ring.taken()) {
        frames = std::min(frames, static_cast<std::size_t>(flushTo - m_ring.taken()));
    }
    frames = m_ring.read(interleaved.first(2 * frames));
    shape(interleaved.first(2 * frames), fadingOut);
    return frames;
}

void Mixer::shape(std::span<float> interleaved, bool fadingOut) noexcept {
    const float goal = m_isExact.load(std::memory_order_relaxed) ? 1.F : m_gain.load(std::memory_order_relaxed);
    if (!fadingOut && m_fade == kFadeFrames && m_currentGain == 1.F && goal == 1.F)
        return; // bit for bit
    for (std::size_t i = 0; i + 1 < interleaved.size(); i += 2) {
        m_fade = fadingOut ? m_fade - 1 : std::min(m_fade + kFadeFrames / kFadeInFrames, kFadeFrames);
        m_currentGain += std::clamp(goal - m_currentGain, -kGainStep, kGainStep);
        const float gain = m_currentGain * static_cast<float>(m_fade) / kFadeFrames;
        interleaved[i] *= gain;
        interleaved[i + 1] *= gain;
    }
}

} // namespace segue::playback
