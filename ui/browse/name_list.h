// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace segue::ui {

class NameModel;

/// A name and, at the right edge, what is known under it.
class NameDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// Artists or genres, a line each.
class NameList final : public QListView {
    Q_OBJECT

public:
    explicit NameList(NameModel& names, QWidget* parent = nullptr);

Q_SIGNALS:
    void opened(int row); ///< clicked, or Return
    void menuWanted(int row, QPoint globalPosition);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    NameDelegate m_delegate;
};

} // namespace segue::ui
