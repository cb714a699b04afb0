// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/name_model.h"

#include "ui/words/browse_text.h"
#include "ui/words/format.h"

#include <utility>

namespace segue::ui {

void NameModel::setNames(std::shared_ptr<const browse::NameGroups> names, std::vector<Row> rows) {
    if (names == m_names && rows == m_rows)
        return;
    beginResetModel();
    m_names = std::move(names);
    m_rows = std::move(rows);
    endResetModel();
}

QString NameModel::name(int row) const { return text(std::string(m_names->names[group(row).name])); }

int NameModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant NameModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto& shown = group(index.row());
    const QString facts =
        artistFactsText(m_rows[static_cast<std::size_t>(index.row())].albums, shown.songs.size(), shown.guests.size());
    switch (role) {
    case Qt::DisplayRole:
        return name(index.row());
    case factsRole:
        return facts;
    case Qt::AccessibleTextRole:
        return name(index.row()) + QStringLiteral(", ") + facts;
    default:
        return {};
    }
}

} // namespace segue::ui
