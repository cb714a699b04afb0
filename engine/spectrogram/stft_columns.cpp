// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/stft_columns.h"

#include <algorithm>
#include <vector>

namespace segue::spectrogram {

namespace {

constexpr std::int64_t kStftColumnsSamplesAtATime = 1 << 17; // three seconds

std::int64_t framesAColumn(const SpectrogramStyle& style) {
    return std::max<std::int64_t>(1, style.columnSamples() * 2 / style.windowLength);
}

} // namespace

StftColumns::StftColumns(const SpectrogramStyle& style)
    : m_rows(SpectrogramAxis(style).rows())
    , m_columnSamples(style.columnSamples())
    , m_framesAColumn(framesAColumn(style))
    , m_step(m_columnSamples / m_framesAColumn)
    , m_lead((style.windowLength / 2 + m_step - 1) / m_step)
    , m_stft(style.windowLength, static_cast<int>(m_step))
    , m_workspace(m_stft.makeWorkspace())
    , m_projection(makeProjection(style)) {}

std::size_t StftColumns::atATime() const {
    return static_cast<std::size_t>(std::clamp<std::int64_t>(kStftColumnsSamplesAtATime / m_columnSamples, 1, kTileColumns));
}

features::Matrix StftColumns::compute(SongSamples& song, std::int64_t first, std::size_t count) {
    const auto frames = static_cast<std::int64_t>(count) * m_framesAColumn;
    std::vector<float> samples(static_cast<std::size_t>((frames + 2 * m_lead) * m_step));
    // Frame m_lead of the buffer is centred in the first column's first part.
    song.read(first * m_columnSamples + m_step / 2 - m_lead * m_step, samples);
    features::Matrix result(m_rows, count);
    std::vector<float> frame(m_stft.bins());
    std::vector<float> loudest(m_stft.bins());
    std::vector<float> rows(m_rows);
    for (std::size_t column = 0; column < count; ++column) {
        for (std::int64_t part = 0; part < m_framesAColumn; ++part) {
            const auto index = static_cast<std::size_t>(m_lead + static_cast<std::int64_t>(column) * m_framesAColumn + part);
            m_stft.powerFrame(samples, index, m_workspace, part == 0 ? loudest : frame);
            if (part > 0)
                std::ranges::transform(loudest, frame, loudest.begin(), [](float a, float b) { return std::max(a, b); });
        }
        m_projection->apply(loudest, rows);
        for (std::size_t row = 0; row < m_rows; ++row)
            result.at(row, column) = rows[row];
    }
    return result;
}

} // namespace segue::spectrogram
