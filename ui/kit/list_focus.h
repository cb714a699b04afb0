// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace segue::ui {

/// Keeps one row of a list current, though not chosen, while the list has the focus, so that the focus is visible, the keys
/// have a row to start from, and a screen reader has one to read.
void keepCurrentRow(QAbstractItemView& list);

} // namespace segue::ui
