// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/opening_view.h"

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
class NameList final : public OpeningView<QListView> {
    Q_OBJECT

public:
    explicit NameList(NameModel& names, QWidget* parent = nullptr);

Q_SIGNALS:
    void opened(int row); ///< clicked, or Return
    void menuWanted(int row, QPoint globalPosition);

protected:
    void open(const QModelIndex& index) override { Q_EMIT opened(index.row()); }
    void openMenu(const QModelIndex& index, QPoint globalPosition) override { Q_EMIT menuWanted(index.row(), globalPosition); }

private:
    NameDelegate m_delegate;
};

} // namespace segue::ui
