// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/steering_pictures.h"

namespace segue::test {

/// Get more: what is offered, one on its way, one that failed, one that is installed.
void shootOffers(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot);

} // namespace segue::test
