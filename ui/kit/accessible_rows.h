// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace segue::ui {

/// Lets a screen reader walk a list or a table of any length while its rows come and go. Qt 6.4's own interface of an item
/// view hands out null cells, and looks at cells that a change of the model has taken away; this one's cells are places, not
/// songs: whichever song is at a place answers, and where none is left the cell says that it is not valid.
///
/// The cell that has the focus speaks for its whole row, with the accessible text of the row's first column.
void makeWalkable(QAbstractItemView& view);

} // namespace segue::ui
