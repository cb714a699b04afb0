// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/songs/everything_search.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <optional>

namespace segue::ui {

/// What was found of everything as one list: a heading for each kind, its hits, and a row that leads to all songs.
class FindModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { factsRole = Qt::UserRole, iconRole, isHeadingRole };

    explicit FindModel(QObject* parent = nullptr);

    void setFound(const EverythingFound& found);
    [[nodiscard]] std::optional<EverythingHit> hit(int row) const; ///< none: a heading, or the row for all songs
    [[nodiscard]] bool isHeading(int row) const;
    [[nodiscard]] bool isAllSongs(int row) const;
    [[nodiscard]] int first() const; ///< the first row that can be marked; -1: there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row {
        enum class Kind { heading, hit, allSongs };
        Kind kind = Kind::hit;
        EverythingHit hit;
        QString words; ///< of a heading
    };

    void addGroup(const QString& heading, std::size_t all, const std::vector<EverythingHit>& hits);

    std::vector<Row> m_rows;
};

/// Paints its rows.
class FindDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace segue::ui
