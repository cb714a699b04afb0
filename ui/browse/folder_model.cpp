// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/browse/folder_model.h"

#include "ui/browse/name_model.h"
#include "ui/kit/icons.h"
#include "ui/words/format.h"

#include <utility>

namespace segue::ui {

using browse::FolderTree;

void FolderModel::setTree(std::shared_ptr<const FolderTree> tree) {
    if (tree == m_tree)
        return;
    beginResetModel();
    m_tree = std::move(tree);
    m_rowOf.assign(m_tree ? m_tree->nodes.size() : 0, 0);
    if (m_tree)
        for (const auto& folder : m_tree->nodes)
            for (std::size_t row = 0; row < folder.children.size(); ++row)
                m_rowOf[folder.children[row]] = static_cast<int>(row);
    endResetModel();
}

const FolderTree::Folder& FolderModel::folderAt(const QModelIndex& index) const {
    return m_tree->nodes[index.isValid() ? nodeOf(index) : 0];
}

QModelIndex FolderModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || row >= rowCount(parent) || column != 0)
        return {};
    return createIndex(row, 0, quintptr{folderAt(parent).children[static_cast<std::size_t>(row)]});
}

QModelIndex FolderModel::parent(const QModelIndex& index) const {
    const FolderTree::Node above = index.isValid() ? m_tree->nodes[nodeOf(index)].parent : 0;
    return above == 0 ? QModelIndex() : createIndex(m_rowOf[above], 0, quintptr{above});
}

int FolderModel::rowCount(const QModelIndex& parent) const {
    return m_tree ? static_cast<int>(folderAt(parent).children.size()) : 0;
}

int FolderModel::columnCount(const QModelIndex&) const { return 1; }

QVariant FolderModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || !m_tree)
        return {};
    const auto& folder = folderAt(index);
    const QString name = pathText(std::filesystem::path(std::string(m_tree->names[folder.name])));
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case NameModel::factsRole:
        return songsText(folder.songs);
    case Qt::AccessibleTextRole:
        return name + QStringLiteral(", ") + songsText(folder.songs);
    default:
        return {};
    }
}

} // namespace segue::ui
