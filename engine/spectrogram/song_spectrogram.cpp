// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/spectrogram/song_spectrogram.h"

#include "engine/features/png_writer.h"
#include "engine/spectrogram/tile_maker.h"
#include "engine/words/error.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace segue::spectrogram {

using std::chrono::milliseconds;

namespace {

constexpr std::int64_t kMostSamples = std::int64_t{3600} * kSpectrogramRateHz;
/// Below the loudest, in half decibels. Chroma varies less: octaves and their harmonics add up.
float rangeOf(SpectrogramKind kind) { return kind == SpectrogramKind::chroma ? 80.0F : 160.0F; }

/// Columns of levels, one after another: [columns, rows], so that it can grow.
struct Levels {
    std::size_t rows = 0;
    std::vector<std::uint8_t> values;

    [[nodiscard]] std::size_t columns() const { return rows > 0 ? values.size() / rows : 0; }
    [[nodiscard]] std::uint8_t at(std::size_t row, std::size_t column) const { return values[column * rows + row]; }

    void append(const SpectrogramTile& tile) {
        rows = tile.rows;
        for (std::size_t column = 0; column < tile.columns; ++column) {
            for (std::size_t row = 0; row < rows; ++row)
                values.push_back(tile.levels[row * tile.columns + column]);
        }
    }

    /// Neighbours share a column until there are at most so many.
    [[nodiscard]] Levels narrowedTo(std::size_t most) const {
        const std::size_t width = std::min(columns(), most);
        Levels result{rows, std::vector<std::uint8_t>(rows * width)};
        for (std::size_t column = 0; column < columns(); ++column) {
            std::uint8_t* const target = result.values.data() + column * width / columns() * rows;
            for (std::size_t row = 0; row < rows; ++row)
                target[row] = std::max(target[row], at(row, column));
        }
        return result;
    }
};

/// The coarsest zoom that has a column for every pixel.
int zoomFor(std::int64_t samples, int width) {
    int zoom = SpectrogramStyle::kZooms - 1;
    while (zoom > 0 && samples / SpectrogramStyle{.zoom = zoom}.columnSamples() < width)
        --zoom;
    return zoom;
}

Levels readLevels(SongSamples& song, TileMaker& maker) {
    Levels levels;
    const std::int64_t most = kMostSamples / maker.style().columnSamples() / kTileColumns + 1;
    for (std::int64_t index = 0; index < most; ++index) {
        const auto tile = maker.make(song, index, [] { return true; });
        levels.append(*tile);
        if (tile->columns < static_cast<std::size_t>(kTileColumns))
            break;
    }
    return levels;
}

/// RGB rows from the top (highest row) down. Bands are interpolated to the height, notes keep their edges.
std::vector<std::uint8_t> paint(const Levels& levels, std::size_t height, SpectrogramKind kind) {
    const bool interpolates = kind == SpectrogramKind::stft || kind == SpectrogramKind::mel;
    const float range = rangeOf(kind);
    const std::uint8_t loudest = *std::ranges::max_element(levels.values);
    const float darkest = std::max(0.0F, static_cast<float>(loudest) - range);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(height * levels.columns() * 3);
    for (std::size_t y = height; y-- > 0;) {
        const double place = (static_cast<double>(y) + 0.5) / static_cast<double>(height) * static_cast<double>(levels.rows);
        const double at = interpolates ? std::clamp(place - 0.5, 0.0, static_cast<double>(levels.rows - 1)) : std::floor(place);
        const auto below = static_cast<std::size_t>(at);
        const std::size_t above = std::min(below + 1, levels.rows - 1);
        const auto share = static_cast<float>(at - std::floor(at));
        for (std::size_t x = 0; x < levels.columns(); ++x) {
            const float level =
                static_cast<float>(levels.at(below, x)) * (1.0F - share) + static_cast<float>(levels.at(above, x)) * share;
            const float shown = std::clamp((level - darkest) / range, 0.0F, 1.0F);
            const SpectrogramColour& colour = spectrogramColours()[static_cast<std::size_t>(shown * 255.0F + 0.5F)];
            pixels.insert(pixels.end(), colour.begin(), colour.end());
        }
    }
    return pixels;
}

} // namespace

milliseconds writeSongSpectrogram(const std::filesystem::path& song, const std::filesystem::path& png,
                                  const SpectrogramStyle& style, SongSpectrogramSize size) {
    if (size.maxWidth <= 0 || size.height <= 0)
        throw Error(ErrorKind::usage, "A spectrogram needs a size.");
    SongSamples samples(song);
    SpectrogramStyle fitting = style;
    const auto length = std::min<std::int64_t>(kMostSamples, samples.duration().count() * kSpectrogramRateHz / 1000);
    fitting.zoom = zoomFor(length, size.maxWidth);
    TileMaker maker(fitting);
    const Levels levels = readLevels(samples, maker);
    if (levels.columns() == 0)
        throw Error(ErrorKind::badFile, Message(MessageId::songNothingDecoded, {song.filename().string()}));
    const Levels narrow = levels.narrowedTo(static_cast<std::size_t>(size.maxWidth));
    const auto height = static_cast<std::size_t>(size.height);
    features::writePng(png, paint(narrow, height, style.kind), narrow.columns(), height);
    const std::int64_t shown = std::min(kMostSamples, samples.end().value_or(kMostSamples));
    return milliseconds(shown * 1000 / kSpectrogramRateHz);
}

} // namespace segue::spectrogram
