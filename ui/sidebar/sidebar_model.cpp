// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sidebar/sidebar_model.h"

#include <algorithm>

namespace segue::ui {

namespace {

QString iconOf(const SidebarRow& row) {
    if (row.isOffline)
        return QStringLiteral("offline");
    if (!row.icon.isEmpty())
        return row.icon;
    switch (row.kind) {
    case SidebarRow::Kind::allMusic:
        return QStringLiteral("all-music");
    case SidebarRow::Kind::library:
        return QStringLiteral("library");
    case SidebarRow::Kind::folder:
        return QStringLiteral("folder");
    case SidebarRow::Kind::rules:
        return QStringLiteral("rules");
    case SidebarRow::Kind::spotify:
        return QStringLiteral("cloud");
    case SidebarRow::Kind::playlist:
    case SidebarRow::Kind::file:
    case SidebarRow::Kind::spotifyList:
        break;
    }
    return QStringLiteral("playlist");
}

} // namespace

SidebarModel::SidebarModel(QObject* parent)
    : QAbstractListModel(parent) {}

/// While the rows are the same ones, what is chosen or edited stays.
void SidebarModel::setRows(std::vector<SidebarRow> rows) {
    if (rows == m_rows)
        return;
    const bool areSame = std::ranges::equal(rows, m_rows, {}, &SidebarRow::key, &SidebarRow::key);
    if (!areSame)
        beginResetModel();
    m_rows = std::move(rows);
    if (!areSame)
        endResetModel();
    else
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int SidebarModel::rowOf(const QString& key) const {
    const auto found = std::ranges::find(m_rows, key, &SidebarRow::key);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int SidebarModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

QVariant SidebarModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SidebarRow& entry = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return entry.name;
    case Qt::ToolTipRole:
        return entry.tip;
    case Qt::AccessibleTextRole:
        return entry.spoken;
    case countRole:
        return entry.count;
    case offlineRole:
        return entry.isOffline;
    case belowRole:
        return entry.below;
    case depthRole:
        return entry.depth;
    case iconRole:
        return iconOf(entry);
    case foldRole:
        return static_cast<int>(entry.fold);
    case isPlaylistRole:
        return entry.isPlaylist() || entry.kind == SidebarRow::Kind::spotifyList;
    default:
        return {};
    }
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const auto kind = row(index.row()).kind;
    auto flags = QAbstractListModel::flags(index);
    if (kind != SidebarRow::Kind::allMusic && kind != SidebarRow::Kind::file && kind != SidebarRow::Kind::spotifyList)
        flags |= Qt::ItemIsEditable | Qt::ItemIsDragEnabled;
    return flags;
}

bool SidebarModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const QString name = value.toString().trimmed();
    if (!index.isValid() || role != Qt::EditRole || name.isEmpty() || name == row(index.row()).name)
        return false;
    Q_EMIT renameWanted(row(index.row()), name);
    return true;
}

} // namespace segue::ui
