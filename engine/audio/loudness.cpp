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
#include <numeric>
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

// Not the library's integrated loudness: it adds up every sample four times, since its blocks overlap, and that takes longer than
// the filter. The energy of each tenth of a second is the library's; four of them are a block here.
int modeFlags(LoudnessMode mode) { return mode == LoudnessMode::full ? EBUR128_MODE_M | EBUR128_MODE_LRA : EBUR128_MODE_M; }

constexpr unsigned long kStepMs = 100;

/// The constant of ITU-R BS.1770-4 between energy and loudness.
constexpr double kOffsetLu = -0.691;
double energyOfLufs(double lufs) { return std::pow(10.0, (lufs - kOffsetLu) / 10.0); }
double lufsOfEnergy(double energy) { return 10.0 * std::log10(energy) + kOffsetLu; }

/// The mean of blocks of 0.4 s, of which one begins every 0.1 s, without those below -70 LUFS and then without those 10 LU below
/// the mean of the others: ITU-R BS.1770-4, annex 1.
class GatedEnergy final {
public:
    /// @param energy of the next 0.1 s, weighted
    void add(double energy) {
        m_steps[m_count++ % m_steps.size()] = energy;
        const double block = std::accumulate(m_steps.begin(), m_steps.end(), 0.0) / static_cast<double>(m_steps.size());
        if (m_count >= m_steps.size() && block >= m_absoluteGate)
            m_blocks.push_back(block);
    }

    /// 0: nothing is above the gates.
    [[nodiscard]] double mean() const { return meanAbove(0.1 * meanAbove(0.0)); }

private:
    [[nodiscard]] double meanAbove(double gate) const {
        double sum = 0.0;
        std::size_t count = 0;
        for (const double block : m_blocks) {
            sum += block >= gate ? block : 0.0;
            count += block >= gate ? 1 : 0;
        }
        return count == 0 ? 0.0 : sum / static_cast<double>(count);
    }

    double m_absoluteGate = energyOfLufs(kSilenceLufs);
    std::array<double, 4> m_steps{};
    std::size_t m_count = 0;
    std::vector<double> m_blocks;
};

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

constexpr float kLargest = 1e6F;

bool areUsable(std::span<const float> samples) {
    unsigned wrong = 0;
    for (const float sample : samples)
        wrong |= std::abs(sample) <= kLargest ? 0U : 1U; // NaN is not
    return wrong == 0;
}

float cleaned(float sample) { return std::isfinite(sample) ? std::clamp(sample, -kLargest, kLargest) : 0.0F; }

} // namespace

class LoudnessMeter::Impl final {
public:
    Impl(int rateHz, int channels, LoudnessMode mode);

    void add(std::span<const float> interleaved);
    [[nodiscard]] ebur128_state* state() const { return m_state.get(); }
    [[nodiscard]] double energy() const { return m_energy.mean(); }
    [[nodiscard]] float truePeak() const { return m_truePeak ? m_truePeak->highest() : 0.0F; }

private:
    [[nodiscard]] std::span<const float> metered(std::span<const float> interleaved);
    void endStep();

    std::size_t m_channels; ///< of the sound; the meter may know fewer
    State m_state;
    GatedEnergy m_energy;
    std::size_t m_stepFrames = 1; ///< in 0.1 s
    std::size_t m_inStep = 0;     ///< so many are of the step that has begun
    std::optional<TruePeakMeter> m_truePeak;
    std::vector<float> m_block; ///< [kBlockFrames, the meter's channels]
};

LoudnessMeter::Impl::Impl(int rateHz, int channels, LoudnessMode mode)
    : m_channels(static_cast<std::size_t>(std::max(0, channels))) {
    constexpr int kLowestHz = 16;
    constexpr int kHighestHz = 2'800'000;
    if (channels <= 0 || rateHz < kLowestHz || rateHz > kHighestHz)
        throw Error(ErrorKind::usage, "Loudness cannot be measured at this rate and number of channels.");
    const auto known = static_cast<unsigned>(std::min(m_channels, kMostChannels));
    m_state.reset(ebur128_init(known, static_cast<unsigned long>(rateHz), modeFlags(mode)));
    if (!m_state)
        throw std::bad_alloc();
    placeChannels(*m_state);
    if (mode == LoudnessMode::full)
        m_truePeak.emplace(rateHz, known);
    m_block.resize(kBlockFrames * known);
    m_stepFrames = m_state->samplerate * kStepMs / 1000;
}

void LoudnessMeter::Impl::add(std::span<const float> interleaved) {
    const std::size_t frames = interleaved.size() / m_channels;
    for (std::size_t first = 0; first < frames;) {
        const std::size_t count = std::min({kBlockFrames, frames - first, m_stepFrames - m_inStep});
        const auto block = metered(interleaved.subspan(first * m_channels, count * m_channels));
        if (ebur128_add_frames_float(m_state.get(), block.data(), count) != EBUR128_SUCCESS)
            throw std::bad_alloc();
        if (m_truePeak)
            m_truePeak->add(block);
        first += count;
        m_inStep += count;
        if (m_inStep == m_stepFrames)
            endStep();
    }
}

void LoudnessMeter::Impl::endStep() {
    double lufs = 0.0;
    const bool isKnown = ebur128_loudness_window(m_state.get(), kStepMs, &lufs) == EBUR128_SUCCESS && std::isfinite(lufs);
    m_energy.add(isKnown ? energyOfLufs(lufs) : 0.0); // silence is minus infinity
    m_inStep = 0;
}

/// The channels that the meter knows, of at most kBlockFrames, cleaned. As they are, if there is nothing to do.
std::span<const float> LoudnessMeter::Impl::metered(std::span<const float> interleaved) {
    const std::size_t channels = m_state->channels;
    if (channels == m_channels && areUsable(interleaved))
        return interleaved;
    const std::size_t frames = interleaved.size() / m_channels;
    float* to = m_block.data();
    for (std::size_t frame = 0; frame < frames; ++frame)
        to = std::ranges::transform(interleaved.subspan(frame * m_channels, channels), to, cleaned).out;
    return std::span(m_block).first(frames * channels);
}

LoudnessMeter::LoudnessMeter(int rateHz, int channels, LoudnessMode mode)
    : m_impl(std::make_unique<Impl>(rateHz, channels, mode)) {}
LoudnessMeter::~LoudnessMeter() = default;
LoudnessMeter::LoudnessMeter(LoudnessMeter&&) noexcept = default;
LoudnessMeter& LoudnessMeter::operator=(LoudnessMeter&&) noexcept = default;

void LoudnessMeter::add(std::span<const float> interleaved) { m_impl->add(interleaved); }

float LoudnessMeter::integratedLufs() const {
    const double energy = m_impl->energy();
    return energy > 0.0 ? std::max(kSilenceLufs, static_cast<float>(lufsOfEnergy(energy))) : kSilenceLufs;
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
