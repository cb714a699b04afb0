// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/steering_pictures.h"

namespace segue::test {

/// Library health: no doubts and some, two of them chosen; the report, and its charts.
void shootHealth(ui::MainWindow& window, ui::EngineBridge& bridge, const Shoot& shoot);

} // namespace segue::test
