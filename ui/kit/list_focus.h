// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QModelIndex;

namespace segue::ui {

/// Keeps one row of a list current, though not chosen, while the list has the focus, so that the focus is visible, the keys
/// have a row to start from, and a screen reader has one to read.
void keepCurrentRow(QAbstractItemView& list);

/// Makes the index current and its row the only one chosen, whatever keys are held: for QAbstractItemView::setCurrentIndex(), Ctrl
/// means to choose the row besides, or no longer.
void chooseRow(QAbstractItemView& list, const QModelIndex& index);

} // namespace segue::ui
