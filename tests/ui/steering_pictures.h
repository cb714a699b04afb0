// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/words/track.h"
#include "ui/bridge/engine_bridge.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"

#include <functional>
#include <vector>

namespace segue::test {

/// Takes a picture of the window, with a widget of its own over it if there is one.
using Shoot = std::function<void(const char* name, QWidget* over)>;

/// What steers recommendations: seeds, filters and why card, where songs are dropped, a section of a song, what Segue learned.
void shootSteering(ui::MainWindow& window, ui::EngineBridge& bridge, const std::vector<Track>& songs, const Shoot& shoot);

} // namespace segue::test
