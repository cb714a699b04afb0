// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

class RowCovers;

/// Paints one cell of the song table: dim if the song cannot be played now, with a sign in the heard-genre column, marked
/// while it plays. In the narrow layout the artist is under the title, and the cover before both.
class SongTableDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SongTableDelegate(RowCovers& covers, QObject* parent = nullptr);

    void setNarrow(bool narrow) { m_narrow = narrow; }

    /// The star of a rating's cell at a point, 1 to 5; 0: none.
    [[nodiscard]] static int starAt(const QRect& cell, QPoint point);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHeard(QPainter& painter, const QRect& room, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    void paintTwoLines(QPainter& painter, QRect room, const QStyleOptionViewItem& option, const QModelIndex& index,
                       const QFont& font, const QColor& colour) const;

    RowCovers& m_covers;
    bool m_narrow = false;
};

} // namespace segue::ui
