// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/browse_pictures.h"

namespace segue::test {

/// The sidebar's playlists, a playlist on the page, rules, a report, the search over everything.
void shootPlaylists(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot);

} // namespace segue::test
