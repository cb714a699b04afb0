// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_points_painter.h"

#include <algorithm>
#include <cmath>

namespace segue::ui {

namespace {

/// How much of each pixel a disc covers, [side, side], of 256.
struct Disc {
    explicit Disc(double radius)
        : side(2 * static_cast<int>(std::ceil(radius)) + 1)
        , cover(static_cast<std::size_t>(side * side)) {
        const int middle = side / 2;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const double edge = radius + 0.5 - std::hypot(x - middle, y - middle);
                cover[static_cast<std::size_t>(y * side + x)] = static_cast<std::uint16_t>(std::clamp(edge, 0.0, 1.0) * 256.0);
            }
    }
    int side;
    std::vector<std::uint16_t> cover;
};

/// Red and blue in one product, green in another.
QRgb mixed(QRgb under, QRgb over, std::uint32_t cover) {
    const std::uint32_t redBlue = ((under & 0xFF00FFU) * (256 - cover) + (over & 0xFF00FFU) * cover) >> 8U;
    const std::uint32_t green = ((under & 0x00FF00U) * (256 - cover) + (over & 0x00FF00U) * cover) >> 8U;
    return 0xFF000000U | (redBlue & 0xFF00FFU) | (green & 0x00FF00U);
}

class Canvas {
public:
    explicit Canvas(QImage& image)
        : m_pixels(reinterpret_cast<QRgb*>(image.bits()))
        , m_width(image.width())
        , m_height(image.height())
        , m_stride(static_cast<int>(image.bytesPerLine() / 4)) {}

    void stamp(const Disc& disc, int x, int y, QRgb colour) {
        const int left = x - disc.side / 2;
        const int top = y - disc.side / 2;
        if (left + disc.side <= 0 || top + disc.side <= 0 || left >= m_width || top >= m_height)
            return;
        const int fromX = std::max(0, -left);
        const int toX = std::min(disc.side, m_width - left);
        for (int row = std::max(0, -top); row < std::min(disc.side, m_height - top); ++row) {
            QRgb* line = m_pixels + static_cast<std::ptrdiff_t>(top + row) * m_stride + left;
            const std::uint16_t* cover = disc.cover.data() + static_cast<std::ptrdiff_t>(row) * disc.side;
            for (int column = fromX; column < toX; ++column)
                if (cover[column] > 0)
                    line[column] = mixed(line[column], colour, cover[column]);
        }
    }

private:
    QRgb* m_pixels;
    int m_width, m_height, m_stride;
};

} // namespace

double pointRadius(std::size_t points, double zoomed) {
    const double alone = std::clamp(6.2 - std::log10(static_cast<double>(std::max<std::size_t>(points, 1))), 1.0, 5.0);
    return std::min(9.0, alone * std::pow(std::max(zoomed, 0.5), 0.35));
}

void paintPoints(QImage& image, const MapField& field, const MapCamera& camera, const MapLook& look) {
    Canvas canvas(image);
    const double radius = pointRadius(field.size(), camera.zoomed()) * look.pixelRatio;
    const Disc bright(radius);
    const Disc dim(std::max(0.6, radius * 0.7));
    const double margin = (radius + 1.0) / camera.scale();
    const QRectF area = camera.seen().adjusted(-margin, -margin, margin, margin);
    // toScreen(), with what is the same for all points taken out
    const QPointF origin = camera.toScreen(0.0, 0.0) * look.pixelRatio;
    const auto scale = static_cast<float>(camera.scale() * look.pixelRatio);
    const auto left = static_cast<float>(origin.x()) + 0.5F;
    const auto top = static_cast<float>(origin.y()) + 0.5F;
    const auto paint = [&](bool areBright) {
        field.forEachNear(area, [&](std::uint32_t i) {
            if ((look.isBright.empty() || look.isBright[i] != 0) != areBright)
                return;
            const auto x = static_cast<int>(std::floor(field[i].x * scale + left));
            const auto y = static_cast<int>(std::floor(field[i].y * scale + top));
            canvas.stamp(areBright ? bright : dim, x, y, areBright ? look.colours[look.kinds[i]] : look.dim);
        });
    };
    if (!look.isBright.empty())
        paint(false);
    paint(true);
}

} // namespace segue::ui
