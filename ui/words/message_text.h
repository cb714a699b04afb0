// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/message.h"

#include <QString>

namespace segue::ui {

/// A message in the listener's language; empty if there is nothing to tell. Pure but for the installed translation.
[[nodiscard]] QString sentence(const Message& message);

} // namespace segue::ui
