// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/tile_images.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace segue::ui {

namespace {

std::array<QRgb, 256> coloursOf(const LevelRange& range) {
    std::array<QRgb, 256> colours{};
    for (std::size_t level = 0; level < colours.size(); ++level)
        colours[level] = range.colourOf(SpectrogramTile::decibels(static_cast<std::uint8_t>(level)));
    return colours;
}

/// One line of an image out of the rows [from, to): where several rows share it, the loudest; else between two rows or,
/// where rows are notes, the row that is there.
void pickLine(const SpectrogramTile& tile, double from, double to, bool isNotes, std::uint8_t* line) {
    const auto rowAt = [&tile](std::size_t row) { return tile.levels.data() + std::min(row, tile.rows - 1) * tile.columns; };
    const auto columns = static_cast<std::ptrdiff_t>(tile.columns);
    if (isNotes || to - from >= 1.0) {
        const auto first = static_cast<std::size_t>(from);
        const auto last = isNotes ? first + 1 : std::max(first + 1, static_cast<std::size_t>(std::ceil(to - 1e-9)));
        std::copy_n(rowAt(first), columns, line);
        for (std::size_t row = first + 1; row < last; ++row)
            std::transform(line, line + columns, rowAt(row), line, [](auto a, auto b) { return std::max(a, b); });
        return;
    }
    const double at = std::max(0.0, (from + to) / 2.0 - 0.5);
    const auto below = static_cast<std::size_t>(at);
    const int share = static_cast<int>((at - std::floor(at)) * 256.0);
    std::transform(rowAt(below), rowAt(below) + columns, rowAt(below + 1), line,
                   [share](int a, int b) { return static_cast<std::uint8_t>((a * (256 - share) + b * share) >> 8); });
}

} // namespace

LevelRange LevelRange::of(SpectrogramKind kind) {
    if (kind == SpectrogramKind::chroma)
        return {-50.F, 0.F};
    return kind == SpectrogramKind::constantQ ? LevelRange{-70.F, -10.F} : LevelRange{};
}

QRgb LevelRange::colourOf(float db) const {
    const float level = std::clamp((db - darkestDb) / (brightestDb - darkestDb), 0.F, 1.F);
    const SpectrogramColour& colour = spectrogramColours()[static_cast<std::size_t>(level * 255.F + 0.5F)];
    return qRgb(colour[0], colour[1], colour[2]);
}

void TileImages::clear() {
    m_tiles.clear();
    m_former.clear();
    m_used.clear();
}

void TileImages::setStyle(const SpectrogramStyle& style) {
    if (style == m_style)
        return;
    SpectrogramStyle same = m_style;
    same.windowLength = style.windowLength;
    if (same != style)
        m_former.clear();
    else if (!m_tiles.empty())
        m_former = std::move(m_tiles);
    m_tiles.clear();
    m_used.clear();
    m_style = style;
}

void TileImages::setHeight(int pixels) {
    if (pixels == m_height)
        return;
    m_height = std::max(1, pixels);
    m_former.clear();
    for (auto& [index, tile] : m_tiles)
        tile.image = paint(*tile.levels);
}

void TileImages::put(std::shared_ptr<const SpectrogramTile> tile) {
    if (tile->style != m_style)
        return;
    const std::int64_t index = tile->index;
    m_former.erase(index);
    m_used.remove(index);
    m_used.push_front(index);
    QImage image = paint(*tile);
    m_tiles.insert_or_assign(index, Tile{std::move(tile), std::move(image)});
    while (m_used.size() > kMost) {
        m_tiles.erase(m_used.back());
        m_used.pop_back();
    }
}

const TileImages::Tile* TileImages::find(std::int64_t index) const {
    const auto found = m_tiles.find(index);
    if (found != m_tiles.end())
        return &found->second;
    const auto former = m_former.find(index);
    return former == m_former.end() ? nullptr : &former->second;
}

void TileImages::use(std::int64_t index) {
    const auto found = std::ranges::find(m_used, index);
    if (found != m_used.end())
        m_used.splice(m_used.begin(), m_used, found);
}

QImage TileImages::paint(const SpectrogramTile& tile) const {
    if (tile.columns == 0)
        return {};
    const auto colours = coloursOf(LevelRange::of(tile.style.kind));
    QImage image(static_cast<int>(tile.columns), m_height, QImage::Format_RGB32);
    std::vector<std::uint8_t> line(tile.columns);
    const bool isNotes = tile.style.kind == SpectrogramKind::constantQ || tile.style.kind == SpectrogramKind::chroma;
    const double rowsPerPixel = static_cast<double>(tile.rows) / m_height;
    for (int y = 0; y < m_height; ++y) {
        const double from = (m_height - 1 - y) * rowsPerPixel;
        pickLine(tile, from, from + rowsPerPixel, isNotes, line.data());
        auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::ranges::transform(line, pixels, [&colours](std::uint8_t level) { return colours[level]; });
    }
    return image;
}

} // namespace segue::ui
