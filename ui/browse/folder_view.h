// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/browse/name_list.h"
#include "ui/kit/opening_view.h"

#include <QTreeView>

namespace segue::ui {

class FolderModel;

/// The tree of folders. A click on a name opens it, on its arrow unfolds it.
class FolderView final : public OpeningView<QTreeView> {
    Q_OBJECT

public:
    explicit FolderView(FolderModel& folders, QWidget* parent = nullptr);

Q_SIGNALS:
    void opened(const QModelIndex& folder); ///< clicked, or Return
    void menuWanted(const QModelIndex& folder, QPoint globalPosition);

protected:
    void open(const QModelIndex& index) override { Q_EMIT opened(index); }
    void openMenu(const QModelIndex& index, QPoint globalPosition) override { Q_EMIT menuWanted(index, globalPosition); }

private:
    NameDelegate m_delegate;
};

} // namespace segue::ui
