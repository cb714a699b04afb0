// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/spectral.h"
#include "engine/words/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace segue::features {

namespace {

constexpr double kLowestHz = 200.0;
constexpr double kShare = 0.02;

/// Means of the @p Extreme largest and smallest values of each lane. The extreme ones are kept in order, and a newcomer
/// sinks to its place: no branches, so all lanes go at once. The number is known to the compiler, so that they stay in
/// registers.
template <std::size_t Extreme>
void meansOfExtremes(const FrameBlock& block, std::size_t first, std::size_t count, Lanes& largest, Lanes& smallest) {
    constexpr float kFar = std::numeric_limits<float>::infinity();
    for (std::size_t q = 0; q < kQuads; ++q) {
        std::array<Quad, Extreme> high;
        std::array<Quad, Extreme> low;
        high.fill(Quad{-kFar, -kFar, -kFar, -kFar});
        low.fill(Quad{kFar, kFar, kFar, kFar});
        for (std::size_t bin = first; bin < first + count; ++bin) {
            Quad sinking = block.quad(bin, q);
            for (Quad& kept : high) {
                const Quad larger = kept > sinking ? kept : sinking;
                sinking = kept < sinking ? kept : sinking;
                kept = larger;
            }
        }
        for (std::size_t bin = first; bin < first + count; ++bin) {
            Quad rising = block.quad(bin, q);
            for (Quad& kept : low) {
                const Quad smaller = kept < rising ? kept : rising;
                rising = kept > rising ? kept : rising;
                kept = smaller;
            }
        }
        // Summed from the smallest on, as librosa does: where a spectrum is flat, rounding is all there is.
        constexpr auto kCount = static_cast<float>(Extreme);
        storeQuad(largest.data() + 4 * q, std::accumulate(high.rbegin(), high.rend(), Quad{}) / kCount);
        storeQuad(smallest.data() + 4 * q, std::accumulate(low.begin(), low.end(), Quad{}) / kCount);
    }
}

/// The same for numbers that the defaults do not ask for (windows longer than 2,048 samples).
void meansOfManyExtremes(const FrameBlock& block, std::size_t first, std::size_t count, std::size_t extreme, Lanes& largest,
                         Lanes& smallest) {
    std::vector<float> sorted(count);
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        for (std::size_t i = 0; i < count; ++i)
            sorted[i] = block.bin(first + i)[lane];
        std::ranges::sort(sorted);
        const auto middle = static_cast<std::ptrdiff_t>(extreme);
        smallest[lane] = std::accumulate(sorted.begin(), sorted.begin() + middle, 0.0F) / static_cast<float>(extreme);
        largest[lane] = std::accumulate(sorted.end() - middle, sorted.end(), 0.0F) / static_cast<float>(extreme);
    }
}

using MeansOfExtremes = void (*)(const FrameBlock&, std::size_t, std::size_t, Lanes&, Lanes&);
constexpr std::array<MeansOfExtremes, 9> kMeansOfExtremes{meansOfExtremes<1>, meansOfExtremes<2>, meansOfExtremes<3>,
                                                          meansOfExtremes<4>, meansOfExtremes<5>, meansOfExtremes<6>,
                                                          meansOfExtremes<7>, meansOfExtremes<8>, meansOfExtremes<9>};

/// As powerToDb, in doubles: the levels may differ by less than floats tell.
double decibelsOf(float level) {
    constexpr double kLeast = 1e-10;
    return 10.0 * std::log10(std::max(kLeast, static_cast<double>(level)));
}

double floorOf(const Matrix& levels) {
    constexpr double kRangeDb = 80.0;
    return levels.values.empty() ? 0.0 : decibelsOf(*std::ranges::max_element(levels.values)) - kRangeDb;
}

} // namespace

std::vector<ContrastLevels::Band> ContrastLevels::bandsOf(std::size_t bins, int rateHz) {
    std::vector<Band> bands(kBands);
    const double hzPerBin = 1.0 / (2.0 * static_cast<double>(bins - 1) * (1.0 / rateHz)); // numpy's rounding
    double lowHz = 0.0;
    double highHz = kLowestHz;
    for (std::size_t band = 0; band < kBands; ++band) {
        std::size_t begin = 0;
        while (begin < bins && static_cast<double>(begin) * hzPerBin < lowHz)
            ++begin;
        std::size_t end = begin;
        while (end < bins && static_cast<double>(end) * hzPerBin <= highHz)
            ++end;
        if (end > begin && lowHz < rateHz / 2.0) {
            if (band > 0)
                --begin; // librosa's bands begin one bin early,
            const bool last = band + 1 == kBands;
            end = last ? bins : end;
            const double share = kShare * static_cast<double>(end - begin);
            const std::size_t count = end - begin - (last ? 0 : 1); // and leave out their last bin, but count it above
            const auto extreme = static_cast<std::size_t>(std::max(1.0, std::nearbyint(share)));
            bands[band] = {begin, count, std::min(extreme, count)};
        }
        lowHz = highHz;
        highHz *= 2.0;
    }
    return bands;
}

ContrastLevels::ContrastLevels(std::size_t bins, int rateHz, std::size_t frames)
    : m_peaks(kBands, frames)
    , m_valleys(kBands, frames) {
    if (bins < 2 || rateHz <= 0)
        throw Error(ErrorKind::usage, "Spectral contrast needs a spectrum and its rate.");
    m_bands = bandsOf(bins, rateHz);
}

void ContrastLevels::measure(const FrameBlock& magnitude, std::size_t firstFrame) {
    for (std::size_t index = 0; index < kBands; ++index) {
        const Band& band = m_bands[index];
        Lanes peaks{};
        Lanes valleys{};
        if (band.extreme > kMeansOfExtremes.size())
            meansOfManyExtremes(magnitude, band.first, band.count, band.extreme, peaks, valleys);
        else if (band.extreme > 0)
            kMeansOfExtremes[band.extreme - 1](magnitude, band.first, band.count, peaks, valleys);
        copyLanes(peaks, m_peaks.row(index), firstFrame);
        copyLanes(valleys, m_valleys.row(index), firstFrame);
    }
}

Matrix ContrastLevels::take() {
    const double peakFloor = floorOf(m_peaks);
    const double valleyFloor = floorOf(m_valleys);
    for (std::size_t i = 0; i < m_peaks.values.size(); ++i)
        m_peaks.values[i] = static_cast<float>(std::max(peakFloor, decibelsOf(m_peaks.values[i])) -
                                               std::max(valleyFloor, decibelsOf(m_valleys.values[i])));
    for (std::size_t index = 0; index < kBands; ++index) {
        if (m_bands[index].extreme == 0)
            std::ranges::fill(m_peaks.row(index), 0.0F);
    }
    return std::move(m_peaks);
}

Matrix spectralContrast(const Matrix& magnitude, int rateHz) {
    ContrastLevels levels(magnitude.rows, rateHz, magnitude.columns);
    forEachBlock(magnitude, [&](const FrameBlock& block, std::size_t first) { levels.measure(block, first); });
    return levels.take();
}

} // namespace segue::features
