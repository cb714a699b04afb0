// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class EngineBridge;
class NoticeBoard;
class PlaybackBar;
class Settings;

/// The playback bar steers the player and shows what it says; the volume is remembered.
void wirePlayback(EngineBridge& bridge, PlaybackBar& bar, Settings& settings, NoticeBoard& board);

} // namespace segue::ui
