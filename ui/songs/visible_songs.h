// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace segue::ui {

class SongTableModel;
class SongTableView;

/// Reports which songs of a table are on the screen and wait for their analysis, top to bottom; a few times a second at most,
/// however fast the table is scrolled.
class VisibleSongs final : public QObject {
    Q_OBJECT

public:
    VisibleSongs(SongTableView& view, SongTableModel& model, QObject* parent = nullptr);

Q_SIGNALS:
    void changed(const std::vector<segue::TrackId>& tracks);

private:
    void look();

    SongTableView& m_view;
    SongTableModel& m_model;
    std::vector<TrackId> m_told;
    QTimer m_soon;
};

} // namespace segue::ui
