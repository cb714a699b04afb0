// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"

#include <QWidget>

#include <optional>

namespace segue::ui {

/// A whole song from left to right: how loud it is, what was analysed, where its preview is and where the music is now, with
/// a legend beneath. A click seeks; so do the arrow keys, Home and End. Dragging chooses a section.
class WaveformView final : public QWidget {
    Q_OBJECT

public:
    explicit WaveformView(QWidget* parent = nullptr);

    void setSong(double seconds);   ///< forgets everything else
    void setLength(double seconds); ///< a better known length of the song
    void setOutline(const Waveform& waveform, float complete, const QString& problem);
    void setSpans(std::vector<SongSpan> excerpts, bool analysed, std::optional<SongSpan> preview);
    void setPlayhead(std::optional<double> seconds);
    void setSection(const std::optional<SongSpan>& section); ///< marks it
    [[nodiscard]] std::optional<double> playhead() const { return m_playhead; }

    [[nodiscard]] QRect plot() const; ///< area of the waveform, without the legend
    [[nodiscard]] double secondsAt(double x) const;
    [[nodiscard]] QSize sizeHint() const override { return {640, 96}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 96}; }

Q_SIGNALS:
    void seekWanted(double seconds);
    void sectionChosen(double from, double to); ///< seconds, while it is dragged; in either order

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] double xOf(double seconds) const;
    void paintSpan(QPainter& painter, const SongSpan& span, const QColor& colour, int top, int height) const;
    void paintSection(QPainter& painter) const;
    void paintWave(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;

    double m_seconds = 0.0;
    Waveform m_waveform;
    float m_complete = 0.F;
    QString m_problem;
    std::vector<SongSpan> m_excerpts;
    bool m_analysed = false; ///< the excerpts were analysed; false: they will be
    std::optional<SongSpan> m_preview;
    std::optional<double> m_playhead;
    std::optional<double> m_pointer; ///< x
    std::optional<SongSpan> m_section;
    std::optional<double> m_pressed; ///< x where the button was pressed
    bool m_isChoosing = false;       ///< it was moved since, too far for a click
};

} // namespace segue::ui
