// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/sound_settings.h"

#include <QString>

namespace segue::ui {

/// By how much what plays is louder or softer than its file, and why: one or two sentences; empty if it is not. Pure.
[[nodiscard]] QString levelText(const AppliedLevel& level);

} // namespace segue::ui
