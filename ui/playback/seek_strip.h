// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QLabel;

namespace segue::ui {

class HoverLabel;
class WaveformSlider;

/// The bar's way through a song: what is over, the seek bar with waveform and chapters, and how long it is.
class SeekStrip final : public QWidget {
    Q_OBJECT

public:
    explicit SeekStrip(QWidget* parent = nullptr);

    void showPosition(const playback::PlaybackStatus& status);
    void showWaveformOf(const playback::PlaybackStatus& status);
    void showChapters(const std::vector<Chapter>& chapters); ///< of what plays: marks in the seek bar
    void takeOutline(const OutlineLoaded& outline);          ///< another song's is left aside
    void seekBy(std::chrono::milliseconds step);             ///< from where playing is; clamped to what plays

Q_SIGNALS:
    void seekWanted(std::chrono::milliseconds position);
    void outlineWanted(const std::filesystem::path& song);

private:
    [[nodiscard]] QString placeWords(std::chrono::milliseconds place) const;

    QLabel* m_elapsed;
    WaveformSlider* m_seek;
    HoverLabel* m_under; ///< the time under the pointer
    QLabel* m_length;
    std::vector<Chapter> m_chapters; ///< of what plays
    std::filesystem::path m_song;    ///< whose waveform is in the seek bar, or on its way
    bool m_outlined = false;         ///< all of its waveform is here, or there is none to be had
};

} // namespace segue::ui
