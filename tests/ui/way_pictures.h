// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/steering_pictures.h"

namespace segue::test {

/// The map in its states, with a path drawn; the path's page.
void shootWays(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot);

} // namespace segue::test
