// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/browse/name_groups.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace segue::ui {

/// Artists or genres by name, those of them that are to be shown.
class NameModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { factsRole = Qt::UserRole }; ///< "3 albums · 34 songs"

    using QAbstractListModel::QAbstractListModel;

    /// A name that is shown.
    struct Row {
        std::uint32_t group = 0;  ///< of NameGroups::groups
        std::uint32_t albums = 0; ///< 0: not told
        bool operator==(const Row&) const = default;
    };
    void setNames(std::shared_ptr<const browse::NameGroups> names, std::vector<Row> rows);
    [[nodiscard]] const browse::NameGroup& group(int row) const {
        return m_names->groups[m_rows[static_cast<std::size_t>(row)].group];
    }
    [[nodiscard]] std::uint32_t groupIndex(int row) const { return m_rows[static_cast<std::size_t>(row)].group; }
    [[nodiscard]] QString name(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const browse::NameGroups> m_names;
    std::vector<Row> m_rows;
};

} // namespace segue::ui
