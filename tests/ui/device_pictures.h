// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/steering_pictures.h"

namespace segue::test {

/// Outputs in the settings, an exclusive one chosen, their list, what is said when headphones go and come back, and the card of
/// scrobbling.
void shootDevices(ui::MainWindow& window, ui::EngineBridge& bridge, ui::Settings& settings, const std::vector<Track>& songs,
                  const Shoot& shoot);

} // namespace segue::test
