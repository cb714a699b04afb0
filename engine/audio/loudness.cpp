// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/audio/loudness.h"

#include "engine/audio/true_peak.h"
#include "engine/words/error.h"

#include <ebur128.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <new>
#include <optional>
#include <vector>

namespace segue::audio {

namespace {

constexpr float kSilenceLufs = -70.0F; // the absolute gate: what is below is not heard
constexpr float kSilenceDb = -120.0F;
constexpr std::size_t kMostChannels = 64; // libebur128's limit
constexpr std::size_t kBlockFrames = 4096;

struct Destroy {
    void operator()(ebur128_state* state) const noexcept { ebur128_destroy(&state); }
};
using State = std::unique_ptr<ebur128_state, Destroy>;

int modeFlags(LoudnessMode mode) {
    const int integrated = EBUR128_MODE_I;
    return mode == LoudnessMode::full ? integrated | EBUR128_MODE_LRA : integrated;
}

/// Where FFmpeg's usual layouts put their loudspeakers; libebur128 knows those of up to six.
void placeChannels(ebur128_state& state) {
    if (state.channels == 1)
        ebur128_set_channel(&state, 0, EBUR128_DUAL_MONO);
    if (state.channels == 7) { // 6.1: L R C LFE, back centre, side pair
        ebur128_set_channel(&state, 4, EBUR128_Mp180);
        ebur128_set_channel(&state, 5, EBUR128_Mp090);
        ebur128_set_channel(&state, 6, EBUR128_Mm090);
    }
    if (state.channels >= 8) { // 7.1: L R C LFE, back pair, side pair
        ebur128_set_channel(&state, 4, EBUR128_Mp135);
        ebur128_set_channel(&state, 5, EBUR128_Mm135);
        ebur128_set_channel(&state, 6, EBUR128_Mp090);
        ebur128_set_channel(&state, 7, EBUR128_Mm090);
    }
}

float cleaned(float sample) {
    constexpr float kLargest = 1e6F;
    return std::isfinite(sample) ? std::clamp(sample, -kLargest, kLargest) : 0.0F;
}

} // namespace

class LoudnessMeter::Impl final {
public:
    Impl(int rateHz, int channels, LoudnessMode mode);

    void add(std::span<const float> interleaved);
    [[nodiscard]] ebur128_state* state() const { return m_state.get(); }
    [[nodiscard]] float truePeak() const { return m_truePeak ? m_truePeak->highest() : 0.0F; }

private:
    std::size_t m_channels; ///< of the sound; the meter may know fewer
    State m_state;
    std::optional<TruePeakMeter> m_truePeak;
    std::vector<float> m_block; ///< [kBlockFrames, the meter's channels]
};

LoudnessMeter::Impl::Impl(int rateHz, int channels, LoudnessMode mode)
    : m_channels(static_cast<std::size_t>(std::max(0, channels))) {
    constexpr int kLowestHz = 16;
    constexpr int kHighestHz = 2'800'000;
    if (channels <= 0 || rateHz < kLowestHz || rateHz > kHighestHz)
        throw Error(ErrorKind::usage, "Loudness cannot be measured at this rate and number of channels.");
    const auto metered = static_cast<unsigned>(std::min(m_channels, kMostChannels));
    m_state.reset(ebur128_init(metered, static_cast<unsigned long>(rateHz), modeFlags(mode)));
    if (!m_state)
        throw std::bad_alloc();
    placeChannels(*m_state);
    if (mode == LoudnessMode::full)
        m_truePeak.emplace(rateHz, metered);
    m_block.resize(kBlockFrames * metered);
}

void LoudnessMeter::Impl::add(std::span<const float> interleaved) {
    const std::size_t metered = m_state->channels;
    std::size_t left = interleaved.size() / m_channels;
    const float* from = interleaved.data();
    while (left > 0) {
        const std::size_t frames = std::min(left, kBlockFrames);
        float* to = m_block.data();
        for (std::size_t frame = 0; frame < frames; ++frame, from += m_channels)
            to = std::transform(from, from + metered, to, cleaned);
        if (ebur128_add_frames_float(m_state.get(), m_block.data(), frames) != EBUR128_SUCCESS)
            throw std::bad_alloc();
        if (m_truePeak)
            m_truePeak->add(std::span(m_block).first(frames * metered));
        left -= frames;
    }
}

LoudnessMeter::LoudnessMeter(int rateHz, int channels, LoudnessMode mode)
    : m_impl(std::make_unique<Impl>(rateHz, channels, mode)) {}
LoudnessMeter::~LoudnessMeter() = default;
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;

void LoudnessMeter::add(std::span<const float> interleaved) { m_impl->add(interleaved); }

float LoudnessMeter::integratedLufs() const {
    double lufs = 0.0;
    if (ebur128_loudness_global(m_impl->state(), &lufs) != EBUR128_SUCCESS || !std::isfinite(lufs))
        return kSilenceLufs;
    return std::max(kSilenceLufs, static_cast<float>(lufs));
}

float LoudnessMeter::rangeLu() const {
    double range = 0.0;
    if (ebur128_loudness_range(m_impl->state(), &range) != EBUR128_SUCCESS || !std::isfinite(range))
        return 0.0F;
    return std::max(0.0F, static_cast<float>(range));
}

float LoudnessMeter::truePeakDb() const {
    const float highest = m_impl->truePeak();
    return highest > 0.0F ? std::max(kSilenceDb, 20.0F * std::log10(highest)) : kSilenceDb;
}

} // namespace segue::audio
