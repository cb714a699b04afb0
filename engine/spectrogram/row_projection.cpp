// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/row_projection.h"

#include "engine/features/mel.h"
#include "engine/spectrogram/chroma_projection.h"
#include "engine/spectrogram/hann_lobe.h"
#include "engine/spectrogram/rows.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace segue::spectrogram {

namespace {

/// Rows evenly spaced in Hz: of the bins of a row, the loudest is kept.
class LinearProjection final : public RowProjection {
public:
    explicit LinearProjection(int windowLength)
        : m_rows(windowLength)
        , m_scale(1.0F / fullScalePower(windowLength)) {}

    void apply(std::span<const float> power, std::span<float> rows) const override {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            const auto bins = power.subspan(row * m_rows.bins, m_rows.bins);
            rows[row] = *std::ranges::max_element(bins) * m_scale;
        }
    }

private:
    LinearRows m_rows;
    float m_scale;
};

/// Rows evenly spaced in pitch. Where bins are dense, the loudest of a row is kept; where they are sparse, rows between two
/// bins are interpolated.
class LogarithmicProjection final : public RowProjection {
public:
    explicit LogarithmicProjection(const SpectrogramStyle& style)
        : m_scale(1.0F / fullScalePower(style.windowLength)) {
        const SpectrogramAxis axis(style);
        const double binHz = static_cast<double>(kSpectrogramRateHz) / style.windowLength;
        for (std::size_t row = 0; row < axis.rows(); ++row) {
            const auto centre = static_cast<double>(row);
            const double at = axis.hzOf(centre) / binHz;
            const double from = std::ceil(axis.hzOf(centre - 0.5) / binHz);
            const double to = std::ceil(axis.hzOf(centre + 0.5) / binHz);
            m_rows.push_back({.below = static_cast<std::size_t>(at),
                              .share = static_cast<float>(at - std::floor(at)),
                              .first = static_cast<std::size_t>(from),
                              .count = static_cast<std::size_t>(to - from)});
        }
    }

    void apply(std::span<const float> power, std::span<float> rows) const override {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Row& row = m_rows[i];
            float value = power[row.below] * (1.0F - row.share) + power[row.below + 1] * row.share;
            for (const float bin : power.subspan(row.first, row.count))
                value = std::max(value, bin);
            rows[i] = value * m_scale;
        }
    }

private:
    struct Row {
        std::size_t below; ///< the bin below the centre
        float share;       ///< of the bin above it
        std::size_t first; ///< of the bins inside the row
        std::size_t count;
    };
    std::vector<Row> m_rows;
    float m_scale;
};

/// Mel bands. With short windows the low bands are narrower than a bin and have none: they take what lies between the
/// two bins around them.
class MelProjection final : public RowProjection {
public:
    explicit MelProjection(const SpectrogramStyle& style)
        : m_bank(kSpectrogramRateHz, style.windowLength, static_cast<int>(kMelRows))
        , m_bands(kMelRows) {
        const SpectrogramAxis axis(style);
        const double binHz = static_cast<double>(kSpectrogramRateHz) / style.windowLength;
        const features::Matrix filters = m_bank.dense();
        const float fullScale = fullScalePower(style.windowLength);
        for (std::size_t band = 0; band < m_bands.size(); ++band) {
            const double at = axis.hzOf(static_cast<double>(band)) / binHz;
            double response = 0.0;
            double largest = 0.0;
            for (std::size_t bin = 0; bin < filters.columns; ++bin) {
                response += static_cast<double>(filters.at(band, bin)) * hannLobe(static_cast<double>(bin) - at);
                largest = std::max(largest, static_cast<double>(filters.at(band, bin)));
            }
            // A filter that only brushes a bin would be scaled up to noise.
            const bool isEmpty =
                response < 0.25 * 2.0 / (axis.hzOf(static_cast<double>(band) + 1.0) - axis.hzOf(static_cast<double>(band) - 1.0));
            m_bands[band] = {.scale = isEmpty ? 0.0F : static_cast<float>(1.0 / response) / fullScale,
                             .below = static_cast<std::size_t>(at),
                             .share = static_cast<float>(at - std::floor(at))};
        }
        m_fullScale = fullScale;
    }

    void apply(std::span<const float> power, std::span<float> rows) const override {
        m_bank.apply(power, rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Band& band = m_bands[i];
            if (band.scale > 0.0F)
                rows[i] *= band.scale;
            else
                rows[i] = (power[band.below] * (1.0F - band.share) + power[band.below + 1] * band.share) / m_fullScale;
        }
    }

private:
    struct Band {
        float scale = 0.0F; ///< 0: the filter has no bin
        std::size_t below = 0;
        float share = 0.0F;
    };
    features::MelFilterbank m_bank;
    std::vector<Band> m_bands;
    float m_fullScale = 1.0F;
};

} // namespace

std::unique_ptr<const RowProjection> makeProjection(const SpectrogramStyle& style) {
    switch (style.kind) {
    case SpectrogramKind::stft:
        if (style.linear)
            return std::make_unique<LinearProjection>(style.windowLength);
        return std::make_unique<LogarithmicProjection>(style);
    case SpectrogramKind::mel:
        return std::make_unique<MelProjection>(style);
    case SpectrogramKind::chroma:
        return std::make_unique<ChromaProjection>(style);
    case SpectrogramKind::constantQ:
        break;
    }
    throw Error(ErrorKind::usage, "The constant-Q transform is not made of a spectrum.");
}

} // namespace segue::spectrogram
