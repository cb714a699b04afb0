// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/folder_tree.h"

#include <QAbstractItemModel>

#include <memory>

namespace segue::ui {

/// The folders of a library as a tree; the root itself is not shown. NameModel::factsRole says how many songs lie in and beneath
/// one.
class FolderModel final : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setTree(std::shared_ptr<const browse::FolderTree> tree); ///< null: nothing is shown
    [[nodiscard]] browse::FolderTree::Node nodeOf(const QModelIndex& index) const {
        return static_cast<browse::FolderTree::Node>(index.internalId());
    }
    [[nodiscard]] std::size_t folders() const { return m_tree ? m_tree->nodes.size() - 1 : 0; }
    [[nodiscard]] const browse::FolderTree& tree() const { return *m_tree; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] const browse::FolderTree::Folder& folderAt(const QModelIndex& index) const; ///< the root's for an invalid one

    std::shared_ptr<const browse::FolderTree> m_tree;
    std::vector<int> m_rowOf; ///< by node: its place among its parent's children
};

} // namespace segue::ui
