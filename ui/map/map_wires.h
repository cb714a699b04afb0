// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class MapPage;
class NoticeBoard;
class PathPage;

/// Connects the map and the page of paths with the engine.
void wireMap(EngineBridge& bridge, MapPage& page, PathPage& path, NoticeBoard& board);

} // namespace segue::ui
