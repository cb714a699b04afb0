// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desktop/player_face.h"

#include <QString>

namespace segue::ui {

/// "Song – Artist – Segue" while something plays or is paused, else "Segue". Pure.
[[nodiscard]] QString windowTitle(const PlayerFacts& facts);
/// The same for QWidget::setWindowTitle(), which takes "[*]" for a sign of its own.
[[nodiscard]] QString escapedTitle(const QString& title);

} // namespace segue::ui
