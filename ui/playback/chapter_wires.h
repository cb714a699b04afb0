// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace segue::ui {

class ChapterSteps;
class EngineBridge;
class PlaybackBar;

/// Connects the chapters of what plays with the engine and the marks in the bar.
void wireChapters(EngineBridge& bridge, ChapterSteps& steps, PlaybackBar& bar);

} // namespace segue::ui
