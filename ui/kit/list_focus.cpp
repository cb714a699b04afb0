// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/list_focus.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QItemSelectionModel>

namespace segue::ui {

namespace {

/// Lives as long as the list.
class ListFocus final : public QObject {
public:
    explicit ListFocus(QAbstractItemView& list)
        : QObject(&list)
        , m_list(list) {
        list.installEventFilter(this);
        connect(
            list.model(), &QAbstractItemModel::modelReset, this,
            [this] {
                if (m_list.hasFocus())
                    look();
            },
            Qt::QueuedConnection); // after the list itself has seen it
        connect(list.model(), &QAbstractItemModel::rowsInserted, this, [this] {
            if (m_list.hasFocus())
                look();
        });
    }

    bool eventFilter(QObject* watched, QEvent* event) override {
        if (watched == &m_list && event->type() == QEvent::FocusIn)
            look();
        return false;
    }

private:
    void look() {
        auto* model = m_list.model();
        int row = 0;
        while (row < model->rowCount() && !model->flags(model->index(row, 0)).testFlag(Qt::ItemIsEnabled))
            ++row; // a heading
        if (!m_list.currentIndex().isValid() && row < model->rowCount())
            m_list.selectionModel()->setCurrentIndex(model->index(row, 0), QItemSelectionModel::NoUpdate);
    }

    QAbstractItemView& m_list;
};

} // namespace

void keepCurrentRow(QAbstractItemView& list) { new ListFocus(list); }

void chooseRow(QAbstractItemView& list, const QModelIndex& index) {
    list.selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

} // namespace segue::ui
