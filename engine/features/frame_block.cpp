// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/features/frame_block.h"

namespace segue::features {

namespace {

/// Four bins of four frames, turned: rows become columns.
inline void turn(const float* from, std::size_t rowLength, float* to) {
    const Quad a = loadQuad(from);
    const Quad b = loadQuad(from + rowLength);
    const Quad c = loadQuad(from + 2 * rowLength);
    const Quad d = loadQuad(from + 3 * rowLength);
    const Quad abLow = __builtin_shufflevector(a, b, 0, 4, 1, 5);
    const Quad abHigh = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    const Quad cdLow = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const Quad cdHigh = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    storeQuad(to, __builtin_shufflevector(abLow, cdLow, 0, 1, 4, 5));
    storeQuad(to + kLanes, __builtin_shufflevector(abLow, cdLow, 2, 3, 6, 7));
    storeQuad(to + 2 * kLanes, __builtin_shufflevector(abHigh, cdHigh, 0, 1, 4, 5));
    storeQuad(to + 3 * kLanes, __builtin_shufflevector(abHigh, cdHigh, 2, 3, 6, 7));
}

} // namespace

void FrameBlock::assign(std::span<const float> frames) {
    std::size_t at = 0;
    for (; at + 4 <= m_bins; at += 4) {
        for (std::size_t lane = 0; lane < kLanes; lane += 4)
            turn(frames.data() + lane * m_bins + at, m_bins, bin(at) + lane);
    }
    for (; at < m_bins; ++at) {
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            bin(at)[lane] = frames[lane * m_bins + at];
    }
}

void FrameBlock::assign(const Matrix& spectrogram, std::size_t first) {
    const std::size_t count = std::min(kLanes, spectrogram.columns - first);
    if (count < kLanes)
        std::ranges::fill(m_values, 0.0F);
    for (std::size_t at = 0; at < m_bins; ++at)
        std::ranges::copy(spectrogram.row(at).subspan(first, count), bin(at));
}

void FrameBlock::copyTo(Matrix& spectrogram, std::size_t first) const {
    const std::size_t count = std::min(kLanes, spectrogram.columns - first);
    for (std::size_t at = 0; at < m_bins; ++at)
        std::copy_n(bin(at), count, spectrogram.row(at).subspan(first).begin());
}

void FrameBlock::assignSquareOf(const FrameBlock& magnitude) {
    std::ranges::transform(magnitude.m_values, m_values.begin(), [](float value) { return value * value; });
}

} // namespace segue::features
