// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/songs/chosen_rows.h"

#include "ui/songs/song_table_model.h"

#include <QAbstractItemView>

#include <algorithm>
#include <iterator>
#include <utility>

namespace segue::ui {

ChosenRows::ChosenRows(QAbstractItemView& table, SongTableModel& model)
    : QObject(&table)
    , m_table(table)
    , m_model(model) {}

std::vector<int> ChosenRows::all() const {
    std::vector<int> rows;
    for (const auto& range : m_table.selectionModel()->selection())
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

bool ChosenRows::isOnly(int row) const { return row >= 0 && all() == std::vector<int>{row}; }

void ChosenRows::keep() {
    m_kept.clear();
    const auto rows = all();
    if (rows.size() > 1)
        std::ranges::transform(rows, std::back_inserter(m_kept), [this](int row) { return m_model.idOf(row); });
}

/// In runs of rows, of which there are few.
void ChosenRows::restore() {
    std::vector<int> rows;
    for (const TrackId id : std::exchange(m_kept, {}))
        if (const int row = m_model.rowOf(id); row >= 0)
            rows.push_back(row);
    std::ranges::sort(rows);
    QItemSelection selection;
    for (std::size_t first = 0, next = 0; first < rows.size(); first = next) {
        for (next = first + 1; next < rows.size() && rows[next] == rows[next - 1] + 1;)
            ++next;
        selection.append(QItemSelectionRange(m_model.index(rows[first], 0), m_model.index(rows[next - 1], kSongColumns - 1)));
    }
    if (!selection.isEmpty())
        m_table.selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

} // namespace segue::ui
