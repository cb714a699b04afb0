// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

/// Which stretch of a song a spectrogram shows: a beginning, a zoom, and the pixels there are. Never beyond the song; a
/// song shorter than the spectrogram stands at its left. Pure.
class TimeView final {
public:
    void setSong(double seconds);   ///< its length; the beginning is shown
    void setLength(double seconds); ///< the length turned out to be another
    void setWidth(double pixels);
    void setZoom(int zoom);          ///< keeps the middle
    void zoomAt(int zoom, double x); ///< keeps what is at a pixel
    void moveTo(double seconds);     ///< the left edge
    void panBy(double pixels);
    void centreOn(double seconds);

    /// The least zoom in which the whole song is seen; those beyond would show what lies past its end.
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
