// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace segue::ui {

/// What part of the map is seen, and how large: pure. The map's y grows downwards, as the screen's does.
class MapCamera final {
public:
    static constexpr double kFarthest = 0.5;  ///< of the size at which all of the map is seen
    static constexpr double kNearest = 400.0; ///< likewise

    void setBounds(const QRectF& bounds); ///< where the songs are; shows all of them
    void setView(const QSizeF& size);     ///< in pixels; what is in the middle stays there
    void fit();                           ///< all of the map

    void zoom(double factor, QPointF about); ///< the place under `about` stays under it
    void pan(QPointF pixels);                ///< the map moves so far; never out of sight
    void centre(QPointF place);

    [[nodiscard]] QPointF toScreen(double x, double y) const;
    [[nodiscard]] QPointF toMap(QPointF pixel) const;
    [[nodiscard]] double scale() const { return m_scale; }            ///< pixels a unit
    [[nodiscard]] double zoomed() const { return m_scale / whole(); } ///< 1: all of the map is seen
    [[nodiscard]] QRectF seen() const;                                ///< of the map
    [[nodiscard]] bool isFitted() const { return m_isFitted; }

private:
    [[nodiscard]] double whole() const;
    void keepInside();

    QRectF m_bounds{-1.0, -1.0, 2.0, 2.0};
    QSizeF m_view{100.0, 100.0};
    QPointF m_centre; ///< of the map, in the middle of the view
    double m_scale = 50.0;
    bool m_isFitted = true; ///< it follows the view's size
};

} // namespace segue::ui
