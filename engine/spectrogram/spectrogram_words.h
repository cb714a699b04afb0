// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace segue {

/// Spectrograms of a song, computed tile by tile: how loud each frequency is at each time. A tile has kTileColumns columns, a
/// column is a stretch of time, a row a stretch of the frequency axis.

/// What is computed. All from the mean of the channels at kSpectrogramRateHz.
enum class SpectrogramKind : std::uint8_t {
    stft,      ///< power of the Fourier transform; the axis is logarithmic, or linear if so wished
    mel,       ///< the same, summed into mel bands
    constantQ, ///< one row a semitone, C1 to B7; chooses its windows by itself
    chroma,    ///< one row a pitch class, C to B
};

inline constexpr int kSpectrogramRateHz = 44'100;
inline constexpr std::int64_t kTileColumns = 256;

/// How a spectrogram is computed: everything that two tiles can differ in, except their place.
struct SpectrogramStyle {
    static constexpr int kShortestWindow = 256;
    static constexpr int kLongestWindow = 16'384;
    static constexpr int kZooms = 8;

    SpectrogramKind kind = SpectrogramKind::mel;
    int windowLength = 2048; ///< samples that one transform sees, a power of two
    int zoom = 4;            ///< 0 .. kZooms - 1; a column is 64 << zoom samples long
    bool linear = false;     ///< stft: rows evenly spaced in Hz
    bool operator==(const SpectrogramStyle&) const = default;

    [[nodiscard]] std::int64_t columnSamples() const { return std::int64_t{64} << zoom; }
    [[nodiscard]] double columnSeconds() const { return static_cast<double>(columnSamples()) / kSpectrogramRateHz; }
    /// The nearest valid style; members that the kind does not use have their default value.
    [[nodiscard]] SpectrogramStyle canonical() const;
};

/// Which frequencies the rows of a style stand for; row 0 is the lowest, whole numbers are the rows' centres. Pure.
class SpectrogramAxis final {
public:
    explicit SpectrogramAxis(const SpectrogramStyle& style);

    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] bool isChroma() const { return m_scale == Scale::chroma; }
    [[nodiscard]] double hzOf(double row) const; ///< 0 for chroma
    [[nodiscard]] double rowOf(double hz) const; ///< may lie outside [0, rows()); chroma: that of its pitch class

private:
    enum class Scale : std::uint8_t { linear, logarithmic, mel, chroma };
    Scale m_scale = Scale::linear;
    std::size_t m_rows = 0;
    double m_first = 0.0; ///< Hz of row 0 (mel: in mel)
    double m_step = 0.0;  ///< per row: Hz, octaves or mel
};

/// One tile. Levels are absolute: a sine of full scale is 0 dB at its row, in every kind and for every window.
struct SpectrogramTile {
    SpectrogramStyle style;
    std::int64_t index = 0; ///< the tile begins at column index * kTileColumns of the song
    std::size_t rows = 0;
    std::size_t columns = 0;          ///< less than kTileColumns where the song ends
    std::vector<std::uint8_t> levels; ///< [rows, columns], lowest row first

    /// Half a decibel a step, 0 is -120 dB or less, 255 is 7.5 dB or more.
    [[nodiscard]] static float decibels(std::uint8_t level) { return static_cast<float>(level) * 0.5F - 120.0F; }
    [[nodiscard]] float decibelsAt(std::size_t row, std::size_t column) const { return decibels(levels[row * columns + column]); }
};

/// Tiles of one song, the most urgent first.
struct SpectrogramRequest {
    std::filesystem::path song;
    SpectrogramStyle style;
    std::vector<std::int64_t> tiles;
};

using SpectrogramColour = std::array<std::uint8_t, 3>; ///< red, green, blue

/// From dark (quiet) to bright (loud), in even steps of brightness.
[[nodiscard]] const std::array<SpectrogramColour, 256>& spectrogramColours();

} // namespace segue
