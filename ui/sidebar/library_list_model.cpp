// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/library_list_model.h"

#include "ui/words/format.h"
#include "ui/words/library_text.h"

#include <algorithm>

namespace segue::ui {

namespace {

QString countsText(const Library& library) {
    const QString missing = missingText(library.missingCount);
    return missing.isEmpty() ? songsText(library.trackCount) : songsText(library.trackCount) + QStringLiteral(", ") + missing;
}

} // namespace

LibraryListModel::LibraryListModel(QObject* parent)
    : QAbstractListModel(parent) {}

void LibraryListModel::setLibraries(const std::vector<Library>& libraries) {
    if (std::ranges::equal(libraries, m_libraries, {}, &Library::id, &Library::id)) {
        m_libraries = libraries;
        if (!libraries.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    beginResetModel();
    m_libraries = libraries;
    endResetModel();
}

int LibraryListModel::rowOf(LibraryId library) const {
    const auto found = std::ranges::find(m_libraries, library, &Library::id);
    return found == m_libraries.end() ? -1 : static_cast<int>(found - m_libraries.begin());
}

int LibraryListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_libraries.size());
}

QVariant LibraryListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Library& entry = library(index.row());
    const QString folder = pathText(entry.root);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(entry.name);
    case Qt::ToolTipRole:
        return tipText(entry.offline
                           ? absenceTitle(entry) + QStringLiteral(".\n") + absenceText(entry)
                           : QStringList{folder, countsText(entry), watchingText(entry.watching)}.join(QLatin1Char('\n')));
    case Qt::AccessibleTextRole:
        return entry.offline ? tr("%1, offline").arg(text(entry.name))
                             : tr("%1, %2").arg(text(entry.name), songsText(entry.trackCount));
    case countRole:
        return countText(entry.trackCount);
    case offlineRole:
        return entry.offline;
    default:
        return {};
    }
}

Qt::ItemFlags LibraryListModel::flags(const QModelIndex& index) const {
    return QAbstractListModel::flags(index) | Qt::ItemIsEditable;
}

bool LibraryListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString name = value.toString().trimmed();
    if (!index.isValid() || role != Qt::EditRole || name.isEmpty() || name == text(library(index.row()).name))
        return false;
    Q_EMIT renameWanted(library(index.row()).id, name);
    return true;
}

} // namespace segue::ui
