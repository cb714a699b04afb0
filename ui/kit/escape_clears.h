// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;
class QObject;

namespace segue::ui {

/// Escape takes the words out of a search field first; only in an empty one it goes on to whatever it leads to.
void clearOnEscape(QLineEdit& field);

/// Escape closes a list that is folded out, and goes no further. (A QComboBox closes its list before shortcuts have their turn.)
/// @param owner as long as it lives
void keepEscapeInPopups(QObject& owner);

} // namespace segue::ui
