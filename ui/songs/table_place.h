// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"

#include <optional>
#include <vector>

class QTableView;

namespace segue::ui {

class SongTableModel;

/// Where a song table is scrolled to, to be found again after its rows have changed: the row at the top stays there. Where it
/// is taken away, the nearest that is left takes its place; a table that shows its beginning goes on showing it.
class TablePlace final {
public:
    /// @param rowsMayGo the row at the top may be gone afterwards
    TablePlace(const QTableView& table, const SongTableModel& model, bool rowsMayGo);

    [[nodiscard]] bool wasEmpty() const { return m_wasEmpty; }
    /// What the vertical scroll bar has to be set to now; none: as it is.
    [[nodiscard]] std::optional<int> scrolled() const;

private:
    const QTableView& m_table;
    const SongTableModel& m_model;
    bool m_wasEmpty;
    bool m_wasAtTop;
    int m_offset = 0; ///< of the row at the top, pixels
    /// The row at the top first, then those below it and those above it: the first that is still there is to be at the top.
    std::vector<TrackId> m_songs;
};

} // namespace segue::ui
