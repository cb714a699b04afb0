// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/radio_words.h"

#include <QString>

#include <cstddef>
#include <string>

/// What the window says about radio: pure functions.
namespace segue::ui {

[[nodiscard]] QString reachText(RadioReach reach);       ///< "Locked in" ... "Adventurous"
[[nodiscard]] QString relaxedText(RadioRelaxed relaxed); ///< what gave way for want of songs; empty: nothing
/// What radio from several songs is called: "Title and 4 more".
[[nodiscard]] QString beginningText(const std::string& title, std::size_t songs);
/// Why an entry is there, in a line: "Like “Title” · both near 120 BPM".
[[nodiscard]] QString radioNoteText(const RadioNote& note);

} // namespace segue::ui
