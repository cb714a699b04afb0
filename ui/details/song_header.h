// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QWidget>

class QLabel;

namespace segue::ui {

class CoverView;

/// The head of the Song details page: cover, title, artist, album, and in one line what was measured.
class SongHeader final : public QWidget {
    Q_OBJECT

public:
    explicit SongHeader(QWidget* parent = nullptr);

    /// True: the song is another one than before, and its cover is not here yet.
    bool showTrack(const Track& track);
    void showProblem(const QString& problem); ///< beneath; empty hides it
    [[nodiscard]] QString measured() const; ///< as shown
    [[nodiscard]] QString problem() const;
    [[nodiscard]] CoverView& cover() { return *m_cover; }

private:
    void showLines();

    CoverView* m_cover;
    QLabel* m_title;
    QLabel* m_artist;
    QLabel* m_album;
    QLabel* m_measured;
    QLabel* m_problem;
};

} // namespace segue::ui
