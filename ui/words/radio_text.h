// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/radio_words.h"

#include <QString>

/// What the window says about radio: pure functions.
namespace segue::ui {

[[nodiscard]] QString reachText(RadioReach reach);       ///< "Locked in" ... "Adventurous"
[[nodiscard]] QString relaxedText(RadioRelaxed relaxed); ///< what gave way for want of songs; empty: nothing
/// Why an entry is there, in a line: "Like “Title” · both near 120 BPM".
[[nodiscard]] QString radioNoteText(const RadioNote& note);

} // namespace segue::ui
