// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings.h"
#include "ui/songs/column_layouts.h"
#include "ui/words/song_column.h"

#include <QObject>

#include <array>

class QHeaderView;
class QTableView;

namespace segue::ui {

/// The columns of a song table: which are shown, how wide each is, and the header's menu. The visible columns fill the
/// table's width, or are wider than it if they would not be readable. Remembers the listener's choice. Belongs to the table.
class SongColumns final : public QObject {
    Q_OBJECT

public:
    SongColumns(QTableView& table, Settings& settings); ///< the table must have its model already

    /// true: shows fewer columns; false: shows those of the wide layout again.
    void setNarrow(bool narrow);
    void fit(int kept = -1); ///< fits the columns to the table's width; kept: the column being dragged
    void remember();

private:
    void setUp();
    void restore();
    void takeShares();
    void fitRating();
    [[nodiscard]] int scrollBarToCome() const;
    [[nodiscard]] int leastWidth(int column) const;
    void hideExtras();
    void showLayout(const QByteArray& layout);
    void showMenu(QPoint position);

    QTableView& m_table;
    QHeaderView& m_header;
    Settings& m_settings;
    ColumnLayouts m_layouts{m_settings};
    std::array<int, kSongColumns> m_shares{}; ///< share of the width, per column
    bool m_fitting = false;                   ///< the columns change with the window, not by the listener
    bool m_narrow = false;
    bool m_ratingChosen = false; ///< the listener showed or hid it; until then it is shown if there is room
};

} // namespace segue::ui
