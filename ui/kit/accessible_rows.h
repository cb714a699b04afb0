// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace segue::ui {

/// Lets a screen reader walk a list or a table of any length while its rows come and go. Qt 6.4's own interface of item views
/// returns null cells and uses cells that the model has already removed. The cells here are places, not songs: the song now
/// at a place answers, and a place without a song says that it is not valid.
///
/// The cell that has the focus speaks for its whole row, with the accessible text of the row's first column.
void makeWalkable(QAbstractItemView& view);

} // namespace segue::ui
