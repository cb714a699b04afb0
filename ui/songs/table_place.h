// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <optional>
#include <vector>

class QTableView;

namespace segue::ui {

class SongTableModel;

/// Remembers where a song table is scrolled to and finds the place again after its rows changed: the row at the top stays
/// there. If it was removed, the nearest remaining row takes its place; a table that shows its beginning keeps showing it.
class TablePlace final {
public:
    /// @param rowsMayGo the row at the top may be gone afterwards
    TablePlace(const QTableView& table, const SongTableModel& model, bool rowsMayGo);

    [[nodiscard]] bool wasEmpty() const { return m_wasEmpty; }
    /// The new value for the vertical scroll bar; none: leave it.
    [[nodiscard]] std::optional<int> scrolled() const;

private:
    const QTableView& m_table;
    const SongTableModel& m_model;
    bool m_wasEmpty;
    bool m_wasAtTop;
    int m_offset = 0; ///< offset of the row at the top, pixels
    /// The row at the top, then the rows below it, then those above it: the first one that is still there goes to the top.
    std::vector<TrackId> m_songs;
};

} // namespace segue::ui
