// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events.h"

#include <QAbstractListModel>

namespace segue::ui {

/// The sidebar's libraries. Editing a row asks for the new name with renameWanted; the row changes when the engine reports
/// it.
class LibraryListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { countRole = Qt::UserRole, offlineRole };

    explicit LibraryListModel(QObject* parent = nullptr);

    void setLibraries(const std::vector<Library>& libraries);
    [[nodiscard]] const std::vector<Library>& libraries() const { return m_libraries; }
    [[nodiscard]] const Library& library(int row) const { return m_libraries[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(LibraryId library) const; ///< -1: there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

Q_SIGNALS:
    void renameWanted(segue::LibraryId library, const QString& name);

private:
    std::vector<Library> m_libraries;
};

} // namespace segue::ui
