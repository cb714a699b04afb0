// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace segue::ui {

class CoverView;
class StarField;

/// The head of the Song details page: cover, title, artist, album, and one line of measured values.
class SongHeader final : public QWidget {
    Q_OBJECT

public:
    explicit SongHeader(QWidget* parent = nullptr);

    /// @return true if this is another song than before, whose cover is not here yet
    bool showTrack(const Track& track);
    void showProblem(const QString& problem); ///< shown beneath; empty hides it
    void showPlaying(bool isPlaying);         ///< true: the button pauses
    [[nodiscard]] QString measured() const;   ///< the line of measured values, as shown
    [[nodiscard]] QString problem() const;
    [[nodiscard]] CoverView& cover() { return *m_cover; }

Q_SIGNALS:
    void playWanted();     ///< to play or to pause
    void rated(int stars); ///< 0: no rating

private:
    void showLines();

    CoverView* m_cover;
    QLabel* m_title;
    QLabel* m_artist;
    QLabel* m_album;
    QLabel* m_measured;
    QLabel* m_problem;
    QToolButton* m_play;
    StarField* m_stars;
};

} // namespace segue::ui
