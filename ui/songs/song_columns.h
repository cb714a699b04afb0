// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/words/song_column.h"

#include <QObject>

#include <array>

class QHeaderView;
class QTableView;

namespace segue::ui {

/// The columns of a song table: which are shown, how wide each is, and the header's menu. The visible ones always fill the
/// table's width, or are wider than it where they could not be read. Remembers what the listener chose. Belongs to the table.
class SongColumns final : public QObject {
    Q_OBJECT

public:
    SongColumns(QTableView& table, Settings& settings); ///< the table has its model by now

    /// Fewer columns; the wide layout's come back afterwards.
    void setNarrow(bool narrow);
    void fit(int kept = -1); ///< to the table's width; kept: the one that is being dragged now
    void remember();

private:
    void setUp();
    void restore();
    void takeShares();
    void fitRating();
    [[nodiscard]] int scrollBarToCome() const;
    [[nodiscard]] int leastWidth(int column) const;
    void showMenu(QPoint position);

    QTableView& m_table;
    QHeaderView& m_header;
    Settings& m_settings;
    std::array<int, kSongColumns> m_shares{}; ///< of the width, per column
    bool m_fitting = false;                   ///< the columns change for the window's sake, not the listener's
    bool m_narrow = false;
    bool m_ratingChosen = false; ///< the listener showed or hid it; until then it is shown where there is room
};

} // namespace segue::ui
