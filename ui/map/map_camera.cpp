// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/map/map_camera.h"

#include <algorithm>

namespace segue::ui {

namespace {

constexpr double kMargin = 1.12; ///< round the songs, when all are seen
constexpr double kLeast = 1e-6;

} // namespace

double MapCamera::whole() const {
    return std::min(m_view.width() / std::max(kLeast, m_bounds.width()), m_view.height() / std::max(kLeast, m_bounds.height())) /
           kMargin;
}

void MapCamera::setBounds(const QRectF& bounds) {
    m_bounds = bounds;
    if (m_bounds.width() < 0.1 || m_bounds.height() < 0.1) { // a single song, or songs in a line
        const QPointF middle = bounds.center();
        m_bounds.setSize({std::max(0.1, bounds.width()), std::max(0.1, bounds.height())});
        m_bounds.moveCenter(middle);
    }
    fit();
}

void MapCamera::setView(const QSizeF& size) {
    m_view = {std::max(1.0, size.width()), std::max(1.0, size.height())};
    if (m_isFitted)
        fit();
    else
        m_scale = std::clamp(m_scale, whole() * kFarthest, whole() * kNearest);
}

void MapCamera::fit() {
    m_centre = m_bounds.center();
    m_scale = whole();
    m_isFitted = true;
}

void MapCamera::zoom(double factor, QPointF about) {
    const QPointF place = toMap(about);
    m_scale = std::clamp(m_scale * factor, whole() * kFarthest, whole() * kNearest);
    m_centre += place - toMap(about);
    m_isFitted = false;
    keepInside();
}

void MapCamera::pan(QPointF pixels) {
    m_centre -= pixels / m_scale;
    m_isFitted = false;
    keepInside();
}

void MapCamera::centre(QPointF place) {
    m_centre = place;
    m_isFitted = false;
    keepInside();
}

/// The middle of the view stays over the songs.
void MapCamera::keepInside() {
    m_centre = {std::clamp(m_centre.x(), m_bounds.left(), m_bounds.right()),
                std::clamp(m_centre.y(), m_bounds.top(), m_bounds.bottom())};
}

QPointF MapCamera::toScreen(double x, double y) const {
    return {(x - m_centre.x()) * m_scale + m_view.width() / 2.0, (y - m_centre.y()) * m_scale + m_view.height() / 2.0};
}

QPointF MapCamera::toMap(QPointF pixel) const {
    return {(pixel.x() - m_view.width() / 2.0) / m_scale + m_centre.x(),
            (pixel.y() - m_view.height() / 2.0) / m_scale + m_centre.y()};
}

QRectF MapCamera::seen() const { return {toMap({0.0, 0.0}), toMap({m_view.width(), m_view.height()})}; }

} // namespace segue::ui
