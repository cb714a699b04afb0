// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

/// The stretch of a song that a spectrogram shows: a beginning, a zoom and a width in pixels. Never beyond the song; a song
/// shorter than the spectrogram is at its left. Pure.
class TimeView final {
public:
    void setSong(double seconds);   ///< sets its length; shows the beginning
    void setLength(double seconds); ///< corrects the length
    void setWidth(double pixels);
    void setZoom(int zoom);          ///< keeps the middle
    void zoomAt(int zoom, double x); ///< keeps the time at a pixel
    void moveTo(double seconds);     ///< sets the time at the left edge
    void panBy(double pixels);
    void centreOn(double seconds);

    /// The smallest zoom that shows the whole song; larger ones would show what lies past its end.
    [[nodiscard]] int farthestZoom() const;
    [[nodiscard]] int zoom() const { return m_zoom; } ///< as in SpectrogramStyle: 64 << zoom samples a pixel
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double length() const { return m_length; }
    [[nodiscard]] double left() const { return m_left; }
    [[nodiscard]] double right() const { return m_left + m_width * secondsPerPixel(); }
    [[nodiscard]] double secondsPerPixel() const;
    [[nodiscard]] double xOf(double seconds) const { return (seconds - m_left) / secondsPerPixel(); }
    [[nodiscard]] double secondsAt(double x) const { return m_left + x * secondsPerPixel(); }

private:
    void clamp();

    double m_length = 0.0;
    double m_width = 1.0;
    double m_left = 0.0;
    int m_zoom = 4;
};

} // namespace segue::ui
