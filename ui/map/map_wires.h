// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class MapPage;
class NoticeBoard;

/// Connects the map with the engine.
void wireMap(EngineBridge& bridge, MapPage& page, NoticeBoard& board);

} // namespace segue::ui
