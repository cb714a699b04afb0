// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_field.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace segue::ui {

MapField::MapField(std::vector<MapPoint> points)
    : m_points(std::move(points)) {
    if (m_points.empty())
        return;
    const auto [left, right] = std::ranges::minmax(m_points, {}, &MapPoint::x);
    const auto [top, bottom] = std::ranges::minmax(m_points, {}, &MapPoint::y);
    m_bounds = QRectF(QPointF(static_cast<double>(left.x), static_cast<double>(top.y)),
                      QPointF(static_cast<double>(right.x), static_cast<double>(bottom.y)));
    const auto cellOf = [this](const MapPoint& point) {
        return static_cast<std::size_t>(line(static_cast<double>(point.y)) * kCells + column(static_cast<double>(point.x)));
    };
    m_first.assign(static_cast<std::size_t>(kCells * kCells) + 1, 0);
    for (const MapPoint& point : m_points)
        ++m_first[cellOf(point) + 1];
    for (std::size_t cell = 1; cell < m_first.size(); ++cell)
        m_first[cell] += m_first[cell - 1];
    auto next = m_first;
    m_inCells.resize(m_points.size());
    for (std::uint32_t i = 0; i < m_points.size(); ++i)
        m_inCells[next[cellOf(m_points[i])]++] = i;
}

int MapField::column(double x) const {
    const double share = (x - m_bounds.left()) / std::max(1e-9, m_bounds.width());
    return static_cast<int>(std::clamp(share * kCells, 0.0, kCells - 1.0));
}

int MapField::line(double y) const {
    const double share = (y - m_bounds.top()) / std::max(1e-9, m_bounds.height());
    return static_cast<int>(std::clamp(share * kCells, 0.0, kCells - 1.0));
}

int MapField::nearest(QPointF place, double within) const {
    int best = -1;
    double far = within;
    forEachNear({place.x() - within, place.y() - within, 2.0 * within, 2.0 * within}, [&](std::uint32_t index) {
        const MapPoint& point = m_points[index];
        const double distance = std::hypot(static_cast<double>(point.x) - place.x(), static_cast<double>(point.y) - place.y());
        if (distance < far || (distance <= far && best < 0)) {
            far = distance;
            best = static_cast<int>(index);
        }
    });
    return best;
}

std::vector<std::uint32_t> MapField::inside(const QPolygonF& outline) const {
    std::vector<std::uint32_t> found;
    if (outline.size() < 3)
        return found;
    const QRectF box = outline.boundingRect();
    forEachNear(box, [&](std::uint32_t index) {
        const QPointF point(static_cast<double>(m_points[index].x), static_cast<double>(m_points[index].y));
        if (box.contains(point) && outline.containsPoint(point, Qt::OddEvenFill))
            found.push_back(index);
    });
    std::ranges::sort(found);
    return found;
}

} // namespace segue::ui
