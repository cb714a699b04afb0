// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/chroma_projection.h"

#include "engine/features/chroma.h"
#include "engine/spectrogram/hann_lobe.h"
#include "engine/spectrogram/rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace segue::spectrogram {

namespace {

constexpr int kOctaves = 9;
constexpr double kLobeBins = 4.0; ///< beyond them there is nothing that counts

/// What a filter makes of a full-scale sine on its note, in the octave where that is the most.
double strongestResponse(std::span<const float> filter, double lowestBin) {
    double strongest = 0.0;
    double at = lowestBin;
    for (int octave = 0; octave < kOctaves; ++octave, at *= 2.0) {
        double response = 0.0;
        const auto first = static_cast<std::size_t>(std::max(0.0, std::ceil(at - kLobeBins)));
        const auto last = std::min(filter.size(), static_cast<std::size_t>(std::max(0.0, at + kLobeBins) + 1.0));
        for (std::size_t bin = first; bin < last; ++bin)
            response += static_cast<double>(filter[bin]) * hannLobe(static_cast<double>(bin) - at);
        strongest = std::max(strongest, response);
    }
    return strongest;
}

} // namespace

ChromaProjection::ChromaProjection(const SpectrogramStyle& style)
    : m_filters(features::chromaFilters(kSpectrogramRateHz, style.windowLength)) {
    for (std::size_t row = 0; row < m_filters.rows; ++row) {
        const double hz = kConstantQLowestHz * std::exp2(static_cast<double>(row) / kNotesPerOctave);
        const double response = strongestResponse(m_filters.row(row), hz * style.windowLength / kSpectrogramRateHz);
        const auto scale = response > 0.0 ? static_cast<float>(1.0 / response) / fullScalePower(style.windowLength) : 0.0F;
        std::ranges::transform(m_filters.row(row), m_filters.row(row).begin(), [scale](float weight) { return weight * scale; });
    }
}

void ChromaProjection::apply(std::span<const float> power, std::span<float> rows) const {
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto filter = m_filters.row(row);
        rows[row] = std::inner_product(filter.begin(), filter.end(), power.begin(), 0.0F);
    }
}

} // namespace segue::spectrogram
