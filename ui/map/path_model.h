// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/events/path_events.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace segue::ui {

/// The songs of a path, in order. The display text is the title, the accessible text all of it.
class PathModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        pathArtistRole = Qt::UserRole,
        pathProgressRole, ///< float, [0, 1]
        pathLengthRole,   ///< "3:07"
    };

    explicit PathModel(QObject* parent = nullptr);

    void setPath(const PathReady& path);
    [[nodiscard]] const std::vector<Track>& songs() const { return m_songs; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<Track> m_songs;
    std::vector<float> m_progress;
};

/// A row: its number, title and artist, how far it is on the way as a bar, and its length.
class PathDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace segue::ui
