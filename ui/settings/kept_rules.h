// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/list_rules.h"
#include "engine/words/track.h"

namespace segue::ui {

class Settings;

/// The rules that the listener chose for the lists of a library. What is not stored, or cannot be read, is as usual.
[[nodiscard]] ListRules keptRules(const Settings& settings, LibraryId library);
void keepRules(Settings& settings, LibraryId library, const ListRules& rules);

} // namespace segue::ui
