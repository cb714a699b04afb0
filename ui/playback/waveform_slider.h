// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/song_details.h"
#include "ui/kit/jump_slider.h"

#include <QPixmap>

#include <vector>

namespace segue::ui {

/// A seek bar with the waveform of what is played in it: heard in the accent colour, the rest muted. Without a waveform
/// it is a plain slider.
class WaveformSlider final : public JumpSlider {
    Q_OBJECT

public:
    explicit WaveformSlider(QWidget* parent = nullptr);

    /// @param duration of the whole song, which the columns cover; an empty waveform is none
    void setWaveform(const Waveform& waveform, std::chrono::milliseconds duration);
    /// Which part of the song the slider goes through; a length of 0: from there to the end.
    void setStretch(const SongSpan& stretch);
    /// Moments of the stretch that stand out, in the slider's values: where chapters begin.
    void setMarks(std::vector<int> marks);
    [[nodiscard]] const std::vector<int>& marks() const { return m_marks; }
    [[nodiscard]] bool hasWaveform() const { return !m_waveform.peak.empty(); }

    [[nodiscard]] QSize sizeHint() const override { return {160, 40}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {56, 32}; }

protected:
    void paintGround(QPainter& painter, const QRectF& room, double x) override;
    void paintHandle(QPainter& painter, const QPointF& place) override;

private:
    [[nodiscard]] QPixmap draw(QSize size, const QColor& colour) const;
    void drawIfNeeded(QSize size);
    void paintMarks(QPainter& painter, const QRectF& room) const;

    Waveform m_waveform;
    std::chrono::milliseconds m_duration{0};
    SongSpan m_stretch;
    QPixmap m_heard; ///< both null: to be drawn anew
    QPixmap m_rest;
    std::vector<int> m_marks;
    qint64 m_paletteKey = 0; ///< of the palette they were drawn in
};

} // namespace segue::ui
