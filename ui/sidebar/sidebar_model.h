// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sidebar/sidebar_rows.h"

#include <QAbstractListModel>

namespace segue::ui {

/// The rows of one of the sidebar's lists. Editing a row asks for the new name with renameWanted; the row changes when the engine
/// reports it.
class SidebarModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { countRole = Qt::UserRole, offlineRole, belowRole, depthRole, iconRole, foldRole, isPlaylistRole };

    explicit SidebarModel(QObject* parent = nullptr);

    void setRows(std::vector<SidebarRow> rows);
    [[nodiscard]] const SidebarRow& row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const std::vector<SidebarRow>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString& key) const; ///< -1: there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void renameWanted(const segue::ui::SidebarRow& row, const QString& name);

private:
    std::vector<SidebarRow> m_rows;
};

} // namespace segue::ui
