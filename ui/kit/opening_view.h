// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemView>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace segue::ui {

/// A list whose rows lead somewhere: a click or Return opens one, the menu key or the right button its menu. What an item view of
/// Qt calls "activated" is a double click on most desktops.
/// @tparam View QListView, QTreeView
template <typename View>
class OpeningView : public View {
public:
    using View::View;

protected:
    virtual void open(const QModelIndex& index) = 0;
    virtual void openMenu(const QModelIndex& index, QPoint globalPosition) = 0;

    void keyPressEvent(QKeyEvent* event) override {
        const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (isReturn && this->currentIndex().isValid())
            open(this->currentIndex());
        else
            View::keyPressEvent(event);
    }

    void mouseReleaseEvent(QMouseEvent* event) override {
        const QPoint position = event->position().toPoint();
        const QModelIndex index = this->indexAt(position);
        const bool isOnItem = index.isValid() && this->visualRect(index).contains(position); // not on the arrow before it
        View::mouseReleaseEvent(event);
        if (event->button() == Qt::LeftButton && isOnItem && index == this->currentIndex())
            open(index);
    }

    void contextMenuEvent(QContextMenuEvent* event) override {
        const bool isKey = event->reason() == QContextMenuEvent::Keyboard;
        const QModelIndex index = isKey ? this->currentIndex() : this->indexAt(event->pos());
        if (!index.isValid())
            return;
        this->setCurrentIndex(index);
        openMenu(index, isKey ? this->viewport()->mapToGlobal(this->visualRect(index).center()) : event->globalPos());
    }
};

} // namespace segue::ui
