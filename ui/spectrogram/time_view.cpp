// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/spectrogram/time_view.h"

#include "engine/spectrogram/spectrogram_words.h"

#include <algorithm>

namespace segue::ui {

void TimeView::setSong(double seconds) {
    m_left = 0.0;
    setLength(seconds);
}

void TimeView::setLength(double seconds) {
    m_length = std::max(0.0, seconds);
    clamp();
}

void TimeView::setWidth(double pixels) {
    m_width = std::max(1.0, pixels);
    clamp();
}

void TimeView::setZoom(int zoom) { zoomAt(zoom, m_width / 2.0); }

void TimeView::zoomAt(int zoom, double x) {
    const double kept = secondsAt(x);
    m_zoom = std::clamp(zoom, 0, SpectrogramStyle::kZooms - 1);
    m_left = kept - x * secondsPerPixel();
    clamp();
}

void TimeView::moveTo(double seconds) {
    m_left = seconds;
    clamp();
}

void TimeView::panBy(double pixels) { moveTo(m_left + pixels * secondsPerPixel()); }

void TimeView::centreOn(double seconds) { moveTo(seconds - m_width / 2.0 * secondsPerPixel()); }

int TimeView::farthestZoom() const {
    constexpr int kFarthest = SpectrogramStyle::kZooms - 1;
    int zoom = 0;
    while (zoom < kFarthest && m_length > 0.0 && m_width * SpectrogramStyle{.zoom = zoom}.columnSeconds() < m_length)
        ++zoom;
    return m_length > 0.0 ? zoom : kFarthest;
}

double TimeView::secondsPerPixel() const { return SpectrogramStyle{.zoom = m_zoom}.columnSeconds(); }

void TimeView::clamp() { m_left = std::clamp(m_left, 0.0, std::max(0.0, m_length - m_width * secondsPerPixel())); }

} // namespace segue::ui
