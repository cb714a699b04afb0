// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class HealthPage;
class NoticeBoard;

/// Connects the page Library health with the engine: doubts and what is said of them, the report, playing.
void wireHealth(EngineBridge& bridge, HealthPage& page, NoticeBoard& board);

} // namespace segue::ui
