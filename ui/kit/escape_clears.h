// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace segue::ui {

/// Escape takes the words out of a search field first; only in an empty one it goes on to whatever it leads to.
void clearOnEscape(QLineEdit& field);

} // namespace segue::ui
