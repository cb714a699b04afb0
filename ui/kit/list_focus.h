// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;

namespace segue::ui {

/// As long as a list has the focus one of its rows is current, so that the focus is seen, the keys have a row to start from
/// and a screen reader one to read. It is not chosen by that.
void keepCurrentRow(QAbstractItemView& list);

} // namespace segue::ui
