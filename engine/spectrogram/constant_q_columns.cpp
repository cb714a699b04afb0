// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/constant_q_columns.h"

#include "engine/spectrogram/rows.h"

#include <algorithm>
#include <cmath>

namespace segue::spectrogram {

namespace {

constexpr std::int64_t kLongestStep = 512;
constexpr std::int64_t kSamplesAtATime = 1 << 18; // six seconds: the context is a third of the work then
constexpr std::int64_t kContext = std::int64_t{kSpectrogramRateHz} / kLongestStep * kLongestStep + kLongestStep;

std::int64_t stepOf(const SpectrogramStyle& style) { return std::min(style.columnSamples(), kLongestStep); }

/// A filter sees as many periods of its note as this.
const double kPeriods = 1.0 / (std::exp2(1.0 / kNotesPerOctave) - 1.0);

} // namespace

ConstantQColumns::ConstantQColumns(const SpectrogramStyle& style)
    : m_columnSamples(style.columnSamples())
    , m_step(stepOf(style))
    , m_transform(kSpectrogramRateHz, {.hopLength = static_cast<int>(m_step)})
    , m_scale(kConstantQRows) {
    // The transform of a sine with amplitude 1 is half the root of its filter's length.
    const SpectrogramAxis axis(style);
    for (std::size_t row = 0; row < m_scale.size(); ++row)
        m_scale[row] = static_cast<float>(2.0 / std::sqrt(kPeriods * kSpectrogramRateHz / axis.hzOf(static_cast<double>(row))));
}

std::size_t ConstantQColumns::atATime() const {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(kSamplesAtATime / m_columnSamples, 1, kTileColumns));
}

features::Matrix ConstantQColumns::compute(SongSamples& song, std::int64_t first, std::size_t count) {
    const std::int64_t framesAColumn = m_columnSamples / m_step;
    const std::int64_t length = static_cast<std::int64_t>(count) * m_columnSamples;
    std::vector<float> samples(static_cast<std::size_t>(length + 2 * kContext));
    song.read(first * m_columnSamples + m_step / 2 - kContext, samples);
    const features::Matrix transform = m_transform.compute(samples);
    features::Matrix result(kConstantQRows, count);
    const std::int64_t lead = kContext / m_step;
    for (std::size_t row = 0; row < result.rows; ++row) {
        const auto frames = transform.row(row).subspan(static_cast<std::size_t>(lead));
        for (std::size_t column = 0; column < count; ++column) {
            const auto part =
                frames.subspan(column * static_cast<std::size_t>(framesAColumn), static_cast<std::size_t>(framesAColumn));
            const float magnitude = *std::ranges::max_element(part) * m_scale[row];
            result.at(row, column) = magnitude * magnitude;
        }
    }
    return result;
}

} // namespace segue::spectrogram
