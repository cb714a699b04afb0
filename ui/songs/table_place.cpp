// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/table_place.h"

#include "ui/songs/song_table_model.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace segue::ui {

TablePlace::TablePlace(const QTableView& table, const SongTableModel& model, bool rowsMayGo)
    : m_table(table)
    , m_model(model)
    , m_wasEmpty(model.rowCount() == 0)
    , m_wasAtTop(table.verticalScrollBar()->value() == 0) {
    const int top = std::max(0, table.rowAt(0));
    const int rows = m_model.rowCount();
    if (m_wasEmpty || top >= rows)
        return;
    m_offset = table.rowViewportPosition(top);
    const int end = rowsMayGo ? rows : top + 1;
    m_songs.reserve(static_cast<std::size_t>(rowsMayGo ? rows : 1));
    for (int row = top; row < end; ++row)
        m_songs.push_back(m_model.idOf(row));
    for (int row = top - 1; rowsMayGo && row >= 0; --row)
        m_songs.push_back(m_model.idOf(row));
}

std::optional<int> TablePlace::scrolled() const {
    if (m_wasAtTop)
        return 0;
    const auto place = std::ranges::find_if(m_songs, [&](TrackId id) { return m_model.rowOf(id) >= 0; });
    if (place == m_songs.end())
        return std::nullopt;
    return m_table.verticalHeader()->sectionPosition(m_model.rowOf(*place)) - m_offset;
}

} // namespace segue::ui
