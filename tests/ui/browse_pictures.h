// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/steering_pictures.h"

namespace segue::test {

/// Albums with and without covers, one of them open, artists, genres, folders, and what is said of a search.
void shootBrowsing(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot);

} // namespace segue::test
