// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/constant_q_filters.h"

#include "engine/words/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>

namespace segue::features {

namespace {

constexpr double kSparsity = 0.01;                  // share of a filter's coefficients that is left out
constexpr double kHannBandwidth = 1.50018310546875; // in bins, as librosa lists it

/// Frequency over bandwidth: how many periods a filter sees.
double quality(int binsPerOctave) {
    const double step = std::exp2(2.0 / binsPerOctave);
    return (step + 1.0) / (step - 1.0);
}

std::size_t windowFor(double rateHz, double lowestHz, int binsPerOctave) {
    const double longest = std::ceil(quality(binsPerOctave) * rateHz / lowestHz);
    constexpr double kMost = 1U << 22U;
    if (!(longest <= kMost))
        throw Error(ErrorKind::usage, "The lowest bins of this constant-Q transform would need too long a window.");
    return std::bit_ceil(std::max<std::size_t>(2, static_cast<std::size_t>(longest)));
}

/// A complex oscillation under a Hann window, sum of magnitudes 1, in the middle of @p result.
void writeWavelet(double rateHz, double hz, double length, std::span<std::complex<double>> result) {
    const double begin = std::floor(-length / 2.0);
    const auto size = static_cast<std::size_t>(std::floor(length / 2.0) - begin);
    const std::size_t padding = (result.size() - size) / 2;
    const auto hann = [&](std::size_t i) {
        return 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
    };
    double sum = 0.0;
    for (std::size_t i = 0; i < size; ++i)
        sum += hann(i);
    std::ranges::fill(result, 0.0);
    for (std::size_t i = 0; i < size; ++i) {
        const double phase = (begin + static_cast<double>(i)) * 2.0 * std::numbers::pi * hz / rateHz;
        result[padding + i] = std::polar(hann(i) / sum, phase);
    }
}

/// The magnitude from which on coefficients are kept.
double threshold(std::span<const std::complex<double>> spectrum) {
    std::vector<double> sorted(spectrum.size());
    std::ranges::transform(spectrum, sorted.begin(), [](std::complex<double> value) { return std::abs(value); });
    std::ranges::sort(sorted);
    const double enough = kSparsity * std::accumulate(sorted.begin(), sorted.end(), 0.0);
    double sum = 0.0;
    for (const double magnitude : sorted) {
        sum += magnitude;
        if (sum >= enough)
            return magnitude;
    }
    return 0.0;
}

} // namespace

double ConstantQFilters::reachHz(double hz, int binsPerOctave) {
    return hz * (1.0 + 0.5 * kHannBandwidth / quality(binsPerOctave));
}

ConstantQFilters::ConstantQFilters(double rateHz, double lowestHz, int bins, int binsPerOctave)
    : m_fft(windowFor(rateHz, lowestHz, binsPerOctave))
    , m_firstBin(m_fft.size()) {
    for (int bin = 0; bin < bins; ++bin) {
        const double hz = lowestHz * std::exp2(static_cast<double>(bin) / binsPerOctave);
        m_filters.push_back(makeFilter(rateHz, hz, quality(binsPerOctave) * rateHz / hz));
        m_firstBin = std::min(m_firstBin, m_filters.back().first);
        m_endBin = std::max(m_endBin, m_filters.back().first + m_filters.back().coefficients.size());
    }
}

ConstantQFilters::Filter ConstantQFilters::makeFilter(double rateHz, double hz, double length) const {
    auto workspace = m_fft.makeWorkspace();
    writeWavelet(rateHz, hz, length, workspace.input());
    m_fft.forward(workspace);
    const auto spectrum = workspace.output().first(window() / 2 + 1);
    const double smallest = threshold(spectrum);
    const auto kept = [&](std::complex<double> value) { return std::abs(value) >= smallest; };
    const auto begin = static_cast<std::size_t>(std::ranges::find_if(spectrum, kept) - spectrum.begin());
    std::size_t end = spectrum.size();
    while (end > begin && !kept(spectrum[end - 1]))
        --end;
    // librosa multiplies the filter by its length and divides the response by the root of it.
    const double gain = std::sqrt(length) / static_cast<double>(window());
    Filter filter{.first = begin, .coefficients = std::vector<std::complex<float>>(end - begin)};
    for (std::size_t bin = begin; bin < end; ++bin) {
        if (kept(spectrum[bin]))
            filter.coefficients[bin - begin] = std::complex<float>(spectrum[bin] * gain);
    }
    return filter;
}

ConstantQFilters::Workspace ConstantQFilters::makeWorkspace() const {
    const std::size_t size = m_endBin - m_firstBin;
    return {m_fft.makeWorkspace(), std::vector<Lanes>(size), std::vector<Lanes>(size)};
}

void ConstantQFilters::transformPair(const float* first, const float* second, std::size_t lane, Workspace& workspace) const {
    const auto input = workspace.fft.input();
    for (std::size_t i = 0; i < input.size(); ++i)
        input[i] = {static_cast<double>(first[i]), static_cast<double>(second[i])};
    m_fft.forward(workspace.fft);
    // The first frame's spectrum is the part of the pair's that is symmetric, the second's the one that is not.
    const auto pair = workspace.fft.output();
    for (std::size_t bin = m_firstBin; bin < m_endBin; ++bin) {
        const std::complex<double> here = pair[bin];
        const std::complex<double> mirrored = pair[(window() - bin) & (window() - 1)];
        const std::size_t at = bin - m_firstBin;
        workspace.real[at][lane] = static_cast<float>(0.5 * (here.real() + mirrored.real()));
        workspace.imag[at][lane] = static_cast<float>(0.5 * (here.imag() - mirrored.imag()));
        workspace.real[at][lane + 1] = static_cast<float>(0.5 * (here.imag() + mirrored.imag()));
        workspace.imag[at][lane + 1] = static_cast<float>(0.5 * (mirrored.real() - here.real()));
    }
}

void ConstantQFilters::magnitudes(std::span<const float> sound, std::size_t hop, Workspace& workspace,
                                  std::span<Lanes> result) const {
    for (std::size_t lane = 0; lane < kFrames; lane += 2)
        transformPair(sound.data() + lane * hop, sound.data() + (lane + 1) * hop, lane, workspace);
    for (std::size_t bin = 0; bin < m_filters.size(); ++bin) {
        const Filter& filter = m_filters[bin];
        const Lanes* real = workspace.real.data() + (filter.first - m_firstBin);
        const Lanes* imag = workspace.imag.data() + (filter.first - m_firstBin);
        Lanes sumReal{};
        Lanes sumImag{};
        for (std::size_t i = 0; i < filter.coefficients.size(); ++i) {
            const float re = filter.coefficients[i].real();
            const float im = filter.coefficients[i].imag();
            for (std::size_t lane = 0; lane < kFrames; ++lane) {
                sumReal[lane] += re * real[i][lane] - im * imag[i][lane];
                sumImag[lane] += re * imag[i][lane] + im * real[i][lane];
            }
        }
        for (std::size_t lane = 0; lane < kFrames; ++lane)
            result[bin][lane] = std::sqrt(sumReal[lane] * sumReal[lane] + sumImag[lane] * sumImag[lane]);
    }
}

} // namespace segue::features
