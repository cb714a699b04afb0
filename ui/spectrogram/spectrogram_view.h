// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"
#include "ui/spectrogram/spectrogram_frame.h"
#include "ui/spectrogram/tile_images.h"
#include "ui/spectrogram/time_view.h"

#include <QWidget>

#include <optional>

namespace segue::ui {

/// The spectrogram of a stretch of a song: time to the right, pitch up, dark for quiet to bright for loud, with axes. Asks
/// for the tiles it shows and the next ones, and paints those that are there.
///
/// Drag or the arrows pan, the wheel, + and - zoom, Home and End go to the ends, Up and Down change the window; a click
/// seeks. Panning ends following the playhead.
class SpectrogramView final : public QWidget {
    Q_OBJECT

public:
    explicit SpectrogramView(QWidget* parent = nullptr);

    void setSong(const std::filesystem::path& song, double seconds, double beginAt);
    void setLength(double seconds);                  ///< a better known length of the song
    void setStyle(const SpectrogramStyle& style);    ///< with its zoom
    void setPlayhead(std::optional<double> seconds); ///< moves the spectrogram while following
    void setFollowing(bool follow);
    void setSection(const std::optional<SongSpan>& section); ///< marks it
    void takeTile(const SpectrogramTileLoaded& event);

    [[nodiscard]] const SpectrogramStyle& style() const { return m_style; }
    [[nodiscard]] int wantedZoom() const { return m_wantedZoom; }
    [[nodiscard]] const TimeView& time() const { return m_time; }
    [[nodiscard]] QRect plot() const { return m_frame.plot(); }
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] bool isComplete() const; ///< every visible tile is there
    /// "1:02.35 · 441 Hz (A4 +4 ct) · -32.5 dB" for what is under the pointer; empty outside the spectrogram.
    [[nodiscard]] QString hoverText() const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 280}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 180}; }

    void zoomBy(int steps); ///< > 0: closer, about the playhead or the middle

Q_SIGNALS:
    void tilesWanted(const segue::SpectrogramRequest& wanted);
    void seekWanted(double seconds);
    void sectionChosen(double from, double to); ///< seconds, while it is dragged with Shift; in either order
    void followChanged(bool follow);
    void zoomChanged(int zoom); ///< the listener changed it
    void zoomFitted();          ///< the zoom was fitted to the song, so style() differs from what was wanted
    void windowStepWanted(int steps);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void measure();
    void fitZoom();
    void moved();
    void stopFollowing();
    void panBy(double pixels);
    void zoomTo(int zoom, double x);
    void askForTiles();
    [[nodiscard]] std::vector<std::int64_t> wantedTiles() const;
    [[nodiscard]] SpectrogramStyle tileStyle() const;
    [[nodiscard]] double tileSeconds() const;
    void paintTiles(QPainter& painter);
    void paintMarks(QPainter& painter) const;
    void paintSection(QPainter& painter) const;
    [[nodiscard]] double secondsAt(const QMouseEvent& event) const;

    std::filesystem::path m_song;
    SpectrogramStyle m_style;
    int m_wantedZoom = 4; ///< the listener's choice; this song may be too short for it
    TimeView m_time;
    SpectrogramFrame m_frame;
    TileImages m_tiles;
    std::vector<std::int64_t> m_asked; ///< tiles in the newest request
    QString m_problem;
    std::optional<double> m_playhead;
    std::optional<QPoint> m_pointer;
    std::optional<QPoint> m_pressed;
    bool m_dragging = false;
    std::optional<SongSpan> m_section;
    std::optional<double> m_sectionFrom; ///< seconds; while one is dragged
    bool m_following = true;
};

} // namespace segue::ui
