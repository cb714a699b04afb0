// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/constant_q.h"

#include "engine/features/constant_q_filters.h"
#include "engine/features/finite.h"
#include "engine/features/resample.h"
#include "engine/words/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace segue::features {

namespace {

void check(int rateHz, const ConstantQOptions& options) {
    if (rateHz <= 0 || options.hopLength <= 0 || options.bins <= 0 || options.binsPerOctave <= 0)
        throw Error(ErrorKind::usage, "A constant-Q transform needs a positive rate, hop and number of bins.");
    if (!(options.lowestHz > 0.0F) || !(std::abs(options.tuning) <= 0.5F))
        throw Error(ErrorKind::usage, "A constant-Q transform needs a positive frequency and a tuning within half a bin.");
}

/// Samples with half a window of zeros before them, and zeros behind up to @p size.
std::vector<float> padded(std::span<const float> samples, std::size_t window, std::size_t size) {
    std::vector<float> result(std::max(size, samples.size() + window));
    std::ranges::copy(samples, result.begin() + static_cast<std::ptrdiff_t>(window / 2));
    return result;
}

} // namespace

class ConstantQ::Impl final {
public:
    Impl(int rateHz, const ConstantQOptions& options);
    [[nodiscard]] Matrix compute(std::span<const float> mono) const;

private:
    /// One turn of the recursion: these filters see the sound at its present rate.
    struct Octave {
        const ConstantQFilters* filters;
        std::size_t firstBin; ///< row of the result
    };
    void respond(const Octave& octave, std::span<const float> samples, std::size_t hop, Matrix& result) const;
    [[nodiscard]] int countBins(double nyquistHz) const;
    void planOctaves(double topRateHz, int bins, int octaves);
    [[nodiscard]] double frequency(int bin) const {
        return static_cast<double>(m_options.lowestHz) *
               std::exp2((bin + static_cast<double>(m_options.tuning)) / m_options.binsPerOctave);
    }

    ConstantQOptions m_options;
    std::size_t m_earlyFactor = 1;           ///< the sound's rate is first divided by this
    std::size_t m_topHop = 0;                ///< samples between frames after that
    std::vector<ConstantQFilters> m_filters; ///< those of a whole octave, then those of a part of one
    std::vector<Octave> m_octaves;           ///< highest first
};

int ConstantQ::Impl::countBins(double nyquistHz) const {
    int bins = 0;
    while (bins < m_options.bins && ConstantQFilters::reachHz(frequency(bins), m_options.binsPerOctave) <= nyquistHz)
        ++bins;
    return bins;
}

ConstantQ::Impl::Impl(int rateHz, const ConstantQOptions& options)
    : m_options(options) {
    check(rateHz, options);
    const double nyquistHz = rateHz / 2.0;
    const int bins = countBins(nyquistHz);
    const int octaves = (bins + options.binsPerOctave - 1) / options.binsPerOctave;
    const int halvings = std::countr_zero(static_cast<unsigned>(options.hopLength));
    if (octaves - 1 > halvings)
        throw Error(ErrorKind::usage,
                    "The hop of a constant-Q transform must be a multiple of 2 to the number of octaves less one.");
    m_topHop = static_cast<std::size_t>(options.hopLength);
    if (bins == 0)
        return;
    // Where the highest filter leaves more than an octave unused, the sound is brought to a lower rate at once.
    const double reach = ConstantQFilters::reachHz(frequency(bins - 1), options.binsPerOctave);
    const int unused = std::max(0, static_cast<int>(std::ceil(std::log2(nyquistHz / reach))) - 2);
    constexpr int kMost = 8; // so that no filter of the resampler gets too long
    const auto early = static_cast<unsigned>(std::min({unused, halvings - octaves + 1, kMost}));
    m_earlyFactor = std::size_t{1} << early;
    m_topHop >>= early;
    planOctaves(rateHz / static_cast<double>(m_earlyFactor), bins, octaves);
}

void ConstantQ::Impl::planOctaves(double topRateHz, int bins, int octaves) {
    const int perOctave = m_options.binsPerOctave;
    const int inTop = std::min(perOctave, bins);
    const int inLowest = bins - inTop * (octaves - 1);
    // With rate and frequency halved from octave to octave the filters stay the same, and so do their gains: librosa's
    // factors for the rate and for the filters' lengths cancel out.
    m_filters.reserve(2);
    m_filters.emplace_back(topRateHz, frequency(bins - inTop), inTop, perOctave);
    if (inLowest != inTop)
        m_filters.emplace_back(topRateHz / std::exp2(octaves - 1), frequency(0), inLowest, perOctave);
    for (int octave = 0; octave < octaves; ++octave) {
        const int first = std::max(0, bins - inTop * (octave + 1));
        const bool lowest = octave == octaves - 1;
        m_octaves.push_back({lowest ? &m_filters.back() : &m_filters.front(), static_cast<std::size_t>(first)});
    }
}

void ConstantQ::Impl::respond(const Octave& octave, std::span<const float> samples, std::size_t hop, Matrix& result) const {
    constexpr std::size_t kBlock = ConstantQFilters::kFrames;
    const std::size_t window = octave.filters->window();
    const std::size_t blocks = (result.columns + kBlock - 1) / kBlock;
    const std::vector<float> sound = padded(samples, window, blocks * kBlock * hop + window);
    auto workspace = octave.filters->makeWorkspace();
    std::vector<ConstantQFilters::Lanes> column(octave.filters->bins());
    for (std::size_t begin = 0; begin < result.columns; begin += kBlock) {
        octave.filters->magnitudes(std::span(sound).subspan(begin * hop), hop, workspace, column);
        const std::size_t count = std::min(kBlock, result.columns - begin);
        for (std::size_t bin = 0; bin < column.size(); ++bin)
            std::copy_n(column[bin].begin(), count, result.row(octave.firstBin + bin).begin() + static_cast<std::ptrdiff_t>(begin));
    }
}

Matrix ConstantQ::Impl::compute(std::span<const float> mono) const {
    const FiniteSamples finite(mono);
    std::span<const float> samples = finite.get();
    std::vector<float> halved;
    if (m_earlyFactor > 1) {
        halved = resample(samples, static_cast<double>(m_earlyFactor), 1.0, ResampleGain::energy);
        samples = halved;
    }
    std::size_t hop = m_topHop;
    Matrix result(static_cast<std::size_t>(m_options.bins), 1 + samples.size() / hop);
    if (samples.empty())
        return result;
    for (const Octave& octave : m_octaves) {
        if (&octave != &m_octaves.front()) {
            halved = resample(samples, 2.0, 1.0, ResampleGain::energy);
            samples = halved;
            hop /= 2;
        }
        respond(octave, samples, hop, result);
    }
    return result;
}

ConstantQ::ConstantQ(int rateHz, const ConstantQOptions& options)
    : m_impl(std::make_unique<const Impl>(rateHz, options)) {}
ConstantQ::~ConstantQ() = default;
ConstantQ::ConstantQ(ConstantQ&&) noexcept = default;
ConstantQ& ConstantQ::operator=(ConstantQ&&) noexcept = default;

Matrix ConstantQ::compute(std::span<const float> mono) const { return m_impl->compute(mono); }

Matrix constantQ(std::span<const float> mono, int rateHz, const ConstantQOptions& options) {
    return ConstantQ(rateHz, options).compute(mono);
}

} // namespace segue::features
