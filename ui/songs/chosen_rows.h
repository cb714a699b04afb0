// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <QObject>

#include <vector>

class QAbstractItemView;

namespace segue::ui {

class SongTableModel;

/// Which rows of a song table are chosen. Where they are several they stay chosen when the model is loaded anew, as far as
/// their songs are shown. Belongs to the table.
class ChosenRows final : public QObject {
    Q_OBJECT

public:
    ChosenRows(QAbstractItemView& table, SongTableModel& model);

    [[nodiscard]] std::vector<int> all() const; ///< top to bottom
    [[nodiscard]] bool isOnly(int row) const;
    void keep();    ///< before the model is reset
    void restore(); ///< after it was

private:
    QAbstractItemView& m_table;
    SongTableModel& m_model;
    std::vector<TrackId> m_kept;
};

} // namespace segue::ui
