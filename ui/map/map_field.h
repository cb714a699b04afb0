// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/map_events.h"

#include <QPolygonF>
#include <QRectF>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace segue::ui {

/// The points of a map, found by where they are: a grid of cells. Pure.
class MapField final {
public:
    MapField() = default;
    explicit MapField(std::vector<MapPoint> points);

    [[nodiscard]] std::size_t size() const { return m_points.size(); }
    [[nodiscard]] const MapPoint& operator[](std::size_t index) const { return m_points[index]; }
    [[nodiscard]] const QRectF& bounds() const { return m_bounds; } ///< of all points; empty without points

    /// The point nearest to a place, at most so far from it; -1: there is none.
    [[nodiscard]] int nearest(QPointF place, double within) const;
    [[nodiscard]] std::vector<std::uint32_t> inside(const QPolygonF& outline) const; ///< ascending
    /// Calls visit(index) for all points of the cells that the area touches.
    template <typename Visit>
    void forEachNear(const QRectF& area, Visit&& visit) const;

private:
    static constexpr int kCells = 96; ///< a side

    [[nodiscard]] int column(double x) const;
    [[nodiscard]] int line(double y) const;

    std::vector<MapPoint> m_points;
    QRectF m_bounds;
    std::vector<std::uint32_t> m_first;   ///< [kCells * kCells + 1], of each cell in m_inCells
    std::vector<std::uint32_t> m_inCells; ///< indices of points, cell by cell
};

template <typename Visit>
void MapField::forEachNear(const QRectF& area, Visit&& visit) const {
    if (m_points.empty())
        return;
    for (int y = line(area.top()); y <= line(area.bottom()); ++y)
        for (int x = column(area.left()); x <= column(area.right()); ++x) {
            const auto cell = static_cast<std::size_t>(y * kCells + x);
            for (auto i = m_first[cell]; i < m_first[cell + 1]; ++i)
                visit(m_inCells[i]);
        }
}

} // namespace segue::ui
