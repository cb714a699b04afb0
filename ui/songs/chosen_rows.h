// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QObject>

#include <vector>

class QAbstractItemView;

namespace segue::ui {

class SongTableModel;

/// The chosen rows of a song table. If several are chosen, they stay chosen when the model is loaded again, as far as their
/// songs are shown. Belongs to the table.
class ChosenRows final : public QObject {
    Q_OBJECT

public:
    ChosenRows(QAbstractItemView& table, SongTableModel& model);

    [[nodiscard]] std::vector<int> all() const; ///< top to bottom
    [[nodiscard]] bool isOnly(int row) const;
    void keep();    ///< call before the model is reset
    void restore(); ///< call after the reset

private:
    QAbstractItemView& m_table;
    SongTableModel& m_model;
    std::vector<TrackId> m_kept;
};

} // namespace segue::ui
