// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/features/matrix.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <span>
#include <vector>

namespace segue::features {

/// How many frames are processed side by side: a computation along the bins of a spectrum runs for all of them at once, one
/// in each lane of the processor's vectors.
inline constexpr std::size_t kLanes = 16;

/// One number for each frame of a block.
using Lanes = std::array<float, kLanes>;

/// Four lanes in one of the processor's registers, with arithmetic and comparison lane by lane (GCC and Clang).
using Quad = float __attribute__((vector_size(16)));
inline constexpr std::size_t kQuads = kLanes / 4;

[[nodiscard]] inline Quad loadQuad(const float* from) {
    Quad quad;
    std::memcpy(&quad, from, sizeof(quad));
    return quad;
}
inline void storeQuad(float* to, Quad quad) { std::memcpy(to, &quad, sizeof(quad)); }

/// The spectra of kLanes frames, [bins, kLanes]: a column of a spectrogram is a lane here.
class FrameBlock final {
public:
    explicit FrameBlock(std::size_t bins)
        : m_bins(bins)
        , m_values(bins * kLanes) {}

    [[nodiscard]] std::size_t bins() const { return m_bins; }
    [[nodiscard]] std::span<const float> values() const { return m_values; }
    [[nodiscard]] float* bin(std::size_t index) { return m_values.data() + index * kLanes; }
    [[nodiscard]] const float* bin(std::size_t index) const { return m_values.data() + index * kLanes; }
    [[nodiscard]] Quad quad(std::size_t bin, std::size_t index) const { return loadQuad(this->bin(bin) + 4 * index); }

    /// Takes frames that are stored one after the other, [kLanes, bins].
    void assign(std::span<const float> frames);

    /// Takes the frames from @p first on of a spectrogram [bins, frames]; lanes beyond its end are 0.
    void assign(const Matrix& spectrogram, std::size_t first);

    /// Takes the square of every value: power of magnitude.
    void assignSquareOf(const FrameBlock& magnitude);

    /// Copies the frames back into the columns from @p first on, as far as there are any.
    void copyTo(Matrix& spectrogram, std::size_t first) const;

private:
    std::size_t m_bins;
    std::vector<float> m_values;
};

/// Calls @p measure(block, first frame) for a whole spectrogram.
template <typename Measure>
void forEachBlock(const Matrix& spectrogram, Measure measure) {
    FrameBlock block(spectrogram.rows);
    for (std::size_t first = 0; first < spectrogram.columns; first += kLanes) {
        block.assign(spectrogram, first);
        measure(block, first);
    }
}

/// Copies one number for each frame of a block into a row, from @p first on, as far as they fit.
inline void copyLanes(const Lanes& lanes, std::span<float> row, std::size_t first) {
    std::copy_n(lanes.begin(), std::min(kLanes, row.size() - first), row.begin() + static_cast<std::ptrdiff_t>(first));
}

} // namespace segue::features
