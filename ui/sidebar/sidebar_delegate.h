// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

/// Paints a row of the sidebar: an arrow where rows lie beneath it, icon, name (a library's folder under it), number of songs; only
/// initials while the sidebar is collapsed.
class SidebarDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit SidebarDelegate(QObject* parent = nullptr);

    void setCollapsed(bool collapsed) { m_collapsed = collapsed; }
    /// Where a click folds or unfolds the row.
    [[nodiscard]] QRect arrowRoom(const QRect& row, const QModelIndex& index) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintWhole(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index, const QColor& colour) const;

    bool m_collapsed = false;
};

} // namespace segue::ui
