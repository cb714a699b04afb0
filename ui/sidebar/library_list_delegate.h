// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace segue::ui {

/// Paints a library's row: icon, name, number of songs; only the icon while the sidebar is collapsed.
class LibraryListDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit LibraryListDelegate(QObject* parent = nullptr);

    void setCollapsed(bool collapsed) { m_collapsed = collapsed; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                        const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    bool m_collapsed = false;
};

} // namespace segue::ui
